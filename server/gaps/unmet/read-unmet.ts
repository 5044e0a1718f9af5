import type { Database } from "../../../db/client.ts";
import { invalid } from "../../errors.ts";
import { findCounty } from "../../directory/places.ts";
import { isOwnCounty, type Analyst } from "../analysts/authorize-analysis.ts";
import type { CoverageAnswer } from "../coverage/contract.ts";
import type { CoverageKeeper } from "../coverage/keep-coverage.ts";
import { readCoverage } from "../coverage/read-coverage.ts";
import type { DemandMonth } from "../demand/contract.ts";
import { readDemand } from "../demand/read-demand.ts";
import type { UnmetAnswer, UnmetCounty, UnmetQuery } from "./contract.ts";
import { judgeUnmet } from "./judge-unmet.ts";

type Demand = UnmetCounty["demand"];

const sumTold = (figures: readonly (number | null)[]): number | null => {
  const told = figures.filter((figure) => figure !== null);
  return told.length === 0 ? null : told.reduce((sum, figure) => sum + figure, 0);
};

type Told = DemandMonth["searches"][number]["figures"];

/** What was published of single counties, by county, month by month; nothing is counted anew. */
const toldOf = (months: readonly DemandMonth[]): ReadonlyMap<string, Told[]> => {
  const byCounty = new Map<string, Told[]>();
  for (const { county, figures } of months.flatMap(({ searches }) => searches)) {
    if (county === null) continue;
    byCounty.set(county, [...(byCounty.get(county) ?? []), figures]);
  }
  return byCounty;
};

const demandOf = (published: number, told: readonly Told[]): Demand => ({
  published,
  months: told.length,
  searches: sumTold(told.map(({ total }) => total)),
  without_open_bed: sumTold(told.map((figures) => figures.without_open_bed.total)),
  without_fit: sumTold(told.map((figures) => figures.without_fit.total)),
});

const profilesOf = ({ profiles }: CoverageAnswer, at: number): UnmetCounty["profiles"] =>
  profiles.flatMap((columns) => {
    const gap = columns.gap[at];
    return gap === undefined
      ? []
      : {
          ...{ key: columns.profile.key, gap, action: judgeUnmet(gap) },
          barrier: columns.barrier[at] ?? null,
          nearest_fit: columns.nearest_fit[at] ?? null,
        };
  });

/**
 * For each county what stands between the profiles and a bed, and what would help, beside the
 * published demand of the last twelve months. Throws `invalid_input` and `unknown_place`.
 */
export const readUnmet = async (
  database: Database,
  keeper: CoverageKeeper,
  analyst: Analyst,
  query: UnmetQuery,
  now: Date,
): Promise<UnmetAnswer> => {
  if (query.state === undefined && query.county === undefined) {
    throw invalid("querystring", "Name a state or a county.");
  }
  const coverage = await readCoverage(database.read, keeper, analyst, query);
  const { months } =
    analyst.regions.length === 0 ? { months: [] } : await readDemand(database, analyst, {}, now);
  const told = toldOf(months);
  return {
    as_of: coverage.as_of,
    regions: coverage.regions,
    items: coverage.counties.map((county, at) => {
      const place = findCounty(county);
      return {
        county,
        profiles: profilesOf(coverage, at),
        demand:
          place && isOwnCounty(analyst, place)
            ? demandOf(months.length, told.get(county) ?? [])
            : null,
      };
    }),
  };
};
