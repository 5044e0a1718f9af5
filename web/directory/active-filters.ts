import type { County } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { facetValue } from "./facet-words.ts";
import { facetNames, toggled, without, type Filters } from "./filters.ts";

/** A filter that is set, and what is left when it is taken away. */
export interface ActiveFilter {
  readonly key: string;
  readonly label: string;
  readonly removed: Filters;
}

/** Every filter that is set, in the order of the panel; the text searched for is none. */
export const activeFilters = (
  filters: Filters,
  counties: ReadonlyMap<string, County>,
): ActiveFilter[] => {
  const chosen = facetNames.flatMap((facet) =>
    filters.chosen[facet].map((value) => ({
      key: `${facet} ${value}`,
      label: facetValue(facet, value, counties),
      removed: toggled(filters, facet, value),
    })),
  );
  const age = filters.age !== undefined && {
    key: "age",
    label: m.directory_takes_age({ age: filters.age }),
    removed: { ...filters, age: undefined },
  };
  const near = filters.near !== undefined && {
    key: "near",
    label:
      filters.withinMiles === undefined
        ? m.directory_near({ zip: filters.near })
        : m.directory_within({ miles: filters.withinMiles, zip: filters.near }),
    removed: {
      ...filters,
      near: undefined,
      withinMiles: undefined,
      sort: filters.sort === "distance" ? ("relevance" as const) : filters.sort,
    },
  };
  return [...chosen, age, near].filter((filter) => filter !== false);
};

/** Counts of a facet's values, each as if the facet were not set. */
type FacetCounts = Readonly<Record<string, readonly { programs: number }[]>>;

export interface Suggestion extends ActiveFilter {
  /** At least so many programs are found without it; undefined: nobody counted. */
  readonly found: number | undefined;
}

/**
 * Which filter to drop where nothing is found: whole facets, those first of which it is known that
 * dropping them helps; those of which it is known that it does not are left out.
 */
export const suggestDropping = (
  filters: Filters,
  counts: FacetCounts,
  counties: ReadonlyMap<string, County>,
): Suggestion[] => {
  const facetsSet = facetNames
    .filter((facet) => filters.chosen[facet].length > 0)
    .map((facet) => ({
      key: facet,
      label: filters.chosen[facet].map((value) => facetValue(facet, value, counties)).join(", "),
      removed: without(filters, facet),
      found: Math.max(0, ...(counts[facet] ?? []).map(({ programs }) => programs)),
    }))
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found);
  const others = activeFilters(filters, counties)
    .filter(({ key }) => key === "age" || key === "near")
    .map((filter) => ({ ...filter, found: undefined }));
  return [...facetsSet, ...others];
};
