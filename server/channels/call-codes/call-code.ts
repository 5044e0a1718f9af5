import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import type { Database } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import { requireSignedIn } from "../../access/authorize.ts";
import type { Viewer } from "../../access/viewer.ts";
import { saveCallCode } from "./call-codes.repo.ts";

/** What is kept of a code: useless without our secret, since a million codes are quickly tried. */
const hashOfCode = (secret: string, userId: string, code: string): string =>
  createHmac("sha256", secret).update(`call code ${userId} ${code}`).digest("base64url");

export const isCallCode = (
  secret: string,
  userId: string,
  { code, codeHash }: { code: string; codeHash: string },
): boolean => {
  const [given, kept] = [hashOfCode(secret, userId, code), codeHash].map((text) =>
    Buffer.from(text),
  );
  return given !== undefined && kept !== undefined && timingSafeEqual(given, kept);
};

/** Draws the viewer a new code for calls, told this once; an earlier one ends. */
export const makeCallCode = async (
  database: Database,
  viewer: Viewer,
  { secret, now }: { secret: string; now: Date },
): Promise<{ code: string }> => {
  const person = requireSignedIn(viewer);
  const { userId } = person;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await database.transaction(async (tx) => {
    await saveCallCode(tx, { userId, codeHash: hashOfCode(secret, userId, code), createdAt: now });
    await recordAudit(tx, {
      actor: person,
      action: "call_code_made",
      subject: { type: "person", id: userId },
    });
  });
  return { code };
};
