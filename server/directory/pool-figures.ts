import type { Gender } from "../../db/codes.ts";
import type { Beds, Pool } from "./contract.ts";
import { freshnessOf } from "./freshness.ts";

/** What was last said of a pool; all null until the first bed report. */
export interface PoolCount {
  open: number | null;
  total: number | null;
  observedAt: Date | null;
  /** Beds claimed by unexpired holds, waiting or accepted; none where left out. */
  claimed?: number;
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

/** The pool on the wire, for whoever may see its counts. */
export const toPool = (pool: PoolRow, now: Date): Pool => ({
  id: pool.id,
  label: pool.label,
  ages:
    pool.ageMin === null && pool.ageMax === null ? null : { min: pool.ageMin, max: pool.ageMax },
  genders: pool.genders,
  dedicated: pool.dedicated,
  open: openBeds(pool),
  total: pool.total,
  kept_for_missing: pool.keptForMissing,
  freshness: freshnessOf(pool.observedAt, now),
  observed_at: pool.observedAt?.toISOString() ?? null,
  received_at: pool.receivedAt?.toISOString() ?? null,
  version: pool.version,
});

const noCount: Beds = {
  open: null,
  total: null,
  freshness: "never",
  observed_at: null,
};

/** Each step lets in older counts than the one before. */
const upTo = [["fresh"], ["fresh", "aging"], ["fresh", "aging", "stale"]];

/**
 * Several pools as one figure, as old as the oldest count in it. Older counts are left out where
 * fresher ones already show a bed, so that "fresh" means that a fresh count has one open. Nothing
 * open is said only when every pool was counted: an uncounted one may have a bed.
 */
export const summarizeBeds = (pools: readonly PoolCount[], now: Date): Beds => {
  const counted = pools.flatMap((pool) => {
    const open = openBeds(pool);
    if (open === null || pool.observedAt === null) return [];
    return [{ open, total: pool.total, observedAt: pool.observedAt }];
  });
  const showing = upTo
    .map((ages) => counted.filter((pool) => ages.includes(freshnessOf(pool.observedAt, now))))
    .find((parts) => parts.some((pool) => pool.open > 0));
  if (!showing && (counted.length < pools.length || counted.length === 0)) return noCount;
  return sumOf(showing ?? counted, now);
};

const sumOf = (
  pools: readonly { open: number; total: number | null; observedAt: Date }[],
  now: Date,
): Beds => {
  const oldest = new Date(Math.min(...pools.map((pool) => pool.observedAt.getTime())));
  const totals = pools.map((pool) => pool.total);
  return {
    open: pools.reduce((sum, pool) => sum + pool.open, 0),
    total: totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0),
    freshness: freshnessOf(oldest, now),
    observed_at: oldest.toISOString(),
  };
};
