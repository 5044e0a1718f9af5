import type { GapView } from "../gap-view.ts";

/** Where the figures of a view are as a file. */
export const coverageExportPath = (
  { profile, state }: Pick<GapView, "profile" | "state">,
  format: "csv" | "geojson",
): string =>
  `/api/gaps/coverage/export?${new URLSearchParams({
    ...{ format, profile },
    ...(state === undefined ? {} : { state }),
  })}`;
