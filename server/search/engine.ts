import type { Visibility } from "../../db/codes.ts";

export const searchSorts = ["relevance", "name", "distance", "freshness"] as const;
export type SearchSort = (typeof searchSorts)[number];

/** Where the search looks from. */
export interface SearchOrigin {
  readonly lat: number;
  readonly lon: number;
  /** Miles to a county's centre, which stands for every point that the viewer may not know. */
  milesToCounty(fips: string): number | null;
}

/** Part of every query, so that totals and facets do not leak. */
export interface SearchAccess {
  /** Whose listings the viewer may see. */
  readonly visibilities: readonly Visibility[];
  /** Whose towns and points the viewer may know; never the confidential ones. */
  readonly located: readonly Visibility[];
  /** Seen, and located unless confidential, whatever their visibility. */
  readonly ownProgramIds: readonly string[];
  /** Bed counts, and so their age, are shown to the viewer. */
  readonly freshnessVisible: boolean;
}

/**
 * What a directory search asks of an engine; places are already points, the viewer already rights.
 * Of `kind`, `state`, `county`, `language` and `gender` any value will do; of `circumstance` and
 * `service` all are asked for. What a program never stated satisfies no filter.
 */
export interface SearchQuery {
  readonly q?: string;
  readonly kind?: readonly string[];
  /** Located there, or serving it or a part of it. */
  readonly state?: readonly string[];
  /** Located there, or serving it, also through its state or the nation. */
  readonly county?: readonly string[];
  /** Served directly or by an interpreter. */
  readonly language?: readonly string[];
  readonly gender?: readonly string[];
  readonly age?: number;
  readonly circumstance?: readonly string[];
  readonly service?: readonly string[];
  readonly dedicated?: boolean;
  readonly near?: SearchOrigin;
  readonly withinMiles?: number;
  /**
   * `relevance` without words is by name; `distance` needs `near`; `freshness` is of the newest bed
   * report, or of the listing's verification where the viewer may not see bed counts.
   */
  readonly sort: SearchSort;
  readonly limit: number;
  readonly cursor?: string;
  readonly access: SearchAccess;
}

export interface SearchHit {
  readonly id: string;
  /** Of the document that was found; every later change of the listing has a higher one. */
  readonly version: number;
  /** From `near` to the point that the viewer may know. */
  readonly distanceMiles: number | null;
}

export const facetNames = [
  "kind",
  "state",
  "county",
  "language",
  "gender",
  "circumstance",
  "service",
  "dedicated",
] as const;
export type FacetName = (typeof facetNames)[number];

export interface FacetCount {
  readonly value: string;
  readonly programs: number;
}

/** Each facet counts as if its own filter were not set; most frequent first, at most `facetLimit`. */
export type FacetCounts = Record<FacetName, FacetCount[]>;

/** Values of a facet that an answer carries, beside those that were asked for. */
export const facetLimit = 60;

/** A folded word that was looked for, or that stands for one; `prefix`: also what begins with it. */
export interface SoughtWord {
  readonly word: string;
  readonly prefix: boolean;
}

export interface SearchAnswer {
  readonly total: number;
  readonly hits: readonly SearchHit[];
  readonly next: string | null;
  readonly facets: FacetCounts;
  readonly sought: readonly SoughtWord[];
}

/** Why the PostgreSQL engine answers though another is set up. */
export const fallbackReasons = [
  "away",
  "slow",
  "refused",
  "failing",
  "empty",
  "lagging",
  "counts_wanted",
] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

export const engineNames = ["postgres", "meilisearch"] as const;
export type EngineName = (typeof engineNames)[number];

/** How the engine beside PostgreSQL fares. */
export interface SearchStanding {
  /** Which engine answered last. */
  readonly engine: EngineName;
  /** Why not the other; null where it did. */
  readonly reason: FallbackReason | null;
  /** Seconds that its index was behind when it was last looked at; null: not known. */
  readonly lagSeconds: number | null;
  /** It is not asked for now, because it failed. */
  readonly held: boolean;
  /** Keeping its index in step has failed for good, or until somebody looks. */
  readonly indexing: "ok" | "failing";
}

/** Directory search behind one contract: ids, totals and facet counts, never rows. */
export interface SearchEngine {
  readonly name: EngineName;
  search(query: SearchQuery): Promise<SearchAnswer>;
  /** How the engines stand, where there are two. */
  standing?(): SearchStanding;
}
