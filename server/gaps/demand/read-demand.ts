import type { Database } from "../../../db/client.ts";
import { findCounty } from "../../directory/places.ts";
import { DomainError, invalid } from "../../errors.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import { isOwnCounty } from "../analysts/authorize-analysis.ts";
import { requireCounty } from "../coverage/require-county.ts";
import type { DemandAnswer, DemandQuery } from "./contract.ts";
import type { Area } from "./publish-month.ts";
import { monthsVersion, readMonths } from "./read-months.ts";

/** Months of one answer at most: as long as events are kept. */
const mostMonths = 24;

const monthsFrom = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
};

/** The months of a query. Throws `invalid_input`. */
const periodOf = ({ from, to }: DemandQuery, now: Date): { from: string; to: string } => {
  const last = to ?? now.toISOString().slice(0, 7);
  const first = from ?? monthsFrom(last, -12);
  if (first > last) throw invalid("querystring/from", "must not be after the last month");
  if (monthsFrom(first, mostMonths) < last) {
    throw invalid("querystring/from", `must be at most ${mostMonths} months before the last`);
  }
  return { from: first, to: last };
};

/** What is published of the months that a query without months asks for. */
export const lastYearVersion = (database: Database, now: Date): Promise<string> => {
  const { from, to } = periodOf({}, now);
  return monthsVersion(database, `${from}-01`, `${to}-01`);
};

const notYours = (place: string, { regions }: Analyst) =>
  new DomainError(
    "forbidden",
    regions.length === 0
      ? "No region is given to you yet: an administrator does that."
      : `${place} is not in your regions (${regions.join(", ")}).`,
  );

/** Refuses a place whose demand is not this analyst's to see. */
export const requireOwnRegion = (
  analyst: Analyst,
  { state, county }: Pick<DemandQuery, "state" | "county">,
): void => {
  if (analyst.regions.length === 0) throw notYours("", analyst);
  if (county !== undefined) {
    const place = requireCounty(county, "querystring/county");
    if (!isOwnCounty(analyst, place)) throw notYours(`The county ${county}`, analyst);
  }
  if (state === undefined) return;
  const isOwn = analyst.regions.some((area) => area === state);
  const hasCounty = analyst.regions.some((area) => findCounty(area)?.state === state);
  if (!isOwn && !hasCounty) throw notYours(`The state ${state}`, analyst);
};

/**
 * Published figures of demand for the analyst's own regions; who looks at single counties is not
 * told of the others together. A query chooses among what is published and has nothing counted anew.
 */
export const readDemand = async (
  database: Database,
  analyst: Analyst,
  query: DemandQuery,
  now: Date,
): Promise<DemandAnswer> => {
  requireOwnRegion(analyst, query);
  const { from, to } = periodOf(query, now);
  const mayOf = ({ state, county }: Area<unknown>) =>
    (query.state === undefined || query.state === state) &&
    (query.county === undefined || query.county === county) &&
    (county === null
      ? analyst.regions.includes(state)
      : isOwnCounty(analyst, { fips: county, state }));
  const months = await readMonths(database, `${from}-01`, `${to}-01`);
  return {
    regions: [...analyst.regions],
    renumbered: [...analyst.renumbered],
    months: months.map(({ month, figures }) => ({
      month: month.slice(0, 7),
      searches: figures.searches.filter(mayOf),
      requests: figures.requests.filter(mayOf),
    })),
  };
};
