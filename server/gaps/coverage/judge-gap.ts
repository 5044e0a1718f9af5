import type { CoverageFigure } from "./coverage-table.ts";

/**
 * What stands between a county and a bed for a profile, the first that holds: a bed is open; programs
 * fit and all are full; they fit and nobody knows what they have; none fits but some never said no;
 * policies exclude; there is nothing. Outside own regions programs fit and their beds are `untold`.
 */
export const gaps = [
  "open_bed",
  "full",
  "uncounted",
  "unsaid",
  "barred",
  "nothing",
  "untold",
] as const;
export type Gap = (typeof gaps)[number];

/** The gap as one county's figures tell it, bed figures among them. */
export const judgeGap = (figure: (name: CoverageFigure) => number): Gap => {
  if (figure("fits_with_open_bed") > 0) return "open_bed";
  if (figure("fits") > 0) return figure("fits_uncounted") > 0 ? "uncounted" : "full";
  if (figure("asks") > 0) return "unsaid";
  return figure("barred") > 0 ? "barred" : "nothing";
};
