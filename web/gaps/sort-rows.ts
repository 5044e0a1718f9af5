import type { Coverage } from "./follow-coverage.svelte.ts";
import { readMetric, type GapMetric } from "./gap-metrics.ts";

/** By the county's name, or by a figure. */
export type SortKey = "county" | GapMetric;
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The worst first: the largest gap, the fewest programs, the farthest. */
export const firstSorting = (metric: GapMetric): Sorting => ({
  key: metric,
  descending: metric === "gap" || metric === "nearest_fit" || metric === "nearest_open",
});

/** Miles that nobody can go are farther than any; what is not told comes last, whichever way. */
const rankOf = (coverage: Coverage, key: GapMetric, row: number): number | undefined => {
  const figure = readMetric(coverage.columns, key, row);
  if (figure !== null) return figure;
  return key === "nearest_fit" ? Infinity : undefined;
};

/** The rows of a coverage in order; the order is total, by name where figures are equal. */
export const sortRows = (
  coverage: Coverage,
  { key, descending }: Sorting,
  nameOf: (fips: string) => string,
): number[] => {
  const rows = coverage.counties.map((_, row) => row);
  const name = (row: number) => nameOf(coverage.counties[row] ?? "");
  const byName = (a: number, b: number) => name(a).localeCompare(name(b));
  const way = descending ? -1 : 1;
  if (key === "county") return rows.toSorted((a, b) => way * byName(a, b));
  return rows.toSorted((a, b) => {
    const [one, other] = [rankOf(coverage, key, a), rankOf(coverage, key, b)];
    if (one === other) return byName(a, b);
    if (one === undefined) return 1;
    if (other === undefined) return -1;
    return way * (one < other ? -1 : 1);
  });
};
