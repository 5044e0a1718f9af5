import type { GapView } from "../gap-view.ts";
import { isOfDemand } from "../map-metrics.ts";

type Format = "csv" | "geojson";

export const exportName = (what: "coverage" | "demand", format: Format): string =>
  `harborlight-${what}.${format}`;

/** Where the figures of a view are as a file: of a profile, or of a month, by its `key`. */
export const exportPath = (
  { metric, state }: Pick<GapView, "metric" | "state">,
  key: string,
  format: Format,
): string => {
  const [what, about] = isOfDemand(metric)
    ? (["demand", { from: key, to: key }] as const)
    : (["coverage", { profile: key }] as const);
  const query = new URLSearchParams({
    format,
    ...about,
    ...(state === undefined ? {} : { state }),
  });
  return `/api/gaps/${what}/export?${query}`;
};
