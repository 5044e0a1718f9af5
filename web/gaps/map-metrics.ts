import { demandMetrics, type DemandMetric } from "./demand/demand-metrics.ts";
import { gapMetrics, type GapMetric } from "./gap-metrics.ts";

/** What the map can show: what there is for a profile, and what was asked for in a month. */
export const mapMetrics = [...gapMetrics, ...demandMetrics] as const;
export type MapMetric = GapMetric | DemandMetric;

export const isOfDemand = (metric: MapMetric): metric is DemandMetric =>
  demandMetrics.some((each) => each === metric);

/** How the figures of a metric are read: as one of a list, a count, a distance, or as may be told. */
export const metricKinds: Readonly<Record<MapMetric, "gap" | "count" | "miles" | "demand">> = {
  gap: "gap",
  fits: "count",
  asks: "count",
  open_beds: "count",
  beds: "count",
  nearest_fit: "miles",
  nearest_open: "miles",
  night_intake: "count",
  searches: "demand",
  without_open_bed: "demand",
  without_fit: "demand",
  requests: "demand",
  declines: "demand",
};
