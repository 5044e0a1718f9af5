import type { Freshness } from "../directory/freshness.ts";
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

/**
 * The group of a program that nothing excludes. Only a fresh or aging count is usable: one that
 * shows a bed lifts the program, one that shows none puts it last; a stale one says nothing.
 */
export const tierOf = (
  fits: boolean,
  openNow: boolean,
  beds: Pick<BedFigure, "freshness" | "open">,
): number => {
  const usable = beds.freshness === "fresh" || beds.freshness === "aging";
  if (usable && beds.open === 0) return tiers.full;
  if (!usable) return fits ? tiers.fitsUncounted : tiers.askUncounted;
  if (!fits) return tiers.askWithBed;
  return beds.freshness === "fresh" && openNow ? tiers.fitsFresh : tiers.fitsAgingOrClosed;
};

/** The best group of a program whose newest count is this old, whatever beds it shows. */
export const bestTierOf = (fits: boolean, openNow: boolean, newest: Freshness): number =>
  tierOf(fits, openNow, { freshness: newest, open: 1 });
