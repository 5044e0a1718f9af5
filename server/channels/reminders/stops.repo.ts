import { eq } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import { reminderStops } from "../../../db/schema/index.ts";

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
