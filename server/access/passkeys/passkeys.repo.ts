import { and, desc, eq, gt } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { passkeys, sessions, users } from "../../../db/schema/index.ts";

export type PasskeyRow = typeof passkeys.$inferSelect;

/** A person's passkeys, the newest first. */
export const findPasskeysOf = (reader: Reader, userId: string): Promise<PasskeyRow[]> =>
  reader
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(desc(passkeys.createdAt), desc(passkeys.id));

/** The passkey by what the authenticator calls it, with its owner's e-mail. */
export const findPasskey = async (
  reader: Reader,
  credentialId: string,
): Promise<(PasskeyRow & { email: string }) | undefined> => {
  const [row] = await reader
    .select({ passkey: passkeys, email: users.email })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.credentialId, credentialId));
  return row && { ...row.passkey, email: row.email };
};

/** Inserts a passkey; undefined where the authenticator's is known already. */
export const insertPasskey = async (
  tx: Writer,
  passkey: typeof passkeys.$inferInsert,
): Promise<PasskeyRow | undefined> => {
  const [row] = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning();
  return row;
};

/** Renames a person's own passkey; undefined where it is none of theirs. */
export const renamePasskey = async (
  tx: Writer,
  own: { userId: string; id: string },
  name: string,
): Promise<PasskeyRow | undefined> => {
  const [row] = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.userId, own.userId), eq(passkeys.id, own.id)))
    .returning();
  return row;
};

/** Removes a person's own passkey; false where it is none of theirs. */
export const deletePasskey = async (
  tx: Writer,
  own: { userId: string; id: string },
): Promise<boolean> => {
  const rows = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.userId, own.userId), eq(passkeys.id, own.id)))
    .returning({ id: passkeys.id });
  return rows.length > 0;
};

export const noteUse = async (
  tx: Writer,
  id: string,
  use: { counter: number; lastUsedAt: Date },
): Promise<void> => {
  await tx.update(passkeys).set(use).where(eq(passkeys.id, id));
};

/** Whether the session was begun after `since`; using it does not make it younger. */
export const isSessionNewer = async (
  reader: Reader,
  sessionId: string,
  since: Date,
): Promise<boolean> => {
  const rows = await reader
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), gt(sessions.createdAt, since)));
  return rows.length > 0;
};
