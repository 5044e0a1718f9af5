import { and, desc, eq, gt, lt, ne } from "drizzle-orm";
import type { Reader, Writer } from "../../db/client.ts";
import { sessions } from "../../db/schema/index.ts";

export const deleteSession = async (tx: Writer, token: string): Promise<void> => {
  await tx.delete(sessions).where(eq(sessions.token, token));
};

/** Removes a person's sessions that have ended by time. */
export const deleteEndedSessions = async (tx: Writer, userId: string, now: Date): Promise<void> => {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, now)));
};

/** A person's own session by its id; false where it is none of theirs. */
export const deleteOwnSession = async (
  tx: Writer,
  userId: string,
  id: string,
): Promise<boolean> => {
  const rows = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return rows.length > 0;
};

/** Ends a person's sessions but for the one that is kept; answers how many. */
export const deleteOtherSessions = async (
  tx: Writer,
  userId: string,
  kept: { token: string } | { id: string },
): Promise<number> => {
  const other = "id" in kept ? ne(sessions.id, kept.id) : ne(sessions.token, kept.token);
  const rows = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), other))
    .returning({ id: sessions.id });
  return rows.length;
};

/** A person's sessions that last, the one used last first. */
export const findSessionsOf = (reader: Reader, userId: string, now: Date) =>
  reader
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id));
