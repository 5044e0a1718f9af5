import type { AreaFigures } from "./demand-metrics.ts";

/** What can be followed over the months, in the order of the choices. */
export const demandTrends = [
  "searches",
  "searches_by_age",
  "open_bed",
  "without_open_bed",
  "without_fit",
  "without_fit_by_age",
  "barriers",
  "requests",
  "accepted",
  "waits",
  "not_accepted",
  "declines",
  "reasons",
] as const;
export type DemandTrend = (typeof demandTrends)[number];

/** A month's figures of a trend by the code of each line; of one line the code is empty. */
export type TrendFigures = Readonly<Record<string, number | null | undefined>>;

/** undefined throughout where the area is not listed. */
export const readTrend = (
  { searches, requests }: AreaFigures,
  trend: DemandTrend,
): TrendFigures => {
  switch (trend) {
    case "searches":
      return { "": searches?.total };
    case "searches_by_age":
      return searches?.by_age ?? {};
    case "open_bed":
    case "without_open_bed":
    case "without_fit":
      return { "": searches?.[trend].total };
    case "without_fit_by_age":
      return searches?.without_fit.by_age ?? {};
    case "barriers":
      return searches?.without_fit.by_barrier ?? {};
    case "requests":
      return { "": requests?.total };
    case "accepted":
    case "not_accepted":
    case "declines":
      return { "": requests?.[trend].total };
    case "waits":
      return requests?.accepted.by_wait ?? {};
    case "reasons":
      return requests?.declines.by_reason ?? {};
  }
};
