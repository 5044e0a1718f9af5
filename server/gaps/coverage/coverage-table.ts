import type { Kind } from "../../../db/codes.ts";
import type { CountyPlace } from "../../directory/places.ts";

/** Figures of every county for one profile; miles are NaN where there is none. */
export const coverageFigures = [
  "fits",
  "asks",
  "fits_with_open_bed",
  "fits_full",
  "fits_uncounted",
  "asks_with_open_bed",
  "night_intake",
  "dedicated_beds",
  "dedicated_open",
  "other_beds",
  "other_open",
  "barred",
  "nearest_fit",
  "nearest_ask",
  "nearest_open",
] as const;
export type CoverageFigure = (typeof coverageFigures)[number];

/** What a county has for one profile, a number a county for each figure, in the counties' order. */
export interface ProfileCoverage {
  readonly figures: Readonly<Record<CoverageFigure, Float64Array>>;
  /** The criterion that bars most of the barred programs: its place in `criteria`, or -1. */
  readonly barrier: Int8Array;
}

/** Kinds without beds of which the nearest is told. */
export const serviceKinds = [
  "legal",
  "mental_health",
  "medical",
  "substance_use",
  "advocacy",
  "advocacy_center",
] as const satisfies Kind[];

/** What has been worked out for all counties, as of one moment. */
export interface CoverageTable {
  readonly asOf: Date;
  readonly counties: readonly CountyPlace[];
  readonly profiles: readonly ProfileCoverage[];
  /** In the order of `serviceKinds`. */
  readonly services: readonly ProfileCoverage[];
}

export const emptyCoverage = (counties: number): ProfileCoverage => ({
  figures: Object.fromEntries(
    coverageFigures.map((figure) => [figure, new Float64Array(counties)]),
  ) as Record<CoverageFigure, Float64Array>,
  barrier: new Int8Array(counties).fill(-1),
});
