import timeZoneAt from "@photostructure/tz-lookup";
import {
  allCounties,
  countyAt,
  findCounty,
  findZip,
  type Point,
} from "../server/directory/places.ts";
import type { SiteListing } from "./listing.ts";

/** Where a site lies, no finer than anybody who sees it may know. */
export interface Location {
  address: string | null;
  city: string | null;
  zip: string | null;
  countyFips: string | null;
  lat: number | null;
  lon: number | null;
  /** IANA name. */
  timeZone: string;
}

const zones = new Map<string, string>();
const fallbackZone = (state: string): string => {
  const known = zones.get(state);
  if (known) return known;
  const counted = new Map<string, number>();
  for (const county of allCounties().filter((candidate) => candidate.state === state)) {
    const zone = timeZoneAt(county.lat, county.lon);
    counted.set(zone, (counted.get(zone) ?? 0) + 1);
  }
  const [most] = [...counted].sort(([, a], [, b]) => b - a);
  if (!most) throw new Error(`The state ${state} is not known`);
  zones.set(state, most[0]);
  return most[0];
};

const zips = new Map<string, { point: Point; countyFips: string | null }>();

/** The centre of a ZIP and the county that it lies in; throws where the ZIP is not known. */
export const locateZip = (zip: string) => {
  const known = zips.get(zip);
  if (known) return known;
  const point = findZip(zip);
  if (!point) throw new Error(`The ZIP code ${zip} is not known`);
  const located = { point, countyFips: countyAt(point)?.fips ?? null };
  zips.set(zip, located);
  return located;
};

/**
 * Places a site: the stated point beside a stated address, else its ZIP's centre, else its
 * county's. Of a confidential site nothing finer than the county is given back, whatever the
 * listing says. The zone of a site without a point is that of most counties of its state.
 */
export const locateSite = (site: SiteListing): Location => {
  const inZip = site.zip === undefined ? undefined : locateZip(site.zip);
  const countyFips = site.countyFips ?? inZip?.countyFips ?? null;
  const county = countyFips === null ? undefined : findCounty(countyFips);
  if (site.countyFips !== undefined && !county) {
    throw new Error(`The county ${site.countyFips} is not known`);
  }
  const hidden = site.visibility === "confidential";
  const stated = site.address === undefined ? undefined : site.point;
  const point = hidden ? county : (stated ?? inZip?.point ?? county);
  return {
    address: hidden ? null : (site.address ?? null),
    city: hidden ? null : (site.city ?? null),
    zip: hidden ? null : (site.zip ?? null),
    countyFips,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    timeZone: point ? timeZoneAt(point.lat, point.lon) : fallbackZone(site.state),
  };
};
