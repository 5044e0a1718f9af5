import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "./client.ts";

/** How far a machine's clock was ahead of the database's, in milliseconds, and to within how many. */
interface Reading {
  readonly ahead: number;
  readonly within: number;
}

export interface DatabaseClock {
  /** The time of day as the database has it; while that is away, as it had it last. */
  readonly now: () => Date;
  /** Milliseconds by which this machine's own clock is ahead of it, below zero where it is behind. */
  readonly ahead: () => number;
  stop(): Promise<void>;
}

export interface DatabaseClockOptions {
  /** This machine's clock; milliseconds since 1970. */
  readonly own?: () => number;
  /** How often the two are compared; milliseconds. */
  readonly everyMs?: number;
  /** Hears when they could not be. */
  readonly onFailure: (error: unknown) => void;
}

const firstReadings = 3;

const compare = async ({ driver }: Pick<Database, "driver">, own: () => number) => {
  const [sent, began] = [own(), performance.now()];
  const [row] = await driver<{ at: number }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`;
  const within = (performance.now() - began) / 2;
  return { ahead: sent + within - (row?.at ?? Number.NaN), within };
};

/** A closer reading is taken on, and one that says that either clock was set; no other, so that time goes evenly. */
const takeOn = (known: Reading, read: Reading): Reading => {
  const moved = Math.abs(read.ahead - known.ahead) > read.within + known.within;
  return moved || read.within < known.within ? read : known;
};

/**
 * The database's clock, without asking it each time: instances whose own clocks differ tell the same
 * time of when a hold runs out, how old a count is and up to when they know what changed.
 * @throws whatever keeps the database from answering at first
 */
export const openDatabaseClock = async (
  database: Pick<Database, "driver">,
  { own = Date.now, everyMs = 5000, onFailure }: DatabaseClockOptions,
): Promise<DatabaseClock> => {
  let known = await compare(database, own);
  for (let n = 1; n < firstReadings; n++) known = takeOn(known, await compare(database, own));
  const stopping = new AbortController();
  const { signal } = stopping;

  const keepComparing = async (): Promise<void> => {
    for (;;) {
      await pause(everyMs, undefined, { ref: false, signal });
      try {
        known = takeOn(known, await compare(database, own));
      } catch (error) {
        if (!signal.aborted) onFailure(error);
      }
    }
  };
  const comparing = keepComparing().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

  return {
    now: () => new Date(own() - known.ahead),
    ahead: () => known.ahead,
    stop: async () => {
      stopping.abort();
      await Promise.race([comparing, pause(1000, undefined, { ref: false })]);
    },
  };
};
