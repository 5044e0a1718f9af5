import { residentialKinds } from "../../db/codes.ts";
import { isLanguage } from "../directory/language-codes.ts";
import {
  countyAt,
  findCounty,
  findZip,
  type CountyPlace,
  type Point,
} from "../directory/places.ts";
import { DomainError, invalid } from "../errors.ts";
import type { Need } from "./contract.ts";
import type { AvoidedPlace, Origin, Search } from "./search.ts";

const unknownPlace = (path: string, message: string) =>
  new DomainError("unknown_place", message, { errors: [{ path, message }] });

const zipAt = (zip: string, path: string): Point => {
  const point = findZip(zip);
  if (!point) throw unknownPlace(path, `The ZIP code ${zip} is not known.`);
  return point;
};

const countyOf = (fips: string, path: string): CountyPlace => {
  const county = findCounty(fips);
  if (!county) throw unknownPlace(path, `The county ${fips} is not known.`);
  return county;
};

const milesPerDegree = 69;
const bearings = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => (eighth * Math.PI) / 4);

/** The county of a point on a shore, which simplified outlines put into the water. */
const countyNear = (point: Point): CountyPlace | null => {
  const found = countyAt(point);
  if (found) return found;
  for (const miles of [1, 2, 4, 8]) {
    for (const bearing of bearings) {
      const lat = point.lat + (miles / milesPerDegree) * Math.cos(bearing);
      const east = (miles / milesPerDegree) * Math.sin(bearing);
      const county = countyAt({ lat, lon: point.lon + east / Math.cos(lat * (Math.PI / 180)) });
      if (county) return county;
    }
  }
  return null;
};

const countyOfZip = new Map<string, CountyPlace | null>();

/** The point and county of a place that is named at `path`. Throws `unknown_place`. */
export const originOf = (from: NonNullable<Need["from"]>, path = "body/need/from"): Origin => {
  if ("zip" in from) {
    const point = zipAt(from.zip, `${path}/zip`);
    const county = countyOfZip.get(from.zip) ?? countyNear(point);
    countyOfZip.set(from.zip, county);
    return { ...point, county };
  }
  if ("county" in from) {
    const county = countyOf(from.county, `${path}/county`);
    return { lat: county.lat, lon: county.lon, county };
  }
  return { lat: from.lat, lon: from.lon, county: countyNear(from) };
};

const avoidedPlace = (
  place: NonNullable<Need["avoid"]>[number],
  position: number,
): AvoidedPlace => {
  const path = `body/need/avoid/${position}`;
  if ("zip" in place) return { ...zipAt(place.zip, `${path}/zip`), miles: place.miles };
  const { lat, lon, radiusMiles } = countyOf(place.county, `${path}/county`);
  return { lat, lon, miles: place.miles + radiusMiles };
};

const checkLanguage = (code: string, position: number): string => {
  if (isLanguage(code)) return code;
  throw invalid(`body/need/languages/${position}`, `"${code}" is not a language of ISO 639-3.`);
};

/**
 * Finds the need's places and checks its languages. Throws `unknown_place` for a ZIP or county that
 * does not exist and `invalid_input` for a language that does not, each with its path.
 */
export const resolveNeed = (need: Need): Search => ({
  age: need.age,
  gender: need.gender ?? null,
  languages: (need.languages ?? []).map(checkLanguage),
  interpreter: need.interpreter !== false,
  from: need.from ? originOf(need.from) : null,
  circumstances: need.circumstances ?? [],
  avoid: (need.avoid ?? []).map(avoidedPlace),
  kinds: need.kinds ?? residentialKinds,
  withinMiles: need.within_miles ?? null,
  dedicatedOnly: need.dedicated_only ?? false,
  dropped: [],
});
