import type { Bitmap } from "../../bitmap.ts";
import { openBeds } from "../../directory/pool-figures.ts";
import { freshnessOf } from "../../directory/freshness.ts";
import { withClaims, type ProgramFacts } from "../../matching/facts.ts";
import type { ProgramIndex } from "../../matching/program-index.ts";
import type { Search } from "../../matching/search.ts";
import { usablePools } from "../../matching/usable-pools.ts";

/** Whether a program has a bed for a profile now; `uncounted`: no count is usable. */
export const bedStates = { uncounted: 0, full: 1, open: 2 } as const;

/** By slot, the beds that a profile may use; filled for the programs that were asked for. */
export interface BedSums {
  readonly state: Uint8Array;
  readonly dedicated: Int32Array;
  readonly dedicatedOpen: Int32Array;
  readonly other: Int32Array;
  readonly otherOpen: Int32Array;
}

const sumPools = (sums: BedSums, slot: number, facts: ProgramFacts, search: Search, now: Date) => {
  for (const pool of usablePools(withClaims(facts, now), search)) {
    const isDedicated = facts.dedicated === true || pool.dedicated;
    const freshness = freshnessOf(pool.observedAt, now);
    const isUsable = freshness === "fresh" || freshness === "aging";
    const open = isUsable ? (openBeds(pool) ?? 0) : 0;
    const [beds, opened] = isDedicated
      ? [sums.dedicated, sums.dedicatedOpen]
      : [sums.other, sums.otherOpen];
    beds[slot] = (beds[slot] ?? 0) + (pool.total ?? 0);
    opened[slot] = (opened[slot] ?? 0) + open;
  }
};

const atOnce = 256;

/**
 * Beds of the programs in `of`, pool by pool; open ones as far as a fresh or aging count says.
 * Yields where other work may go between.
 */
export function* sumBeds(
  index: ProgramIndex,
  of: Bitmap,
  search: Search,
  now: Date,
): Generator<undefined, BedSums> {
  const { slots } = index;
  const sums: BedSums = {
    state: new Uint8Array(slots),
    dedicated: new Int32Array(slots),
    dedicatedOpen: new Int32Array(slots),
    other: new Int32Array(slots),
    otherOpen: new Int32Array(slots),
  };
  for (let slot = 0; slot < slots; slot += 1) {
    if (slot % atOnce === 0) yield;
    if (!of.has(slot)) continue;
    const facts = index.at(slot);
    if (facts.pools.length === 0) continue;
    const { freshness, open } = index.pools.figure(slot, search, now);
    if (freshness === "fresh" || freshness === "aging") {
      sums.state[slot] = open > 0 ? bedStates.open : bedStates.full;
    }
    sumPools(sums, slot, facts, search, now);
  }
  return sums;
}
