import { createHmac, timingSafeEqual } from "node:crypto";
import type { LinkSettings } from "../links/make-link.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const signatureOf = (secret: string, userId: string): string =>
  createHmac("sha256", secret)
    .update(`stop reminders ${userId}`)
    .digest()
    .subarray(0, 16)
    .toString("base64url");

/** Where a reader ends their reminders; behind the `#`, as with every link of ours. */
export const stopUrl = ({ secret, publicUrl }: LinkSettings, userId: string): string =>
  `${publicUrl}/confirm#stop.${userId}.${signatureOf(secret, userId)}`;

/** Whose reminders the token ends; undefined: it is not of our making. */
export const readStopToken = (secret: string, token: string): string | undefined => {
  const [word, userId = "", signature = ""] = token.split(".");
  if (word !== "stop" || !uuid.test(userId)) return undefined;
  const [given, expected] = [signature, signatureOf(secret, userId)].map((text) =>
    Buffer.from(text),
  );
  if (!given || !expected || given.length !== expected.length) return undefined;
  return timingSafeEqual(given, expected) ? userId : undefined;
};
