import {
  facetLimit,
  facetNames,
  type FacetCount,
  type FacetCounts,
  type FacetName,
} from "../engine.ts";
import { stateOfCounty } from "../place-words.ts";
import type { FilterableField } from "./index-document.ts";

/** Programs by value, of each field that was counted. */
export type Distribution = Readonly<Partial<Record<string, Readonly<Record<string, number>>>>>;

/** Values that some program of the directory has, whoever may see it. */
export interface KnownValues {
  readonly state: readonly string[];
  readonly language: readonly string[];
}

type Counts = Map<string, number>;

interface FacetRule {
  /** What must be counted for it. */
  readonly fields: readonly FilterableField[];
  /** Programs that choosing the value alone gives. */
  readonly count: (found: Distribution, value: string) => number;
  /** The values that are worth a line. */
  readonly values: (found: Distribution, known: KnownValues) => Iterable<string>;
}

const inField = (found: Distribution, field: FilterableField, value: string): number =>
  found[field]?.[value] ?? 0;

const valuesIn = (found: Distribution, field: FilterableField): string[] =>
  Object.keys(found[field] ?? {});

const plain = (field: FilterableField): FacetRule => ({
  fields: [field],
  count: (found, value) => inField(found, field, value),
  values: (found) => valuesIn(found, field),
});

/**
 * How each facet is counted. A program that serves the nation, a whole state or any language by
 * interpreter counts for every value of it; the others are counted apart, so that both add up.
 */
const rules: Record<FacetName, FacetRule> = {
  kind: plain("kind"),
  state: {
    fields: ["nation", "stateApart"],
    count: (found, code) => inField(found, "nation", "US") + inField(found, "stateApart", code),
    values: (found, known) => [...known.state, ...valuesIn(found, "stateApart")],
  },
  county: {
    fields: ["nation", "statewideApart", "countyApart", "countyCovered"],
    count: (found, fips) =>
      inField(found, "nation", "US") +
      inField(found, "statewideApart", stateOfCounty(fips) ?? "") +
      inField(found, "countyApart", fips),
    // A county that only its whole state or the nation serves is not worth a line.
    values: (found) => [...valuesIn(found, "countyApart"), ...valuesIn(found, "countyCovered")],
  },
  language: {
    fields: ["interpreter", "unservedApart", "languageApart"],
    count: (found, language) =>
      inField(found, "interpreter", "any") -
      inField(found, "unservedApart", language) +
      inField(found, "languageApart", language),
    values: (found, known) => [...known.language, ...valuesIn(found, "languageApart")],
  },
  gender: plain("gender"),
  circumstance: plain("circumstance"),
  service: plain("service"),
  dedicated: plain("dedicated"),
};

/** What must be counted for these facets. */
export const fieldsFor = (facets: readonly FacetName[]): FilterableField[] => [
  ...new Set(facets.flatMap((facet) => rules[facet].fields)),
];

const listed = (counts: Counts, chosen: readonly string[]): FacetCount[] => {
  const all = [...counts].map(([value, programs]) => ({ value, programs }));
  const most = all
    .filter(({ programs }) => programs > 0)
    .sort((a, b) => b.programs - a.programs || (a.value < b.value ? -1 : 1))
    .slice(0, facetLimit);
  const asked = all.filter((count) => chosen.includes(count.value) && !most.includes(count));
  return [...most, ...asked];
};

/**
 * Every facet, from what was counted with its own filter left out.
 * @param foundFor the counts in which a facet is looked up
 * @param chosen the values that its filter asks for: listed also where there is none
 */
export const toFacets = (
  foundFor: (facet: FacetName) => Distribution,
  chosen: (facet: FacetName) => readonly string[],
  known: KnownValues,
): FacetCounts => {
  const facetOf = (facet: FacetName): FacetCount[] => {
    const { count, values } = rules[facet];
    const found = foundFor(facet);
    const all = new Set([...values(found, known), ...chosen(facet)]);
    const counts: Counts = new Map([...all].map((value) => [value, count(found, value)]));
    return listed(counts, chosen(facet));
  };
  return Object.fromEntries(facetNames.map((facet) => [facet, facetOf(facet)])) as FacetCounts;
};
