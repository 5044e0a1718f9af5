import {
  geoOf,
  metresBetween,
  normalized,
  satisfies,
  valuesOf,
  type Document,
} from "./documents.ts";
import { fieldsOf, parseFilter } from "./filter-language.ts";
import { marked, matchWords, scoreOf, tokensIn, type DocumentWords } from "./match-words.ts";
import { badRequest } from "./refusal.ts";
import type { IndexSettings } from "./settings.ts";

/** What an index holds, ready to be searched. */
export interface Searched {
  readonly uid: string;
  readonly settings: IndexSettings;
  readonly documents: ReadonlyMap<string, { document: Document; words: DocumentWords }>;
}

interface Params {
  q?: string | null;
  filter?: string | null;
  sort?: string[] | null;
  facets?: string[] | null;
  offset?: number;
  limit?: number;
  page?: number | null;
  hitsPerPage?: number | null;
  attributesToRetrieve?: string[] | null;
  attributesToHighlight?: string[] | null;
  highlightPreTag?: string;
  highlightPostTag?: string;
  matchingStrategy?: "all" | "last";
  showRankingScore?: boolean;
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isStrings = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
const isText = (value: unknown) => typeof value === "string";

const checks: Record<keyof Params, (value: unknown) => boolean> = {
  q: isText,
  filter: isText,
  sort: isStrings,
  facets: isStrings,
  offset: isCount,
  limit: isCount,
  page: isCount,
  hitsPerPage: isCount,
  attributesToRetrieve: isStrings,
  attributesToHighlight: isStrings,
  highlightPreTag: isText,
  highlightPostTag: isText,
  matchingStrategy: (value) => value === "all" || value === "last",
  showRankingScore: (value) => typeof value === "boolean",
};

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Refuses whatever is no parameter of a search, or none of this kind. */
export const checkSearch = (body: Readonly<Record<string, unknown>>): Params => {
  for (const [name, value] of Object.entries(body)) {
    const check = (checks as Partial<Record<string, (value: unknown) => boolean>>)[name];
    if (!check) throw badRequest("bad_request", `Unknown field \`${name}\`.`);
    if (value !== null && !check(value)) {
      throw badRequest(`invalid_search_${snake(name)}`, `Invalid value at \`.${name}\`.`);
    }
  }
  return body;
};

const listOf = (fields: readonly string[]) =>
  fields.length === 0 ? "there are none" : `\`${[...fields].sort().join(", ")}\``;

const filterOf = ({ uid, settings }: Searched, text: string | null | undefined) => {
  if (!text) return undefined;
  const expression = parseFilter(text);
  for (const field of fieldsOf(expression)) {
    if (settings.filterableAttributes.includes(field)) continue;
    throw badRequest(
      "invalid_search_filter",
      `Index \`${uid}\`: Attribute \`${field}\` is not filterable. Available filterable attribute patterns are: ${listOf(settings.filterableAttributes)}.`,
    );
  }
  return expression;
};

type Compare = (a: Document, b: Document) => number;

const geoPoint = /^_geoPoint\(\s*(-?[\d.e+-]+)\s*,\s*(-?[\d.e+-]+)\s*\):(asc|desc)$/;

/** Smaller first; what has no value comes last in either direction. */
const byKey =
  (key: (document: Document) => string | number | undefined, descending: boolean): Compare =>
  (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === y) return 0;
    if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
    if (typeof x !== typeof y) return typeof x === "number" ? -1 : 1;
    return (x < y ? -1 : 1) * (descending ? -1 : 1);
  };

const byField = (rule: string): Compare => {
  const [field = "", direction] = rule.split(":");
  const key = (document: Document) => {
    const [value] = valuesOf(document, field);
    return typeof value === "string" ? normalized(value) : value;
  };
  return byKey(key, direction === "desc");
};

const orderOf = ({ uid, settings }: Searched, rule: string): Compare => {
  const [, lat, lng, direction] = geoPoint.exec(rule) ?? [];
  const [field = "", way] = lat === undefined ? rule.split(":") : ["_geo", direction];
  if (way !== "asc" && way !== "desc") {
    throw badRequest("invalid_search_sort", `Invalid syntax for the sort parameter: \`${rule}\`.`);
  }
  if (!settings.sortableAttributes.includes(field)) {
    throw badRequest(
      "invalid_search_sort",
      `Index \`${uid}\`: Attribute \`${field}\` is not sortable. Available sortable attributes are: ${listOf(settings.sortableAttributes)}.`,
    );
  }
  if (lat === undefined) return byField(rule);
  const from = { lat: Number(lat), lng: Number(lng) };
  // Places within a metre of one another are as far.
  const metres = (document: Document) => {
    const geo = geoOf(document);
    return geo && Math.round(metresBetween(geo, from));
  };
  return byKey(metres, way === "desc");
};

interface Found {
  readonly document: Document;
  readonly score: number;
}

