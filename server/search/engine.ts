import type { Visibility } from "../../db/codes.ts";

/** What a directory search asks of an engine; places are already points, the viewer already rights. */
export interface SearchQuery {
  q?: string;
  kind?: string[];
  state?: string[];
  county?: string[];
  language?: string[];
  gender?: string[];
  age?: number;
  circumstance?: string[];
  service?: string[];
  dedicated?: boolean;
  near?: { lat: number; lon: number };
  withinMiles?: number;
  sort: "relevance" | "name" | "distance" | "freshness";
  limit: number;
  cursor?: string;
  /** Part of every query, so that totals and facets do not leak. */
  access: { visibilities: Visibility[]; ownProgramIds: string[]; freshnessVisible: boolean };
}

export interface SearchHit {
  id: string;
  markedName: string | null;
}

export type FacetName =
  "kind" | "state" | "county" | "language" | "gender" | "circumstance" | "service" | "dedicated";

export interface SearchAnswer {
  total: number;
  hits: SearchHit[];
  next: string | null;
  facets: Record<FacetName, { value: string; programs: number }[]>;
}

/** Directory search behind one contract: ids, totals and facet counts, never rows. */
export interface SearchEngine {
  readonly name: "postgres" | "meilisearch";
  search(query: SearchQuery): Promise<SearchAnswer>;
}
