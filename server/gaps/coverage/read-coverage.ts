import type { Reader } from "../../../db/client.ts";
import { notFound } from "../../errors.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import { sharedProfiles, toProfile } from "../profiles/keep-profiles.ts";
import { findProfiles, type ProfileRow } from "../profiles/profiles.repo.ts";
import { answerCoverage, placesOf, requireScope, type CoveredProfile } from "./answer-coverage.ts";
import type { CoverageAnswer, CoverageQuery, ServicesAnswer, ServicesQuery } from "./contract.ts";
import { serviceKinds, type CoverageTable, type ProfileCoverage } from "./coverage-table.ts";
import type { CoverageKeeper } from "./keep-coverage.ts";

const shared = ({ profiles }: CoverageTable, key: string | undefined): CoveredProfile[] =>
  sharedProfiles.flatMap((profile, position) => {
    const coverage = profiles[position];
    const isAsked = key === undefined || key === profile.key;
    return coverage && isAsked ? { profile, coverage } : [];
  });

const findOwn = async (
  reader: Reader,
  { viewer }: Analyst,
  id: string | undefined,
): Promise<ProfileRow> => {
  const row = (await findProfiles(reader, viewer.userId)).find((own) => own.id === id);
  if (!row) throw notFound();
  return row;
};

/** The analyst's own profile of this id, worked out for all counties. Throws `not_found`. */
const ownProfile = async (
  reader: Reader,
  keeper: CoverageKeeper,
  analyst: Analyst,
  id: string | undefined,
): Promise<CoveredProfile> => {
  const row = await findOwn(reader, analyst, id);
  return { profile: toProfile(row), coverage: await keeper.of(row.need) };
};

/**
 * What an own profile says now, as a text; empty of those that everybody has. Throws `not_found`
 * for one that is not the analyst's.
 */
export const profileVersion = async (
  reader: Reader,
  analyst: Analyst,
  key: string | undefined,
): Promise<string> => {
  if (key === undefined || sharedProfiles.some((profile) => profile.key === key)) return "";
  const { name, need } = await findOwn(reader, analyst, key);
  return JSON.stringify([name, need]);
};

/**
 * Coverage by county as the newest table has it. Throws `invalid_input`, `unknown_place`, and
 * `not_found` for a profile that is not the analyst's.
 */
export const readCoverage = async (
  reader: Reader,
  keeper: CoverageKeeper,
  analyst: Analyst,
  query: CoverageQuery,
): Promise<CoverageAnswer> => {
  requireScope(query);
  const table = await keeper.current();
  const found = shared(table, query.profile);
  const profiles =
    found.length > 0 ? found : [await ownProfile(reader, keeper, analyst, query.profile)];
  return answerCoverage(table, analyst, query, profiles);
};

const nearestOf = ({ figures }: ProfileCoverage, at: number): number | null => {
  const miles = [figures.nearest_fit[at], figures.nearest_ask[at]].filter(
    (value) => value !== undefined && !Number.isNaN(value),
  ) as number[];
  return miles.length === 0 ? null : Math.min(...miles);
};

/** For each county the nearest service of each kind that serves it, or might. */
export const readServices = async (
  keeper: CoverageKeeper,
  query: ServicesQuery,
): Promise<ServicesAnswer> => {
  const { asOf, counties, services } = await keeper.current();
  const places = placesOf(query, counties);
  return {
    as_of: asOf.toISOString(),
    counties: places.flatMap((at) => counties[at]?.fips ?? []),
    services: serviceKinds.flatMap((kind, position) => {
      const coverage = services[position];
      if (!coverage) return [];
      const { fits, asks } = coverage.figures;
      return {
        kind,
        programs: places.map((at) => (fits[at] ?? 0) + (asks[at] ?? 0)),
        nearest: places.map((at) => nearestOf(coverage, at)),
      };
    }),
  };
};
