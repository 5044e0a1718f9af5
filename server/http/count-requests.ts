import { createHmac } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Database } from "../../db/client.ts";
import { addRequestCounts, deleteRequestCounts } from "./request-counts.repo.ts";

interface Tally {
  readonly windowStart: number;
  /** What all instances counted, as of the last exchange. */
  known: number;
  /** What this one has counted since. */
  untold: number;
}

/** How many requests there were in the window under way, and when it ends. */
export interface Counted {
  current: number;
  /** Milliseconds until the next window. */
  ttl: number;
}

export interface RequestCounter {
  /** Counts one request of `who`, at once and from memory. */
  count(who: string, windowMs: number): Counted;
  /** Tells the others what was counted here and learns what they counted. */
  exchange(): Promise<void>;
  stop(): Promise<void>;
}

export interface CounterOptions {
  /** Makes keys that tell nobody's address. */
  secret: string;
  clock?: () => number;
  exchangeMs?: number;
  onFailure?: (error: unknown) => void;
}

const mostKept = 10_000;
const mostTold = 1000;
const forgottenAfterMs = 10 * 60_000;

/**
 * Counts requests so that a limit holds for all instances on one database, without a statement a
 * request: each counts in memory and once a second adds its figures to the others'. A limit can thus
 * be passed by what arrives elsewhere within that second. While the database is away each instance
 * counts for itself.
 */
export const openRequestCounter = (
  database: Database,
  { secret, clock = Date.now, exchangeMs = 1000, onFailure = () => undefined }: CounterOptions,
): RequestCounter => {
  const tallies = new LRUCache<string, Tally>({ max: mostKept });
  const changed = new Set<string>();
  let exchanging: Promise<void> | undefined;
  let cleared = clock();

  const keyOf = (who: string) =>
    createHmac("sha256", secret).update(`requests ${who}`).digest("base64url");

  const tell = async (): Promise<void> => {
    const told = [...changed].slice(0, mostTold).flatMap((who) => {
      changed.delete(who);
      const tally = tallies.get(who);
      return tally && tally.untold > 0
        ? [{ who, key: keyOf(who), tally, count: tally.untold }]
        : [];
    });
    if (told.length === 0) return;
    // In one order, so that two instances wait for each other instead of deadlocking.
    told.sort((a, b) => (a.key < b.key ? -1 : 1));
    try {
      const counts = await database.transaction((tx) =>
        addRequestCounts(
          tx,
          told.map(({ key, tally, count }) => ({
            ...{ key, count },
            windowStart: new Date(tally.windowStart),
          })),
        ),
      );
      const answered = new Map(counts.map((row) => [row.key, row]));
      for (const { key, tally, count } of told) {
        const row = answered.get(key);
        // Where another instance's clock is a window ahead, these figures count for nobody else.
        if (row?.windowStart.getTime() !== tally.windowStart) continue;
        tally.known = row.count;
        tally.untold -= count;
      }
    } catch (error) {
      for (const { who } of told) changed.add(who);
      onFailure(error);
    }
  };

  const clear = async (): Promise<void> => {
    if (clock() - cleared < forgottenAfterMs) return;
    cleared = clock();
    const before = new Date(cleared - forgottenAfterMs);
    await database.transaction((tx) => deleteRequestCounts(tx, before)).catch(onFailure);
  };

  const exchange = async (): Promise<void> => {
    exchanging ??= tell()
      .then(clear)
      .finally(() => (exchanging = undefined));
    await exchanging;
  };
  const timer = setInterval(() => void exchange(), exchangeMs).unref();

  return {
    count: (who, windowMs) => {
      const now = clock();
      const windowStart = now - (now % windowMs);
      const found = tallies.get(who);
      const tally =
        found?.windowStart === windowStart ? found : { windowStart, known: 0, untold: 0 };
      tally.untold += 1;
      tallies.set(who, tally);
      changed.add(who);
      return { current: tally.known + tally.untold, ttl: windowStart + windowMs - now };
    },
    exchange,
    stop: async () => {
      clearInterval(timer);
      await exchanging;
    },
  };
};
