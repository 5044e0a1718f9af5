import type { DemandMonth } from "../../api/schema.ts";
import { figuresOfCounty, type AreaFigures } from "./demand-metrics.ts";
import { readTrend, type DemandTrend } from "./demand-trends.ts";

/** A month of a line. */
export interface TrendPoint {
  /** `2026-02`. */
  readonly month: string;
  /** null: withheld; undefined: nothing was published of this month. */
  readonly figure: number | null | undefined;
}

/** One line over the months, by the code of what it follows. */
export interface TrendLine {
  readonly code: string;
  readonly points: readonly TrendPoint[];
}

const monthAfter = (month: string): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
};

/** Every month from the first to the last, both included. */
export const monthsBetween = (first: string, last: string): string[] => {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
};

/** A month's areas: of one county, or all that are told. */
const areasOf = (month: DemandMonth, county: string | undefined): AreaFigures[] =>
  county === undefined
    ? [
        ...month.searches.map(({ figures }) => ({ searches: figures, requests: undefined })),
        ...month.requests.map(({ figures }) => ({ searches: undefined, requests: figures })),
      ]
    : [figuresOfCounty(month, county)];

/** What is told of a code adds up; null where it is told of no area. */
const sumTold = (figures: readonly (number | null | undefined)[]): number | null => {
  const told = figures.filter((figure) => typeof figure === "number");
  return told.length === 0 ? null : told.reduce((sum, figure) => sum + figure, 0);
};

/**
 * Lines of a trend over the published months, of one county or of all areas that are told together;
 * withheld areas are in no sum, so that of several areas a figure is the least that it can be.
 */
export const followMonths = (
  months: readonly DemandMonth[],
  trend: DemandTrend,
  codes: readonly string[],
  county: string | undefined,
): TrendLine[] => {
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  if (first === undefined || last === undefined) return [];
  const byMonth = new Map(
    months.map((month) => [
      month.month,
      areasOf(month, county).map((area) => readTrend(area, trend)),
    ]),
  );
  return codes.map((code) => ({
    code,
    points: monthsBetween(first, last).map((month) => {
      const areas = byMonth.get(month);
      return { month, figure: areas && sumTold(areas.map((figures) => figures[code])) };
    }),
  }));
};
