import { disclose } from "../access/disclosure.ts";
import type { Viewer } from "../access/viewer.ts";
import { findCounty } from "../directory/places.ts";
import type { ProgramFacts } from "./facts.ts";
import { vectorOf, type Vector } from "./sphere.ts";

/** Where a program is as far as it may be known: a point, or its county's centre and radius. */
export interface KnownPlace {
  readonly at: Vector;
  /** 0 for a point. */
  readonly radiusMiles: number;
  readonly byCounty: boolean;
  /** The county's FIPS code; null for a point. */
  readonly county: string | null;
}

/** The county's centre, in which distances of a place that may not be known are measured. */
export const countyPlace = (program: ProgramFacts): KnownPlace | null => {
  const fips = program.site?.countyFips ?? null;
  const county = fips === null ? undefined : findCounty(fips);
  if (!county) return null;
  const { radiusMiles } = county;
  return { at: vectorOf(county), radiusMiles, byCounty: true, county: county.fips };
};

/** The place of whoever may know the address; a confidential site is its county to everybody. */
export const finestPlace = (program: ProgramFacts): KnownPlace | null => {
  const { site } = program;
  if (!site || site.visibility === "confidential" || site.lat === null || site.lon === null) {
    return countyPlace(program);
  }
  const at = vectorOf({ lat: site.lat, lon: site.lon });
  return { at, radiusMiles: 0, byCounty: false, county: null };
};

/** The place of the program that every distance for this viewer is measured from; null: none. */
export const knownPlace = (program: ProgramFacts, viewer: Viewer): KnownPlace | null => {
  const visibility = program.site?.visibility ?? "public";
  return disclose(viewer, { id: program.id, visibility }).address
    ? finestPlace(program)
    : countyPlace(program);
};
