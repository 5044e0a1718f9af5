import type { CountyPlace } from "../../directory/places.ts";
import { invalid } from "../../errors.ts";
import { criteria } from "../../matching/contract.ts";
import { isOwnCounty, type Analyst } from "../analysts/authorize-analysis.ts";
import type { Profile } from "../profiles/contract.ts";
import type { CoverageAnswer, CoverageColumns, CoverageQuery } from "./contract.ts";
import type { CoverageFigure, CoverageTable, ProfileCoverage } from "./coverage-table.ts";
import { judgeGap } from "./judge-gap.ts";
import { requireCounty } from "./require-county.ts";
import { requireState } from "./require-state.ts";

export interface CoveredProfile {
  readonly profile: Profile;
  readonly coverage: ProfileCoverage;
  /** What is there without a program that is only imagined, where one is. */
  readonly without?: ProfileCoverage;
}

/** Which counties a query is about. Throws `invalid_input` or `unknown_place`. */
export const placesOf = (
  { state, county }: Pick<CoverageQuery, "state" | "county">,
  counties: readonly CountyPlace[],
) => {
  if (county !== undefined) {
    const { fips } = requireCounty(county, "querystring/county");
    return counties.flatMap((place, at) => (place.fips === fips ? at : []));
  }
  if (state === undefined) return counties.map((_place, at) => at);
  requireState(state);
  return counties.flatMap((place, at) => (place.state === state ? at : []));
};

/** A query for everything at once is refused before anything is worked out. */
export const requireScope = ({ profile, state, county }: CoverageQuery): void => {
  if (profile === undefined && state === undefined && county === undefined) {
    throw invalid("querystring", "Name a profile, a state or a county.");
  }
};

const milesOrNull = (miles: number): number | null => (Number.isNaN(miles) ? null : miles);

const toColumns = (
  { profile, coverage: { figures, barrier }, without }: CoveredProfile,
  places: readonly number[],
  own: readonly boolean[],
): CoverageColumns => {
  const counts = (name: CoverageFigure) => places.map((at) => figures[name][at] ?? 0);
  const ofOwn = (name: CoverageFigure) =>
    places.map((at, row) => (own[row] === true ? (figures[name][at] ?? 0) : null));
  const miles = (name: CoverageFigure) => places.map((at) => milesOrNull(figures[name][at] ?? NaN));
  // Where nothing fits, or only what is imagined, no bed is anybody's to keep back.
  const hidesBeds = (at: number, row: number) =>
    own[row] !== true && (figures.fits[at] ?? 0) > 0 && without?.figures.fits[at] !== 0;
  return {
    profile,
    fits: counts("fits"),
    asks: counts("asks"),
    fits_with_open_bed: ofOwn("fits_with_open_bed"),
    fits_full: ofOwn("fits_full"),
    fits_uncounted: ofOwn("fits_uncounted"),
    asks_with_open_bed: ofOwn("asks_with_open_bed"),
    night_intake: counts("night_intake"),
    dedicated_beds: ofOwn("dedicated_beds"),
    dedicated_open: ofOwn("dedicated_open"),
    other_beds: ofOwn("other_beds"),
    other_open: ofOwn("other_open"),
    barred: counts("barred"),
    barrier: places.map((at) => criteria[barrier[at] ?? -1] ?? null),
    nearest_fit: miles("nearest_fit"),
    nearest_ask: miles("nearest_ask"),
    nearest_open: miles("nearest_open").map((value, row) => (own[row] === true ? value : null)),
    gap: places.map((at, row) =>
      hidesBeds(at, row) ? "untold" : judgeGap((name) => figures[name][at] ?? 0),
    ),
  };
};

/** Coverage of the counties at these places of the table; bed figures of own regions alone. */
export const coverCounties = (
  table: CoverageTable,
  analyst: Analyst,
  places: readonly number[],
  profiles: readonly CoveredProfile[],
): CoverageAnswer => {
  const asked = places.flatMap((at) => table.counties[at] ?? []);
  const own = asked.map((county) => isOwnCounty(analyst, county));
  return {
    as_of: table.asOf.toISOString(),
    regions: [...analyst.regions],
    renumbered: [...analyst.renumbered],
    counties: asked.map(({ fips }) => fips),
    profiles: profiles.map((profile) => toColumns(profile, places, own)),
  };
};

/**
 * The table's figures for the counties of the query. Bed figures, and what follows from them, are
 * told of the analyst's own regions alone. Throws `unknown_place`.
 */
export const answerCoverage = (
  table: CoverageTable,
  analyst: Analyst,
  query: CoverageQuery,
  profiles: readonly CoveredProfile[],
): CoverageAnswer => coverCounties(table, analyst, placesOf(query, table.counties), profiles);
