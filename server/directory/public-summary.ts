import { residentialKinds, type Kind, type Visibility } from "../../db/codes.ts";
import { disclose, type Disclosure } from "../access/disclosure.ts";
import type { Viewer } from "../access/viewer.ts";
import type { Beds, ProgramSummary } from "./contract.ts";
import { findCounty, findZip } from "./places.ts";
import { summarizeBeds, type PoolCount } from "./pool-figures.ts";

/** Where a program is, as it is kept; of a confidential site only county and state are used. */
export interface SiteFacts {
  readonly visibility: Visibility;
  readonly address: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly countyFips: string | null;
  readonly state: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** Everything that a listing's summary is made of, before anything is held back. */
export interface SummaryFacts {
  readonly id: string;
  readonly name: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly kind: Kind;
  readonly training: boolean;
  readonly dedicated: boolean | null;
  /** null: at no site, such as a hotline; its listing is public. */
  readonly site: SiteFacts | null;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly phone: string | null;
  readonly intakePhone: string | null;
  readonly url: string | null;
  readonly pools: readonly PoolCount[];
  readonly listedCapacity: number | null;
  readonly listedCapacityAsOf: string | null;
  /** `2026-03-01`. */
  readonly verifiedOn: string | null;
  /** Newest `asOf` among its citations: `2012-08`. */
  readonly citedAsOf: string | null;
}

/** Days after its verification in which a listing counts as checked (rule 13). */
export const verifiedForDays = 180;

const day = 86_400_000;

/** A listing that was never verified, or too long ago. */
export const isOverdue = (verifiedOn: string | null, now: Date): boolean =>
  verifiedOn === null || now.getTime() - Date.parse(verifiedOn) > (verifiedForDays + 1) * day;

type Place = ProgramSummary["place"];

const noPlace: Place = {
  visibility: "public",
  precision: "none",
  address: null,
  city: null,
  zip: null,
  county: null,
  state: null,
  lat: null,
  lon: null,
};

// Two decimals are about a kilometre: the same point for everybody, and plainly not an address.
const rounded = (degrees: number) => Math.round(degrees * 100) / 100;

const countyOnly = (site: SiteFacts): Place => {
  const county = site.countyFips === null ? undefined : findCounty(site.countyFips);
  return {
    ...noPlace,
    visibility: site.visibility,
    precision: county ? "county" : "none",
    county: county ? { fips: county.fips, name: county.name, state: county.state } : null,
    state: site.state,
    lat: county ? rounded(county.lat) : null,
    lon: county ? rounded(county.lon) : null,
  };
};

/**
 * Where the site is, no finer than `disclosed` allows. A confidential site is its county to
 * everybody; its address is shown by an act of its own, never by a listing.
 */
export const toPublicPlace = (site: SiteFacts | null, disclosed: Disclosure): Place => {
  if (!site) return noPlace;
  const county = countyOnly(site);
  if (!disclosed.address || site.visibility === "confidential") return county;
  const { address, city, zip, lat, lon } = site;
  if (lat === null || lon === null || (address ?? city ?? zip) === null) {
    return { ...county, address, city, zip };
  }
  const precision = address !== null && !isZipCentre(site) ? "exact" : "town";
  return { ...county, precision, address, city, zip, lat, lon };
};

// Where only the town's ZIP was known, its centre stands in for the address.
const isZipCentre = ({ zip, lat, lon }: SiteFacts): boolean => {
  const centre = zip === null ? undefined : findZip(zip);
  return centre?.lat === lat && centre.lon === lon;
};

const residential: readonly string[] = residentialKinds;

const bedsOf = (facts: SummaryFacts, disclosed: Disclosure, now: Date): Beds | null => {
  if (disclosed.beds !== true) return null;
  if (facts.pools.length === 0 && !residential.includes(facts.kind)) return null;
  return summarizeBeds(facts.pools, now);
};

/**
 * The number to call about a child, for who may know it. A confidential program's own line may lead
 * to its door, so only its intake line is given.
 */
export const intakePhoneOf = (facts: SummaryFacts, disclosed: Disclosure): string | null => {
  if (!disclosed.phone) return null;
  if (facts.site?.visibility === "confidential") return facts.intakePhone;
  return facts.intakePhone ?? facts.phone;
};

/**
 * The listing as `viewer` may see it: the one place where a summary is redacted. Whether it may be
 * seen at all was asked before (`disclose(…).listing`). `distanceMiles` is measured to the place
 * shown here, never to a finer point.
 */
export const toPublicSummary = (
  facts: SummaryFacts,
  viewer: Viewer,
  now: Date,
  distanceMiles: number | null,
): ProgramSummary => {
  const visibility = facts.site?.visibility ?? "public";
  const disclosed = disclose(viewer, { id: facts.id, visibility });
  return {
    id: facts.id,
    name: facts.name,
    organization: { id: facts.organization.id, name: facts.organization.name },
    kind: facts.kind,
    training: facts.training,
    dedicated: facts.dedicated,
    place: toPublicPlace(facts.site, disclosed),
    ages:
      facts.ageMin === null && facts.ageMax === null
        ? null
        : { min: facts.ageMin, max: facts.ageMax },
    phone: intakePhoneOf(facts, disclosed),
    url: facts.url,
    beds: bedsOf(facts, disclosed, now),
    listed_capacity:
      facts.listedCapacity === null
        ? null
        : { beds: facts.listedCapacity, as_of: facts.listedCapacityAsOf ?? "" },
    verified_on: facts.verifiedOn,
    as_of: facts.training ? null : facts.citedAsOf,
    overdue: isOverdue(facts.verifiedOn, now),
    distance_miles: distanceMiles,
  };
};
