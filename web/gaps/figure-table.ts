import type { DemandMonth } from "../api/schema.ts";
import type { Coverage } from "./follow-coverage.svelte.ts";
import { demandMetrics, figuresOfCounty, readDemandMetric } from "./demand/demand-metrics.ts";
import { gapMetrics, isBedTold, readMetric } from "./gap-metrics.ts";
import { isOfDemand, type MapMetric } from "./map-metrics.ts";

/** Figures of counties for one profile or one month, as map, legend and table show them. */
export interface FigureTable {
  /** Of the profile or month. */
  readonly key: string;
  readonly counties: readonly string[];
  /** Those of one table; others have no figure in it. */
  readonly metrics: readonly MapMetric[];
  /** null: not told, withheld, or there is none. */
  readonly figure: (metric: MapMetric, row: number) => number | null;
  /** Not, where a figure is missing since it is told of own regions alone. */
  readonly isTold: (metric: MapMetric, row: number) => boolean;
}

export const tableOfCoverage = ({ counties, columns }: Coverage): FigureTable => ({
  ...{ key: columns.profile.key, counties, metrics: gapMetrics },
  figure: (metric, row) => (isOfDemand(metric) ? null : readMetric(columns, metric, row)),
  isTold: (metric, row) => metric !== "nearest_open" || isBedTold(columns, row),
});

/** Youths by county, of whom rates are told. */
export type Youths = ReadonlyMap<string, number>;
export const perYouths = 10_000;

/**
 * A month's figures of these counties; per 10,000 youths where `youths` is given, and then only of
 * counties of which it is known how many there are.
 */
export const tableOfMonth = (
  month: DemandMonth,
  all: readonly string[],
  youths?: Youths,
): FigureTable => {
  const counties = youths ? all.filter((fips) => (youths.get(fips) ?? 0) > 0) : all;
  const areas = counties.map((fips) => figuresOfCounty(month, fips));
  return {
    ...{ key: month.month, counties, metrics: demandMetrics, isTold: () => true },
    figure: (metric, row) => {
      const area = areas[row];
      const figure = area && isOfDemand(metric) ? readDemandMetric(area, metric) : null;
      const here = youths?.get(counties[row] ?? "");
      return figure === null || here === undefined ? figure : (figure * perYouths) / here;
    },
  };
};
