import { createHmac } from "node:crypto";
import type { Database } from "../../db/client.ts";
import { DomainError } from "../errors.ts";
import { countTry, deleteEndedTries, uncountTries } from "./tries.repo.ts";

/** At most `most` tries of `what` by the same `who` within `minutes`. */
export interface TryLimit {
  what: string;
  who: string;
  most: number;
  minutes: number;
}

/** Counts tries in the database, so that a limit holds for all instances together. */
export interface TryCounter {
  /**
   * Counts one try under each limit before it is made, so that tries at once cannot outrun it.
   * Throws `too_many_requests`, and counts nothing, when one of them is spent.
   */
  take(limits: readonly TryLimit[]): Promise<void>;
  /** Takes one try back under each limit: it was no failure. */
  giveBack(limits: readonly TryLimit[]): Promise<void>;
}

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
        for (const { key, most, minutes } of keyed) {
          const endsAt = new Date(now.getTime() + minutes * 60_000);
          if ((await countTry(tx, key, { now, endsAt })) <= most) continue;
          throw new DomainError("too_many_requests", "Too many tries; wait a while.");
        }
      }),
    giveBack: (limits) =>
      database.transaction(async (tx) => {
        await uncountTries(tx, limits.map(keyOf).toSorted());
        await deleteEndedTries(tx, clock());
      }),
  };
};
