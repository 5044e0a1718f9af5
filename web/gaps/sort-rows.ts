import { gapValues } from "../api/schema.ts";
import type { FigureTable } from "./figure-table.ts";
import { metricKinds, type MapMetric } from "./map-metrics.ts";

/** By the county's name, or by a figure. */
export type SortKey = "county" | MapMetric;
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The worst first: the largest gap, the fewest programs, the farthest, what was asked for most. */
export const firstSorting = (metric: MapMetric): Sorting => ({
  key: metric,
  descending: metricKinds[metric] !== "count",
});

const untold = gapValues.indexOf("untold");

/** Miles that nobody can go are farther than any; what is not told comes last, whichever way. */
const rankOf = (table: FigureTable, key: MapMetric, row: number): number | undefined => {
  const figure = table.figure(key, row);
  if (key === "gap" && figure === untold) return undefined;
  if (figure !== null) return figure;
  return key === "nearest_fit" ? Infinity : undefined;
};

/** The rows of a table in order; the order is total, by name where figures are equal. */
export const sortRows = (
  table: FigureTable,
  { key, descending }: Sorting,
  nameOf: (fips: string) => string,
): number[] => {
  const rows = table.counties.map((_, row) => row);
  const name = (row: number) => nameOf(table.counties[row] ?? "");
  const byName = (a: number, b: number) => name(a).localeCompare(name(b));
  const way = descending ? -1 : 1;
  if (key === "county") return rows.toSorted((a, b) => way * byName(a, b));
  return rows.toSorted((a, b) => {
    const [one, other] = [rankOf(table, key, a), rankOf(table, key, b)];
    if (one === other) return byName(a, b);
    if (one === undefined) return 1;
    if (other === undefined) return -1;
    return way * (one < other ? -1 : 1);
  });
};
