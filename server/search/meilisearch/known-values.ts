import type { Meilisearch } from "meilisearch";
import { askAll, readCounted } from "./answers.ts";
import type { KnownValues } from "./facets.ts";
import { is } from "./filter.ts";

/** A state that had no program a minute ago may be missing from a list for so long. */
const keptForMs = 60_000;

/** Which values any program of the directory has; asked for seldom. */
export const openKnownValues = (client: Meilisearch, uid: string): (() => Promise<KnownValues>) => {
  let kept: { until: number; values: Promise<KnownValues> } | undefined;

  const ask = async (): Promise<KnownValues> => {
    const [result] = await askAll(client, [
      {
        indexUid: uid,
        filter: is("record", "program"),
        hitsPerPage: 0,
        facets: ["state", "language"],
      },
    ]);
    const { facetDistribution } = readCounted(result);
    const valuesOf = (field: "state" | "language") => Object.keys(facetDistribution[field] ?? {});
    return { state: valuesOf("state"), language: valuesOf("language") };
  };

  return () => {
    const now = performance.now();
    if (!kept || kept.until < now) {
      kept = {
        until: now + keptForMs,
        values: ask().catch((error: unknown) => {
          kept = undefined;
          throw error;
        }),
      };
    }
    return kept.values;
  };
};
