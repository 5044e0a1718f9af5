import { inArray, lt, sql } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import { requestCounts } from "../../db/schema/index.ts";

/** Requests of one key in the window that began at `windowStart`. */
export interface RequestCount {
  key: string;
  windowStart: Date;
  count: number;
}

/**
 * Adds an instance's counts to everybody's, each key once; a window that is over begins anew, and
 * what is told of an older window than the one under way is forgotten.
 * @returns everybody's counts of these keys
 */
export const addRequestCounts = async (
  tx: Writer,
  counts: readonly RequestCount[],
): Promise<RequestCount[]> => {
  const [kept, told] = [requestCounts.windowStart, sql`excluded.window_start`];
  return tx
    .insert(requestCounts)
    .values([...counts])
    .onConflictDoUpdate({
      target: requestCounts.key,
      set: {
        count: sql`case when ${kept} = ${told} then ${requestCounts.count} + excluded.count when ${kept} < ${told} then excluded.count else ${requestCounts.count} end`,
        windowStart: sql`greatest(${kept}, ${told})`,
      },
    })
    .returning();
};

/** Clears away windows that began before `moment`, but for what somebody counts right now. */
export const deleteRequestCounts = async (tx: Writer, moment: Date): Promise<void> => {
  const over = tx
    .select({ key: requestCounts.key })
    .from(requestCounts)
    .where(lt(requestCounts.windowStart, moment))
    .for("update", { skipLocked: true });
  await tx.delete(requestCounts).where(inArray(requestCounts.key, over));
};
