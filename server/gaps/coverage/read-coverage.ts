import type { Reader } from "../../../db/client.ts";
import { notFound } from "../../errors.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import { sharedProfiles, toProfile } from "../profiles/keep-profiles.ts";
import { findProfiles } from "../profiles/profiles.repo.ts";
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

/** Those that everybody has and the analyst's own, each with what every county has for it. */
export const coverEveryProfile = async (
  reader: Reader,
  keeper: CoverageKeeper,
  { viewer }: Analyst,
  table: CoverageTable,
): Promise<CoveredProfile[]> => {
  const covered = shared(table, undefined);
  for (const row of await findProfiles(reader, viewer.userId)) {
    covered.push({ profile: toProfile(row), coverage: await keeper.of(row.need) });
  }
  return covered;
};

/** The analyst's own profile of this id, worked out for all counties. Throws `not_found`. */
const ownProfile = async (
  reader: Reader,
  keeper: CoverageKeeper,
  { viewer }: Analyst,
  id: string,
): Promise<CoveredProfile> => {
  const row = (await findProfiles(reader, viewer.userId)).find((own) => own.id === id);
  if (!row) throw notFound();
  return { profile: toProfile(row), coverage: await keeper.of(row.need) };
};

/**
 * What the own profiles say now that a question is about, as a text: all of them where it names none,
 * none where it names one that everybody has. Throws `not_found` for one that is not the analyst's.
 */
export const profileVersion = async (
  reader: Reader,
  { viewer }: Analyst,
  key: string | undefined,
): Promise<string> => {
  if (sharedProfiles.some((profile) => profile.key === key)) return "";
  const own = await findProfiles(reader, viewer.userId);
  const asked = own.filter(({ id }) => key === undefined || id === key);
  if (key !== undefined && asked.length === 0) throw notFound();
  return JSON.stringify(asked.map(({ id, name, need }) => [id, name, need]));
};

/**
 * Coverage by county as the newest table has it, of every profile where none is named. Throws `invalid_input`, `unknown_place`, and
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
  const { profile: key } = query;
  if (key === undefined) {
    const every = await coverEveryProfile(reader, keeper, analyst, table);
    return answerCoverage(table, analyst, query, every);
  }
  const found = shared(table, key);
  const profiles = found.length > 0 ? found : [await ownProfile(reader, keeper, analyst, key)];
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
