import { and, eq, lt } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import { sessions } from "../../db/schema/index.ts";

export const deleteSession = async (tx: Writer, token: string): Promise<void> => {
  await tx.delete(sessions).where(eq(sessions.token, token));
};

/** Removes a person's sessions that have ended by time. */
export const deleteEndedSessions = async (tx: Writer, userId: string, now: Date): Promise<void> => {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, now)));
};
