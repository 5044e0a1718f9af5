import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import {
  contactPhones,
  noticeChoices,
  pushSubscriptions,
  stoppedNumbers,
  users,
} from "../../../db/schema/index.ts";

export type PhoneRow = typeof contactPhones.$inferSelect;
export type Choices = Omit<typeof noticeChoices.$inferSelect, "userId">;

/** Without a word from the person: by every way there is, in both languages. */
export const usualChoices: Choices = { email: true, push: true, sms: true, language: null };

export const findPhone = async (reader: Reader, userId: string): Promise<PhoneRow | undefined> => {
  const [row] = await reader.select().from(contactPhones).where(eq(contactPhones.userId, userId));
  return row;
};

export const findChoices = async (reader: Reader, userId: string): Promise<Choices> => {
  const [row] = await reader.select().from(noticeChoices).where(eq(noticeChoices.userId, userId));
  return row ?? usualChoices;
};

export const saveChoices = async (tx: Writer, userId: string, choices: Choices): Promise<void> => {
  await tx
    .insert(noticeChoices)
    .values({ userId, ...choices })
    .onConflictDoUpdate({ target: noticeChoices.userId, set: choices });
};

/** Puts a number in place of the person's earlier one, unverified. */
export const savePhone = async (
  tx: Writer,
  row: Omit<PhoneRow, "verifiedAt" | "codeTries">,
): Promise<void> => {
  const fresh = { ...row, verifiedAt: null, codeTries: 0 };
  await tx
    .insert(contactPhones)
    .values(fresh)
    .onConflictDoUpdate({ target: contactPhones.userId, set: fresh });
};

/** Locks the person's number for a try of its code, and counts the try. */
export const takeCodeTry = async (tx: Writer, userId: string): Promise<PhoneRow | undefined> => {
  const [row] = await tx
    .update(contactPhones)
    .set({ codeTries: sql`${contactPhones.codeTries} + 1` })
    .where(and(eq(contactPhones.userId, userId), isNotNull(contactPhones.codeHash)))
    .returning();
  return row;
};

/** Makes the number this person's, and nobody else's: it answers for one person only. */
export const verifyPhone = async (
  tx: Writer,
  { userId, number }: PhoneRow,
  now: Date,
): Promise<void> => {
  await tx
    .delete(contactPhones)
    .where(
      and(
        eq(contactPhones.number, number),
        isNotNull(contactPhones.verifiedAt),
        sql`${contactPhones.userId} <> ${userId}`,
      ),
    );
  await tx
    .update(contactPhones)
    .set({ verifiedAt: now, codeHash: null, codeEndsAt: null })
    .where(eq(contactPhones.userId, userId));
};

export const removePhone = async (tx: Writer, userId: string): Promise<void> => {
  await tx.delete(contactPhones).where(eq(contactPhones.userId, userId));
};

/** The person who registered this number (E.164) and showed its code; nobody who has left. */
export const findPersonByNumber = async (
  reader: Reader,
  number: string,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ userId: contactPhones.userId })
    .from(contactPhones)
    .innerJoin(users, eq(users.id, contactPhones.userId))
    .where(
      and(
        eq(contactPhones.number, number),
        isNotNull(contactPhones.verifiedAt),
        sql`${users.closedAt} is null`,
      ),
    );
  return row?.userId;
};

/** From now on no message goes to this number, until `resumeMessagesTo`. */
export const stopMessagesTo = async (tx: Writer, number: string, now: Date): Promise<void> => {
  await tx.insert(stoppedNumbers).values({ number, stoppedAt: now }).onConflictDoNothing();
};

export const resumeMessagesTo = async (tx: Writer, number: string): Promise<void> => {
  await tx.delete(stoppedNumbers).where(eq(stoppedNumbers.number, number));
};

export const isStopped = async (reader: Reader, number: string): Promise<boolean> => {
  const rows = await reader
    .select({ number: stoppedNumbers.number })
    .from(stoppedNumbers)
    .where(eq(stoppedNumbers.number, number));
  return rows.length > 0;
};

export interface Subscription {
  id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

export const findSubscriptions = (reader: Reader, userId: string): Promise<Subscription[]> =>
  reader
    .select({
      id: pushSubscriptions.id,
      endpoint: pushSubscriptions.endpoint,
      p256dh: pushSubscriptions.p256dh,
      auth: pushSubscriptions.auth,
    })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, userId))
    .orderBy(pushSubscriptions.id);

/** A browser belongs to who subscribed it last. */
export const saveSubscription = async (
  tx: Writer,
  row: Omit<typeof pushSubscriptions.$inferInsert, "id">,
): Promise<void> => {
  const { endpoint: _endpoint, ...set } = row;
  await tx
    .insert(pushSubscriptions)
    .values(row)
    .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set });
};

export const removeSubscriptions = async (tx: Writer, ids: readonly string[]): Promise<void> => {
  await tx.delete(pushSubscriptions).where(inArray(pushSubscriptions.id, [...ids]));
};

export const removeSubscription = async (
  tx: Writer,
  userId: string,
  endpoint: string,
): Promise<void> => {
  await tx
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.userId, userId), eq(pushSubscriptions.endpoint, endpoint)));
};

/** By which ways a person can be told, choices applied. */
export interface Reachable {
  userId: string;
  email: boolean;
  push: boolean;
  sms: boolean;
}

/** Of these people those who have not left, each with the ways that are open. */
export const findReachable = (reader: Reader, userIds: readonly string[]): Promise<Reachable[]> =>
  reader
    .select({
      userId: users.id,
      email: sql<boolean>`coalesce(${noticeChoices.email}, true)`,
      push: sql<boolean>`coalesce(${noticeChoices.push}, true) and exists (
        select from ${pushSubscriptions} s where s.user_id = ${users.id})`,
      sms: sql<boolean>`coalesce(${noticeChoices.sms}, true)
        and ${contactPhones.verifiedAt} is not null and ${stoppedNumbers.number} is null`,
    })
    .from(users)
    .leftJoin(noticeChoices, eq(noticeChoices.userId, users.id))
    .leftJoin(contactPhones, eq(contactPhones.userId, users.id))
    .leftJoin(stoppedNumbers, eq(stoppedNumbers.number, contactPhones.number))
    .where(and(inArray(users.id, [...userIds]), sql`${users.closedAt} is null`));

/** Where a person's messages go, and in which language; null: both. */
export const findAddress = async (reader: Reader, userId: string) => {
  const [row] = await reader
    .select({
      email: users.email,
      number: contactPhones.number,
      verifiedAt: contactPhones.verifiedAt,
      stopped: sql<boolean>`${stoppedNumbers.number} is not null`,
      language: noticeChoices.language,
    })
    .from(users)
    .leftJoin(noticeChoices, eq(noticeChoices.userId, users.id))
    .leftJoin(contactPhones, eq(contactPhones.userId, users.id))
    .leftJoin(stoppedNumbers, eq(stoppedNumbers.number, contactPhones.number))
    .where(and(eq(users.id, userId), sql`${users.closedAt} is null`));
  return row;
};
