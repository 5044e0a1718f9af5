import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { v7 } from "uuid";
import type { Database } from "../../../db/client.ts";
import { DomainError, invalid } from "../../errors.ts";
import type { SmsGateway } from "../sms/sms-gateway.ts";
import { codeText } from "../texts.ts";
import {
  findChoices,
  isStopped,
  savePhone,
  takeCodeTry,
  verifyPhone,
} from "./contact-points.repo.ts";

const codeMinutes = 10;
const mostTries = 5;

export interface PhoneContext {
  database: Database;
  clock: () => Date;
  /** Keys the hash under which a code is kept. */
  secret: string;
  sms: SmsGateway | undefined;
}

const hashOf = (secret: string, userId: string, code: string): string =>
  createHmac("sha256", secret).update(`phone ${userId} ${code}`).digest("base64url");

/** A number as people write it, in the form in which it is kept. Without a country it is of the US. */
export const readNumber = async (text: string): Promise<string | undefined> => {
  // Loaded when first needed, as it has the numbering plans of all countries.
  const { parsePhoneNumberFromString } = await import("libphonenumber-js");
  const parsed = parsePhoneNumberFromString(text, "US");
  return parsed?.isValid() === true ? parsed.number : undefined;
};

/**
 * Registers the number for the person and sends a code to it, which shows that it is theirs.
 * @returns the number in E.164
 */
export const registerPhone = async (
  { database, clock, secret, sms }: PhoneContext,
  userId: string,
  text: string,
): Promise<string> => {
  if (!sms) throw new DomainError("unavailable", "Text messages are not set up here.");
  const number = await readNumber(text);
  if (number === undefined) throw invalid("/number", "This is not a telephone number.");
  if (await isStopped(database.read, number)) {
    throw new DomainError(
      "conflict",
      "This number asked for no messages: text START from it first.",
    );
  }
  const now = clock();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const { language } = await findChoices(database.read, userId);
  await database.transaction((tx) =>
    savePhone(tx, {
      ...{ userId, number, createdAt: now, codeHash: hashOf(secret, userId, code) },
      codeEndsAt: new Date(now.getTime() + codeMinutes * 60_000),
    }),
  );
  await sms.send({ id: v7(), to: number, text: codeText(code, codeMinutes, language) });
  return number;
};

/** Takes the code that was sent; five tries, ten minutes. */
export const confirmPhone = async (
  { database, clock, secret }: PhoneContext,
  userId: string,
  code: string,
): Promise<void> => {
  const now = clock();
  const confirmed = await database.transaction(async (tx) => {
    const phone = await takeCodeTry(tx, userId);
    const { codeHash = null, codeEndsAt = null } = phone ?? {};
    if (!phone || codeHash === null || codeEndsAt === null) return false;
    const [kept, given] = [Buffer.from(codeHash), Buffer.from(hashOf(secret, userId, code))];
    if (phone.codeTries > mostTries || codeEndsAt <= now || !timingSafeEqual(kept, given)) {
      return false;
    }
    await verifyPhone(tx, phone, now);
    return true;
  });
  if (!confirmed) throw new DomainError("wrong_credentials", "This is not the code, or no longer.");
};
