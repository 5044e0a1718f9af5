import { gapValues, type CoverageColumns } from "../api/schema.ts";

/** What a county can be coloured and sorted by, in the order of the choices. */
export const gapMetrics = [
  "gap",
  "fits",
  "asks",
  "open_beds",
  "beds",
  "nearest_fit",
  "nearest_open",
  "night_intake",
] as const;
export type GapMetric = (typeof gapMetrics)[number];

const sum = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a === null || b === null || a === undefined || b === undefined ? null : a + b;

/**
 * A county's figure: programs, beds or miles; of a gap its place in the list of gaps, from a bed
 * that is open to nothing at all. null: not told, or there is none.
 */
export const readMetric = (
  columns: CoverageColumns,
  metric: GapMetric,
  row: number,
): number | null => {
  switch (metric) {
    case "gap": {
      const gap = columns.gap[row];
      return gap === undefined ? null : gapValues.indexOf(gap);
    }
    case "open_beds":
      return sum(columns.dedicated_open[row], columns.other_open[row]);
    case "beds":
      return sum(columns.dedicated_beds[row], columns.other_beds[row]);
    default:
      return columns[metric][row] ?? null;
  }
};

/** Bed figures are told of own regions alone. */
export const isBedTold = (columns: CoverageColumns, row: number): boolean =>
  typeof columns.fits_with_open_bed[row] === "number";

const isNone = (figures: readonly number[]): boolean => figures.every((figure) => figure === 0);

/** No program is there that could be judged: none fits, none is to be asked, none excludes. */
export const isEmptyHanded = ({
  fits,
  asks,
  barred,
}: Pick<CoverageColumns, "fits" | "asks" | "barred">): boolean =>
  isNone(fits) && isNone(asks) && isNone(barred);
