import type { Gender } from "../../db/codes.ts";
import type { Beds, Pool } from "./contract.ts";
import { freshnessOf, type Freshness } from "./freshness.ts";

/** What was last said of a pool; all null until the first bed report. */
export interface PoolCount {
  open: number | null;
  total: number | null;
  observedAt: Date | null;
  /** Beds that holds claim, those that they have filled included; none where left out. */
  claimed?: number;
  /** Those in which a child has arrived since the count was true. */
  filled?: number;
}

/** A pool as it is kept, with its newest report. */
export interface PoolRow extends PoolCount {
  id: string;
  label: string;
  ageMin: number | null;
  ageMax: number | null;
  genders: Gender[] | null;
  dedicated: boolean;
  keptForMissing: number | null;
  receivedAt: Date | null;
  version: number;
}

/** Open beds: those of the newest report less those that holds claim, never below zero (rule 2). */
export const openBeds = (pool: PoolCount): number | null =>
  pool.open === null ? null : Math.max(0, pool.open - (pool.claimed ?? 0));

/** What staff who count would find empty: promised beds are, those filled since are not. */
export const emptyBeds = (pool: PoolCount): number | null =>
  pool.open === null ? null : Math.max(0, pool.open - (pool.filled ?? 0));

/** The pool on the wire, for whoever may see its counts. */
export const toPool = (pool: PoolRow, now: Date): Pool => ({
  id: pool.id,
  label: pool.label,
  ages:
    pool.ageMin === null && pool.ageMax === null ? null : { min: pool.ageMin, max: pool.ageMax },
  genders: pool.genders,
  dedicated: pool.dedicated,
  open: openBeds(pool),
  empty: emptyBeds(pool),
  promised: (pool.claimed ?? 0) - (pool.filled ?? 0),
  total: pool.total,
  kept_for_missing: pool.keptForMissing,
  freshness: freshnessOf(pool.observedAt, now),
  observed_at: pool.observedAt?.toISOString() ?? null,
  received_at: pool.receivedAt?.toISOString() ?? null,
  version: pool.version,
});

/** The counts among pools that are no older than `oldest`, as one figure. */
const sumOf = (pools: readonly PoolCount[], oldest: Freshness, now: Date) => {
  const sum = { pools: 0, open: 0, total: 0 as number | null, observedAt: Infinity };
  for (const pool of pools) {
    const open = openBeds(pool);
    if (open === null || pool.observedAt === null) continue;
    if (staleness[freshnessOf(pool.observedAt, now)] > staleness[oldest]) continue;
    sum.pools += 1;
    sum.open += open;
    sum.total = sum.total === null || pool.total === null ? null : sum.total + pool.total;
    sum.observedAt = Math.min(sum.observedAt, pool.observedAt.getTime());
  }
  return sum;
};

const staleness: Readonly<Record<Freshness, number>> = { fresh: 0, aging: 1, stale: 2, never: 3 };

const noCount: Beds = { open: null, total: null, freshness: "never", observed_at: null };

/** Each step lets in older counts than the one before. */
const steps = ["fresh", "aging", "stale"] as const;

/**
 * Several pools as one figure, as old as the oldest count in it. Older counts are left out where
 * fresher ones already show a bed, so that "fresh" means that a fresh count has one open. Nothing
 * open is said only when every pool was counted: an uncounted one may have a bed.
 */
export const summarizeBeds = (pools: readonly PoolCount[], now: Date): Beds => {
  for (const step of steps) {
    const sum = sumOf(pools, step, now);
    const isAll = sum.pools > 0 && sum.pools === pools.length;
    if (sum.open === 0 && !(step === "stale" && isAll)) continue;
    const observedAt = new Date(sum.observedAt);
    return {
      open: sum.open,
      total: sum.total,
      freshness: freshnessOf(observedAt, now),
      observed_at: observedAt.toISOString(),
    };
  }
  return noCount;
};
