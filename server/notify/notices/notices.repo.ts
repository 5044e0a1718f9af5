import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import type { NoticeOutcome, NoticeState } from "../../../db/codes.ts";
import { holds, notices } from "../../../db/schema/index.ts";

export type NoticeRow = typeof notices.$inferSelect;
export type NewNotice = typeof notices.$inferInsert;

/** Writes those that are not there yet: one for each event, person and channel, whoever writes it. */
export const insertNotices = async (tx: Writer, rows: NewNotice[]): Promise<string[]> => {
  if (rows.length === 0) return [];
  const made = await tx
    .insert(notices)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: notices.id });
  return made.map(({ id }) => id);
};

/** Takes the row's lock, so that of two who want to send it one waits. */
export const lockNotice = async (tx: Writer, id: string): Promise<NoticeRow | undefined> => {
  const [row] = await tx.select().from(notices).where(eq(notices.id, id)).for("update");
  return row;
};

export const markNotice = async (
  tx: Writer,
  id: string,
  set: {
    state: NoticeState;
    outcome?: NoticeOutcome | null;
    tries?: number;
    sentAt?: Date;
    deliveredAt?: Date;
  },
): Promise<void> => {
  await tx.update(notices).set(set).where(eq(notices.id, id));
};

/** Whether the hold still waits for its answer, or runs: what a notice may be about. */
export const findHoldState = async (reader: Reader, holdId: string) => {
  const [row] = await reader
    .select({ state: holds.state, expiresAt: holds.expiresAt })
    .from(holds)
    .where(eq(holds.id, holdId));
  return row;
};

/** Planned a while ago and not begun: whoever put their job was stopped in between. */
export const findForgotten = async (reader: Reader, before: Date): Promise<string[]> => {
  const rows = await reader
    .select({ id: notices.id })
    .from(notices)
    .where(and(inArray(notices.state, ["planned", "sending"]), lt(notices.plannedAt, before)))
    .orderBy(asc(notices.plannedAt))
    .limit(200);
  return rows.map(({ id }) => id);
};

export const deleteNoticesBefore = async (tx: Writer, before: Date): Promise<void> => {
  await tx.delete(notices).where(lt(notices.plannedAt, before));
};
