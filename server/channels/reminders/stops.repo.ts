import { eq } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { reminderStops } from "../../../db/schema/index.ts";

/** Whether the person wants no reminders. */
export const hasStopped = async (reader: Reader, userId: string): Promise<boolean> =>
  (await reader.$count(reminderStops, eq(reminderStops.userId, userId))) > 0;

/** Ends a person's reminders, or brings them back; doing either again changes nothing. */
export const setStopped = async (
  tx: Writer,
  userId: string,
  stopped: boolean,
  now: Date,
): Promise<void> => {
  if (stopped) {
    await tx.insert(reminderStops).values({ userId, stoppedAt: now }).onConflictDoNothing();
  } else {
    await tx.delete(reminderStops).where(eq(reminderStops.userId, userId));
  }
};
