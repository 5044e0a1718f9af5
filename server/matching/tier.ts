import type { BedFigure } from "./pool-columns.ts";

/** Groups in the order of matches (rule 8); `excluded` programs come after all of them. */
export const tiers = {
  fitsFresh: 1,
  fitsAgingOrClosed: 2,
  askWithBed: 3,
  fitsUncounted: 4,
  askUncounted: 5,
  full: 6,
  excluded: 7,
} as const;

/** The best group that a program's beds could still lift it to. */
export const bestTierOf = (fits: boolean, openNow: boolean): number => {
  if (!fits) return tiers.askWithBed;
  return openNow ? tiers.fitsFresh : tiers.fitsAgingOrClosed;
};

/**
 * The group of a program that nothing excludes. Only a fresh or aging count is usable: one that
 * shows a bed lifts the program, one that shows none puts it last; a stale one says nothing.
 */
export const tierOf = (fits: boolean, openNow: boolean, beds: BedFigure): number => {
  const usable = beds.freshness === "fresh" || beds.freshness === "aging";
  if (usable && beds.open === 0) return tiers.full;
  if (!usable) return fits ? tiers.fitsUncounted : tiers.askUncounted;
  if (!fits) return tiers.askWithBed;
  return beds.freshness === "fresh" && openNow ? tiers.fitsFresh : tiers.fitsAgingOrClosed;
};
