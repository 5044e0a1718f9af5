import { DomainError, invalid } from "../errors.ts";
import type { SearchOrigin } from "../search/engine.ts";
import { findCounty, findZip, milesBetween, type Point } from "./places.ts";

const unknownPlace = (path: string, message: string) =>
  new DomainError("unknown_place", message, { errors: [{ path, message }] });

const readPoint = (text: string, path: string): Point => {
  const zip = /^[0-9]{5}$/.exec(text)?.[0];
  if (zip !== undefined) {
    const point = findZip(zip);
    if (!point) throw unknownPlace(path, "This ZIP code is not known.");
    return point;
  }
  const fips = /^county:([0-9]{5})$/.exec(text)?.[1];
  if (fips !== undefined) {
    const county = findCounty(fips);
    if (!county) throw unknownPlace(path, "This county is not known.");
    return county;
  }
  const pair = /^(-?[0-9]{1,3}(?:\.[0-9]{1,12})?), ?(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)$/.exec(text);
  const [lat, lon] = [Number(pair?.[1]), Number(pair?.[2])];
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lat, lon };
  throw invalid(path, "A place is a ZIP code, `lat,lon` or `county:` with its FIPS code.");
};

/**
 * The place that a search starts from: a ZIP code, `lat,lon` or `county:06001`. Refuses what is not
 * known, naming `path`.
 */
export const readOrigin = (text: string, path: string): SearchOrigin => {
  const { lat, lon } = readPoint(text, path);
  return {
    lat,
    lon,
    milesToCounty: (fips) => {
      const county = findCounty(fips);
      return county ? milesBetween({ lat, lon }, county) : null;
    },
  };
};
