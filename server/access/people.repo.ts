import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Reader, Writer } from "../../db/client.ts";
import type { Role } from "../../db/codes.ts";
import { accounts, programStaff, users } from "../../db/schema/index.ts";

export interface NewPerson {
  id: string;
  accountId: string;
  email: string;
  name: string;
  role: Role;
  training: boolean;
  passwordHash: string;
}

/** Those of the e-mail addresses that an account has. */
export const findEmails = async (
  reader: Reader,
  people: readonly { email: string }[],
): Promise<string[]> => {
  const emails = people.map((person) => person.email);
  const rows = await reader
    .select({ email: users.email })
    .from(users)
    .where(inArray(users.email, emails));
  return rows.map((row) => row.email);
};

export const findIdByEmail = async (reader: Reader, email: string): Promise<string | undefined> => {
  const [row] = await reader.select({ id: users.id }).from(users).where(eq(users.email, email));
  return row?.id;
};

/** Inserts people who sign in with a password; who has an account by that e-mail is left alone. */
export const insertPasswordAccounts = async (
  tx: Writer,
  people: readonly NewPerson[],
  now: Date,
): Promise<void> => {
  if (people.length === 0) return;
  const moments = { createdAt: now, updatedAt: now };
  const inserted = await tx
    .insert(users)
    .values(
      people.map(({ id, email, name, role, training }) => ({
        id,
        email,
        name,
        role,
        training,
        emailVerified: true,
        ...moments,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: users.id });
  const ids = new Set(inserted.map((row) => row.id));
  const credentials = people
    .filter((person) => ids.has(person.id))
    .map(({ id, accountId, passwordHash }) => ({
      id: accountId,
      userId: id,
      // better-auth looks a password up under its own user's id.
      accountId: id,
      providerId: "credential",
      password: passwordHash,
      ...moments,
    }));
  if (credentials.length > 0) await tx.insert(accounts).values(credentials);
};

/** Makes a person lead of programs. */
export const insertStaff = async (
  tx: Writer,
  userId: string,
  programIds: readonly string[],
): Promise<void> => {
  if (programIds.length === 0) return;
  await tx
    .insert(programStaff)
    .values(programIds.map((programId) => ({ userId, programId, lead: true })))
    .onConflictDoNothing();
};

/** What decides whether a person may come in at all. */
export interface Entry {
  training: boolean;
  closedAt: Date | null;
  invitationEndsAt: Date | null;
}

const entryColumns = {
  training: users.training,
  closedAt: users.closedAt,
  invitationEndsAt: users.invitationEndsAt,
};

export const findEntry = async (reader: Reader, userId: string): Promise<Entry | undefined> => {
  const [row] = await reader.select(entryColumns).from(users).where(eq(users.id, userId));
  return row;
};

export const findEntryByEmail = async (
  reader: Reader,
  email: string,
): Promise<Entry | undefined> => {
  const [row] = await reader.select(entryColumns).from(users).where(eq(users.email, email));
  return row;
};

/** Notes that an invited person came; false when no invitation was open. */
export const acceptInvitation = async (tx: Writer, userId: string): Promise<boolean> => {
  const rows = await tx
    .update(users)
    .set({ invitationEndsAt: null })
    .where(and(eq(users.id, userId), isNotNull(users.invitationEndsAt)))
    .returning({ id: users.id });
  return rows.length > 0;
};
