import type { MultiSearchQuery } from "meilisearch";
import { facetNames, type FacetName, type SearchQuery } from "../engine.ts";
import { conditionsByCodes } from "../filters.ts";
import { markEnd, markStart } from "../mark-name.ts";
import { queryWords, synonymWords } from "../read-query.ts";
import { singular } from "../fold.ts";
import { accessFilter, withoutHidden, type Pending } from "./access-filter.ts";
import { fieldsFor } from "./facets.ts";
import { allOf, is, isOneOf, not, withinMetres, type Condition } from "./filter.ts";
import { stateId } from "./index-state.ts";
import type { FilterableField, SortableField } from "./index-document.ts";

const metresPerMile = 1609.344;

/** Meilisearch looks at no more words. */
const mostWords = 10;

const knownWords = new Set(synonymWords);

/** A plural whose singular means something is looked for as that. */
const known = (word: string): string => {
  const one = singular(word);
  return !knownWords.has(word) && knownWords.has(one) ? one : word;
};

/**
 * What is typed, as Meilisearch is asked: letters, digits and spaces alone, so that nothing in it is
 * an operator. Undefined when nothing was typed; `""` when no word was.
 */
export const toWords = (q: string | undefined): string | undefined =>
  q === undefined || q.trim() === ""
    ? undefined
    : queryWords(q).slice(0, mostWords).map(known).join(" ");

type Ordering = "score" | "name" | "miles" | "verified";

/** What decides the order: relevance without words is by distance where there is one, else by name. */
export const orderingOf = ({ sort, near }: SearchQuery, words: string | undefined): Ordering => {
  if (sort === "freshness") return "verified";
  if (sort === "name") return "name";
  if (sort === "relevance" && words !== undefined) return "score";
  return near ? "miles" : "name";
};

const byName: `${SortableField}:${"asc" | "desc"}`[] = ["name:asc", "programId:asc"];

const sortOf = (ordering: Ordering, near: SearchQuery["near"]): string[] => {
  if (ordering === "score") return [];
  if (ordering === "name") return byName;
  if (ordering === "verified") return ["verified:desc", ...byName];
  return near ? [`_geoPoint(${near.lat}, ${near.lon}):asc`, ...byName] : byName;
};

/** What is read of each hit, and nothing else. */
const hitFields = [
  "programId",
  "number",
  "version",
  "name",
  "pointed",
  "siteCounty",
  "_geo",
  "verified",
];

/** What one search asks Meilisearch, and where in the answers each part stands. */
export interface QueryPlan {
  /** The state of the index, in the same request as what it answers for. */
  readonly state: MultiSearchQuery;
  /** @param shown numbers of programs that are left out, though counted */
  window(offset: number, limit: number, shown: readonly number[]): MultiSearchQuery;
  /** Counts of everything found; then, for each filtered facet, with its own filter left out. */
  readonly counts: readonly { readonly facet?: FacetName; readonly query: MultiSearchQuery }[];
}

export const planQuery = (
  uid: string,
  query: SearchQuery,
  words: string | undefined,
  pending: readonly Pending[],
  matchingStrategy: "all" | "last",
): QueryPlan => {
  const { near, withinMiles, access } = query;
  const ordering = orderingOf(query, words);
  const conditions = conditionsByCodes(query);
  const base: Condition[] = [
    is("record", "program"),
    accessFilter(access),
    ...withoutHidden(pending),
    ...(near && withinMiles !== undefined
      ? [withinMetres(near.lat, near.lon, withinMiles * metresPerMile)]
      : []),
  ];
  const asked = { indexUid: uid, q: words ?? "", matchingStrategy };
  const counting = (facet: FacetName | undefined, fields: FilterableField[]): MultiSearchQuery => {
    const others = [...conditions].flatMap(([name, filter]) => (name === facet ? [] : filter));
    return { ...asked, filter: allOf(...base, ...others), hitsPerPage: 0, facets: fields };
  };
  const filtered = facetNames.filter((facet) => conditions.has(facet));
  const free = facetNames.filter((facet) => !conditions.has(facet));
  return {
    state: {
      indexUid: uid,
      filter: is("record", "state"),
      limit: 1,
      attributesToRetrieve: [stateId, "version", "number", "made"],
    },
    window: (offset, limit, shown) => ({
      ...asked,
      filter: allOf(
        ...base,
        ...conditions.values(),
        ...(shown.length === 0 ? [] : [not(isOneOf("number", shown.map(String)))]),
      ),
      sort: sortOf(ordering, near),
      ...{ offset, limit, showRankingScore: true },
      attributesToRetrieve: hitFields,
      attributesToHighlight: words === undefined ? [] : ["title", "aliases", "organization"],
      ...{ highlightPreTag: markStart, highlightPostTag: markEnd },
    }),
    counts: [
      { query: counting(undefined, fieldsFor(free)) },
      ...filtered.map((facet) => ({ facet, query: counting(facet, fieldsFor([facet])) })),
    ],
  };
};