const find = (searched: Searched, params: Params, query: readonly string[]): Found[] => {
  const { documents, settings } = searched;
  const filter = filterOf(searched, params.filter);
  const found: Found[] = [];
  for (const { document, words } of documents.values()) {
    if (filter && !satisfies(document, filter)) continue;
    if (query.length === 0) {
      found.push({ document, score: 1 });
      continue;
    }
    const match = matchWords(words, query, params.matchingStrategy ?? "last", settings);
    if (match) found.push({ document, score: scoreOf(match, settings.rankingRules, query) });
  }
  return found;
};

/** In the order of the ranking rules: the words' rules lie together in the score. */
const ordered = (searched: Searched, params: Params, found: Found[]): Found[] => {
  const asked = (params.sort ?? []).map((rule) => orderOf(searched, rule));
  let scored = false;
  const rules = searched.settings.rankingRules.flatMap(
    (rule): ((a: Found, b: Found) => number)[] => {
      if (rule === "sort") return asked.map((order) => (a, b) => order(a.document, b.document));
      if (rule.includes(":")) {
        const order = byField(rule);
        return [(a, b) => order(a.document, b.document)];
      }
      if (scored) return [];
      scored = true;
      return [(a, b) => b.score - a.score];
    },
  );
  return found.sort((a, b) => {
    for (const rule of rules) {
      const order = rule(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
};

const facetsOf = ({ uid, settings }: Searched, facets: readonly string[], found: Found[]) => {
  const { maxValuesPerFacet, sortFacetValuesBy } = settings.faceting;
  const distribution: Record<string, Record<string, number>> = {};
  for (const facet of facets) {
    if (!settings.filterableAttributes.includes(facet)) {
      throw badRequest(
        "invalid_search_facets",
        `Index \`${uid}\`: Invalid facet distribution: Attribute \`${facet}\` is not filterable. Available filterable attributes patterns are: ${listOf(settings.filterableAttributes)}.`,
      );
    }
    const counts = new Map<string, number>();
    for (const { document } of found) {
      for (const value of new Set(valuesOf(document, facet).map(String))) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const byCount = (sortFacetValuesBy[facet] ?? sortFacetValuesBy["*"]) === "count";
    const sorted = [...counts].sort(([a, x], [b, y]) =>
      byCount && x !== y ? y - x : a < b ? -1 : 1,
    );
    distribution[facet] = Object.fromEntries(sorted.slice(0, maxValuesPerFacet));
  }
  return distribution;
};

const picked = (document: Document, fields: readonly string[] | null | undefined): Document =>
  !fields || fields.includes("*")
    ? document
    : Object.fromEntries(Object.entries(document).filter(([name]) => fields.includes(name)));

const asText = (value: unknown, mark: (text: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => asText(one, mark));
  return typeof value === "string" || typeof value === "number" ? mark(String(value)) : value;
};

const toHit = (
  { settings }: Searched,
  params: Params,
  query: readonly string[],
  { document, score }: Found,
) => {
  const highlight = params.attributesToHighlight ?? [];
  const tags = [params.highlightPreTag ?? "<em>", params.highlightPostTag ?? "</em>"] as const;
  const shown = picked(document, params.attributesToRetrieve);
  const formatted = () =>
    Object.fromEntries(
      Object.entries({ ...shown, ...picked(document, highlight) }).map(([name, value]) => [
        name,
        asText(value, (text) =>
          highlight.includes(name) || highlight.includes("*")
            ? marked(text, query, tags, settings)
            : text,
        ),
      ]),
    );
  return {
    ...shown,
    ...(highlight.length > 0 ? { _formatted: formatted() } : {}),
    ...(params.showRankingScore ? { _rankingScore: score } : {}),
  };
};

/** Answers one search as `POST /indexes/{uid}/search` does. */
export const search = (searched: Searched, params: Params) => {
  const query = tokensIn(params.q ?? "", searched.settings).slice(0, 10);
  const found = ordered(searched, params, find(searched, params, query));
  const within = found.slice(0, searched.settings.pagination.maxTotalHits);
  const finite = params.page != null || params.hitsPerPage != null;
  const perPage = params.hitsPerPage ?? 20;
  const page = params.page ?? 1;
  const { offset = 0, limit = 20 } = params;
  const from = finite ? (page - 1) * perPage : offset;
  const hits = page === 0 ? [] : within.slice(from, from + (finite ? perPage : limit));
  const totalPages = perPage === 0 ? 0 : Math.ceil(within.length / perPage);
  return {
    hits: hits.map((hit) => toHit(searched, params, query, hit)),
    query: params.q ?? "",
    processingTimeMs: 1,
    ...(finite
      ? { totalHits: within.length, hitsPerPage: perPage, page, totalPages }
      : { offset, limit, estimatedTotalHits: within.length }),
    ...(params.facets
      ? { facetDistribution: facetsOf(searched, params.facets, found), facetStats: {} }
      : {}),
  };
};
