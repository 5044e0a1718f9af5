import type { DemandMonth } from "../../api/schema.ts";

/** What was asked for in a month, as a county can be coloured and sorted by it. */
export const demandMetrics = [
  "searches",
  "without_open_bed",
  "without_fit",
  "requests",
  "declines",
] as const;
export type DemandMetric = (typeof demandMetrics)[number];

/** Published figures of a month in one area; undefined: it is not listed, so all are withheld. */
export interface AreaFigures {
  readonly searches: DemandMonth["searches"][number]["figures"] | undefined;
  readonly requests: DemandMonth["requests"][number]["figures"] | undefined;
}

/** null: withheld. */
export const readDemandMetric = (
  { searches, requests }: AreaFigures,
  metric: DemandMetric,
): number | null => {
  switch (metric) {
    case "searches":
      return searches?.total ?? null;
    case "without_open_bed":
    case "without_fit":
      return searches?.[metric].total ?? null;
    case "requests":
      return requests?.total ?? null;
    case "declines":
      return requests?.declines.total ?? null;
  }
};

/** What a month tells of a county by itself. */
export const figuresOfCounty = (
  { searches, requests }: DemandMonth,
  county: string,
): AreaFigures => ({
  searches: searches.find((area) => area.county === county)?.figures,
  requests: requests.find((area) => area.county === county)?.figures,
});
