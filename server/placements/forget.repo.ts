import { and, asc, exists, inArray, isNotNull, lt, notExists, sql, eq } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import { callAttempts, holdHistory, holds, requests } from "../../db/schema/index.ts";

/** Whole months of the calendar before `now`. */
const monthsBefore = (now: Date, months: number) =>
  sql`${now.toISOString()}::timestamptz - make_interval(months => ${months}::int)`;

/** Locks requests that ended so many months ago, the oldest first; what others hold is left to them. */
export const lockEndedRequests = async (
  tx: Writer,
  { now, months, most }: { now: Date; months: number; most: number },
): Promise<string[]> => {
  const rows = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(isNotNull(requests.closedAt), lt(requests.closedAt, monthsBefore(now, months))))
    .orderBy(asc(requests.closedAt))
    .limit(most)
    .for("update", { skipLocked: true });
  return rows.map(({ id }) => id);
};

/** Removes these requests with their holds, the holds' history and their calls. */
export const deleteRequests = async (tx: Writer, requestIds: readonly string[]): Promise<void> => {
  const ids = [...requestIds];
  const own = tx
    .select({ id: holds.id })
    .from(holds)
    .where(and(inArray(holds.requestId, ids), eq(holds.id, holdHistory.holdId)));
  await tx.delete(holdHistory).where(exists(own));
  await tx.delete(callAttempts).where(inArray(callAttempts.requestId, ids));
  await tx.delete(holds).where(inArray(holds.requestId, ids));
  await tx.delete(requests).where(inArray(requests.id, ids));
};

/** Removes calls that belong to no request and were made so many months ago; how many they were. */
export const deleteLoneCalls = async (tx: Writer, now: Date, months: number): Promise<number> => {
  const request = tx
    .select({ id: requests.id })
    .from(requests)
    .where(eq(requests.id, callAttempts.requestId));
  const rows = await tx
    .delete(callAttempts)
    .where(and(lt(callAttempts.calledAt, monthsBefore(now, months)), notExists(request)))
    .returning({ id: callAttempts.id });
  return rows.length;
};
