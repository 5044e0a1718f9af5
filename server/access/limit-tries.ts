import { createHmac } from "node:crypto";
import type { Database, Writer } from "../../db/client.ts";
import { DomainError } from "../errors.ts";
import { countTry, deleteEndedTries, uncountTries } from "./tries.repo.ts";

/** At most `most` tries of `what` by the same `who` within `minutes`. */
export interface TryLimit {
  what: string;
  who: string;
  most: number;
  minutes: number;
}

/** `too_many_requests`, and the limit that is spent. */
export class TriesSpent extends DomainError {
  readonly limit: TryLimit;

  constructor(limit: TryLimit) {
    super("too_many_requests", "Too many tries; wait a while.");
    this.limit = limit;
  }
}

/** Counts tries in the database, so that a limit holds for all instances together. */
export interface TryCounter {
  /**
   * Counts one try under each limit before it is made, so that tries at once cannot outrun it.
   * Throws `TriesSpent`, and counts nothing, when one of them is spent.
   */
  take(limits: readonly TryLimit[]): Promise<void>;
  /** Takes one try back under each limit: it was no failure. */
  giveBack(limits: readonly TryLimit[]): Promise<void>;
  /** Has `tell` write that a limit is spent, once in the limit's time and for all instances. */
  tellOnce(limit: TryLimit, tell: (tx: Writer) => Promise<void>): Promise<void>;
}

const endOf = (now: Date, { minutes }: TryLimit): Date =>
  new Date(now.getTime() + minutes * 60_000);

export const openTryCounter = (
  database: Database,
  secret: string,
  clock: () => Date,
): TryCounter => {
  const keyOf = ({ what, who }: TryLimit) =>
    createHmac("sha256", secret).update(`tries ${what} ${who}`).digest("base64url");
  return {
    take: (limits) =>
      database.transaction(async (tx) => {
        const now = clock();
        // In one order, so that two tries at once wait for each other instead of deadlocking.
        const keyed = limits
          .map((limit) => ({ ...limit, key: keyOf(limit) }))
          .toSorted((a, b) => (a.key < b.key ? -1 : 1));
        for (const { key, ...limit } of keyed) {
          const window = { now, endsAt: endOf(now, limit) };
          if ((await countTry(tx, key, window)) > limit.most) throw new TriesSpent(limit);
        }
      }),
    giveBack: (limits) =>
      database.transaction(async (tx) => {
        await uncountTries(tx, limits.map(keyOf).toSorted());
        await deleteEndedTries(tx, clock());
      }),
    tellOnce: (limit, tell) =>
      database.transaction(async (tx) => {
        const now = clock();
        const key = keyOf({ ...limit, what: `told ${limit.what}` });
        const told = await countTry(tx, key, { now, endsAt: endOf(now, limit) });
        if (told === 1) await tell(tx);
      }),
  };
};
