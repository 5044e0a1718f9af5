import { v7 } from "uuid";
import type { Writer } from "../../../db/client.ts";
import type { LinkChannel } from "../../../db/codes.ts";
import { insertLink } from "./links.repo.ts";
import { drawToken, hashOfToken, linkUrl } from "./link-token.ts";

/** How long a link works. */
export const linkHours = 12;

export interface LinkSettings {
  /** Signs the links. */
  secret: string;
  publicUrl: string;
}

/** Makes a link for one person and one program; its address is known from here to its reader alone. */
export const makeLink = async (
  tx: Writer,
  { secret, publicUrl }: LinkSettings,
  of: { programId: string; userId: string; channel: LinkChannel; sentBy: string | null },
  now: Date,
): Promise<{ id: string; url: string }> => {
  const token = drawToken(secret);
  const id = v7();
  const expiresAt = new Date(now.getTime() + linkHours * 3_600_000);
  await insertLink(tx, { id, tokenHash: hashOfToken(token), ...of, createdAt: now, expiresAt });
  return { id, url: linkUrl(publicUrl, token) };
};
