import { and, asc, count, eq, exists, gt, inArray, lte, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Writer } from "../../db/client.ts";
import type { HoldMove, HoldParty } from "../../db/codes.ts";
import { bedPools, holdHistory, holds, requests, users } from "../../db/schema/index.ts";
import { runningStates } from "./moves.ts";

export type HoldRow = typeof holds.$inferSelect;
export type RequestRow = typeof requests.$inferSelect;
export type NewRequest = typeof requests.$inferInsert & { id: string };
export type NewHold = typeof holds.$inferInsert & { id: string };

const isOneOf = (ids: readonly string[]) => sql`any(${`{${ids.join(",")}}`}::uuid[])`;

// Statements of a move are prepared: else the driver asks for their types before each.
// Whoever takes several locks takes them in this order: worker, request, pools by id.

/** Lets one request of the worker be made after the other, and nothing else wait. */
export const lockWorker = async (tx: Writer, userId: string): Promise<void> => {
  await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update")
    .prepare("lock_worker")
    .execute();
};

/** Lets one move of the request's holds be made after the other. */
export const lockRequest = async (
  tx: Writer,
  requestId: string,
): Promise<RequestRow | undefined> => {
  const [row] = await tx
    .select()
    .from(requests)
    .where(eq(requests.id, requestId))
    .for("no key update")
    .prepare("lock_request")
    .execute();
  return row;
};

/** Takes the lock of every pool of these programs (rule 3). */
export const lockPoolsOf = async (tx: Writer, programIds: readonly string[]): Promise<void> => {
  await tx
    .select({ id: bedPools.id })
    .from(bedPools)
    .where(sql`${bedPools.programId} = ${isOneOf(programIds)}`)
    .orderBy(asc(bedPools.id))
    .for("update")
    .prepare("lock_pools_of")
    .execute();
};

/** Takes the lock of every pool of the programs that the request asked. */
export const lockPoolsOfRequest = async (tx: Writer, requestId: string): Promise<void> => {
  const asked = tx
    .select({ id: holds.id })
    .from(holds)
    .where(and(eq(holds.requestId, requestId), eq(holds.programId, bedPools.programId)));
  await tx
    .select({ id: bedPools.id })
    .from(bedPools)
    .where(exists(asked))
    .orderBy(asc(bedPools.id))
    .for("update")
    .prepare("lock_pools_of")
    .execute();
};

export interface ExpiredHold {
  id: string;
  programId: string;
  expiresAt: Date;
}

const expired = { id: holds.id, programId: holds.programId, expiresAt: holds.expiresAt };
const isOverdue = (now: Date) =>
  and(inArray(holds.state, runningStates), lte(holds.expiresAt, now));
const toExpired = { state: "expired", endedAt: sql`${holds.expiresAt}` } as const;

/**
 * Writes down which claims on the locked pools of these programs have expired, so that nobody whose
 * clock is behind can still accept a bed that is given to another.
 */
export const expireClaimsOn = (
  tx: Writer,
  programIds: readonly string[],
  now: Date,
): Promise<ExpiredHold[]> =>
  tx
    .update(holds)
    .set(toExpired)
    .where(
      and(
        isOverdue(now),
        sql`${holds.poolId} = any(select id from bed_pools where program_id = ${isOneOf(programIds)})`,
      ),
    )
    .returning(expired)
    .prepare("expire_holds")
    .execute();

/** Writes down which holds of the locked request have expired. */
export const expireHoldsOf = (tx: Writer, requestId: string, now: Date): Promise<ExpiredHold[]> =>
  tx
    .update(holds)
    .set(toExpired)
    .where(and(isOverdue(now), eq(holds.requestId, requestId)))
    .returning(expired)
    .prepare("expire_holds")
    .execute();

export const findHoldsOf = (tx: Writer, requestId: string): Promise<HoldRow[]> =>
  tx
    .select()
    .from(holds)
    .where(eq(holds.requestId, requestId))
    .orderBy(asc(holds.id))
    .prepare("find_holds_of")
    .execute();

/** Holds of the worker that are running at `now`. */
export const countRunning = async (tx: Writer, workerId: string, now: Date): Promise<number> => {
  const [row] = await tx
    .select({ running: count() })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(
      and(
        eq(requests.workerId, workerId),
        inArray(holds.state, runningStates),
        gt(holds.expiresAt, now),
      ),
    )
    .prepare("count_running")
    .execute();
  return row?.running ?? 0;
};

/** Adds the request; false: its reference belongs to another one that is open. */
export const insertRequest = async (tx: Writer, request: NewRequest): Promise<boolean> => {
  const rows = await tx
    .insert(requests)
    .values(request)
    .onConflictDoNothing()
    .returning({ id: requests.id })
    .prepare("insert_request")
    .execute();
  return rows.length > 0;
};

export const insertHolds = async (tx: Writer, rows: NewHold[]): Promise<void> => {
  await tx.insert(holds).values(rows).prepare("insert_holds").execute();
};

export const updateHold = async (
  tx: Writer,
  holdId: string,
  change: Partial<NewHold>,
): Promise<void> => {
  await tx.update(holds).set(change).where(eq(holds.id, holdId)).prepare("update_hold").execute();
};

/** What happened to a hold; `actor` null: a rule did it. */
export interface HoldEventRow {
  holdId: string;
  move: HoldMove;
  party: HoldParty;
  actor: string | null;
  at: Date;
}

export const appendHistory = async (tx: Writer, events: readonly HoldEventRow[]): Promise<void> => {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ id: v7(), ...event }));
  await tx.insert(holdHistory).values(rows).prepare("append_history").execute();
};

export const closeRequest = async (tx: Writer, requestId: string, at: Date): Promise<void> => {
  await tx.update(requests).set({ closedAt: at }).where(eq(requests.id, requestId));
};

/** Makes a count that was read before the pool's beds were filled be read again before it is stated. */
export const raiseVersion = async (tx: Writer, poolId: string): Promise<void> => {
  await tx
    .update(bedPools)
    .set({ version: sql`${bedPools.version} + 1` })
    .where(eq(bedPools.id, poolId));
};

/** Requests that are not closed although a hold of theirs has expired, the oldest first. */
export const findOverdueRequests = async (
  tx: Pick<Writer, "selectDistinct">,
  now: Date,
  limit: number,
): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ id: holds.requestId })
    .from(holds)
    .where(isOverdue(now))
    .orderBy(asc(holds.requestId))
    .limit(limit);
  return rows.map(({ id }) => id);
};
