import { and, asc, eq, exists, isNull, lte, sql } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import type { HoldMove, HoldParty } from "../../db/codes.ts";
import { bedPools, holdHistory, holds, requests, users } from "../../db/schema/index.ts";
import { insertionInto, statement, updateOf, type Given } from "../../db/statements.ts";
import { violates } from "../../db/violations.ts";
import { runningStates } from "./moves.ts";

export type HoldRow = typeof holds.$inferSelect;
export type RequestRow = typeof requests.$inferSelect;
export type NewHold = typeof holds.$inferInsert & { id: string };

const asArray = (ids: readonly string[]): string => `{${ids.join(",")}}`;

// Statements of a move are written once: else their writing costs more than their sending. What an
// index is kept for stands in them word for word, so that it serves whatever they are given.
// A plan for `in (select unnest(…))` costs the same for any number of ids, so that PostgreSQL keeps it.
// Whoever takes several locks takes them in this order: worker, request, pools by id.

const isRunningState = sql`${holds.state} in (${sql.raw(runningStates.map((state) => `'${state}'`).join(", "))})`;

const requestLock = statement((tx: Writer, { requestId }: Given<"requestId">) =>
  tx.select().from(requests).where(eq(requests.id, requestId)).for("no key update"),
);

/** Lets one move of the request's holds be made after the other. */
export const lockRequest = async (
  tx: Writer,
  requestId: string,
): Promise<RequestRow | undefined> => {
  const [row] = await requestLock(tx, { requestId });
  return row;
};

/** A pool whose lock is taken. */
export interface LockedPool {
  id: string;
  label: string;
}

const lockedPool = { id: bedPools.id, label: bedPools.label };

const askingLocks = statement((tx: Writer, given: Given<"workerId" | "programIds">) => {
  const worker = tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, given.workerId))
    .for("no key update")
    .as("worker");
  const pools = tx
    .select(lockedPool)
    .from(bedPools)
    .where(sql`${bedPools.programId} in (select unnest(${given.programIds}::uuid[]))`)
    .orderBy(asc(bedPools.id))
    .for("update")
    .as("pools");
  // Whoever is left of a join with all comes first, and also where no pool is found.
  return tx
    .select({ id: pools.id, label: pools.label })
    .from(worker)
    .leftJoinLateral(pools, sql`true`);
});

/**
 * Takes the lock of the worker, so that one request of theirs is made after the other and nothing
 * else waits, and then of every pool of these programs (rule 3).
 */
export const lockForAsking = async (
  tx: Writer,
  workerId: string,
  programIds: readonly string[],
): Promise<LockedPool[]> => {
  const rows = await askingLocks(tx, { workerId, programIds: asArray(programIds) });
  return rows.flatMap(({ id, label }) => (id === null || label === null ? [] : [{ id, label }]));
};

const askedPoolLocks = statement((tx: Writer, { requestId }: Given<"requestId">) => {
  const asked = tx
    .select({ id: holds.id })
    .from(holds)
    .where(and(eq(holds.requestId, requestId), eq(holds.programId, bedPools.programId)));
  return tx
    .select(lockedPool)
    .from(bedPools)
    .where(exists(asked))
    .orderBy(asc(bedPools.id))
    .for("update");
});

/** Takes the lock of every pool of the programs that the request asked. */
export const lockPoolsOfRequest = (tx: Writer, requestId: string): Promise<LockedPool[]> =>
  askedPoolLocks(tx, { requestId });

const holdsOf = statement((tx: Writer, { requestId }: Given<"requestId">) =>
  tx.select().from(holds).where(eq(holds.requestId, requestId)).orderBy(asc(holds.id)),
);

export const findHoldsOf = (tx: Writer, requestId: string): Promise<HoldRow[]> =>
  holdsOf(tx, { requestId });

const unendedOf = statement((tx: Writer, { workerId }: Given<"workerId">) =>
  tx
    .select({ expiresAt: holds.expiresAt })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(and(eq(requests.workerId, workerId), isNull(requests.closedAt), isRunningState)),
);

/** When each hold of the worker that is written as waiting or accepted expires. */
export const findExpiries = async (tx: Writer, workerId: string): Promise<Date[]> =>
  (await unendedOf(tx, { workerId })).map(({ expiresAt }) => expiresAt);

/** Adds requests; fails as `isReferenceTaken` says where a reference is another's. */
export const insertRequests = insertionInto(requests);

/** Whether a request could not be added because an open one has its reference. */
export const isReferenceTaken = (error: unknown): boolean =>
  violates(error, "requests_open_reference");

export const insertHolds = insertionInto(holds);

/** What happened to a hold; `actor` null: a rule did it. */
export interface HoldEventRow {
  holdId: string;
  move: HoldMove;
  party: HoldParty;
  actor: string | null;
  at: Date;
}

export const appendHistory: (tx: Writer, events: readonly HoldEventRow[]) => Promise<void> =
  insertionInto(holdHistory);

export const updateHold = updateOf(holds, holds.id);

const endings = statement((tx: Writer, { holdIds }: Given<"holdIds">) =>
  tx
    .update(holds)
    .set({ state: "expired", endedAt: sql`${holds.expiresAt}` })
    .where(sql`${holds.id} = any(${holdIds}::uuid[])`),
);

/**
 * Writes down that these holds have expired, each at its own moment, so that nobody whose clock is
 * behind can still accept a bed that is given to another. Their pools are locked.
 */
export const endExpired = async (tx: Writer, holdIds: readonly string[]): Promise<void> => {
  if (holdIds.length > 0) await endings(tx, { holdIds: asArray(holdIds) });
};

const updateRequest = updateOf(requests, requests.id);

export const closeRequest = (tx: Writer, requestId: string, at: Date): Promise<void> =>
  updateRequest(tx, requestId, { closedAt: at });

const raising = statement((tx: Writer, { poolId }: Given<"poolId">) =>
  tx
    .update(bedPools)
    .set({ version: sql`${bedPools.version} + 1` })
    .where(eq(bedPools.id, poolId)),
);

/** Makes a count that was read before the pool's beds were filled be read again before it is stated. */
export const raiseVersion = async (tx: Writer, poolId: string): Promise<void> => {
  await raising(tx, { poolId });
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
    .where(and(isRunningState, lte(holds.expiresAt, now)))
    .orderBy(asc(holds.requestId))
    .limit(limit);
  return rows.map(({ id }) => id);
};
