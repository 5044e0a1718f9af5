import { eachBit, hasBit, noBits, setBit, type Bits } from "../bits.ts";
import type { SearchOrigin } from "./engine.ts";
import { earthMiles, toVector, type ProgramColumns } from "./program-columns.ts";

/** Miles of one slot; null: nothing is known of where it is. */
export type Miles = (slot: number) => number | null;

/**
 * Measures from `near` to the point of a located program and, of every other, to its county's
 * centre, so that no distance tells more than the place that is shown.
 */
export const measureFrom = (columns: ProgramColumns, near: SearchOrigin, located: Bits): Miles => {
  const origin = toVector(near);
  const counties = new Map<string, number | null>();
  const toCounty = (fips: string | null | undefined): number | null => {
    if (!fips) return null;
    const known = counties.get(fips);
    if (known !== undefined) return known;
    const miles = near.milesToCounty(fips);
    counties.set(fips, miles);
    return miles;
  };
  return (slot) => {
    const miles = hasBit(located, slot) ? columns.milesFrom(origin, slot) : Number.NaN;
    return Number.isNaN(miles) ? toCounty(columns.counties[slot]) : miles;
  };
};

/** The slots among `candidates` that lie within so many miles. */
export const within = (candidates: Bits, miles: Miles, limit: number): Bits => {
  const slots = noBits(candidates.length);
  eachBit(candidates, (slot) => {
    const away = miles(slot);
    if (away !== null && away <= limit) setBit(slots, slot);
  });
  return slots;
};

/** Great-circle miles between two points, as `measureFrom` has them. */
export const milesApart = (
  from: { lat: number; lon: number },
  to: { lat: number; lon: number },
): number => {
  const [x, y, z] = toVector(from);
  const [a, b, c] = toVector(to);
  return 2 * earthMiles * Math.asin(Math.min(1, Math.hypot(a - x, b - y, c - z) / 2));
};
