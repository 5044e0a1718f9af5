import { createHash } from "node:crypto";
import type { Settings } from "meilisearch";
import { filterableFields, searchableFields, sortableFields } from "./index-document.ts";
import { synonymSettings, tokenMark } from "./spoken-codes.ts";

/** More than the counties of the nation, so that every value of a facet is counted. */
const facetValues = 4000;

/**
 * How an index is set up; all of it follows from the lists that the PostgreSQL engine reads too. No
 * attribute is distinct: a viewer's access lets one copy of a program through, and counting by an
 * attribute would cost each search its time.
 */
export const indexSettings: Settings = {
  searchableAttributes: [...searchableFields],
  filterableAttributes: [...filterableFields, "_geo"],
  sortableAttributes: [...sortableFields, "_geo"],
  displayedAttributes: ["*"],
  distinctAttribute: null,
  // An order that was asked for comes before how well words match; equals are told apart by name.
  rankingRules: [
    "sort",
    "words",
    "typo",
    "attribute",
    "exactness",
    "proximity",
    "name:asc",
    "programId:asc",
  ],
  stopWords: [],
  synonyms: synonymSettings(),
  nonSeparatorTokens: [tokenMark],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
    disableOnAttributes: ["short", "called", "tokens"],
    disableOnWords: [],
  },
  // How near words stand to one another counts last, and to know it by word costs half of all indexing.
  proximityPrecision: "byAttribute",
  // Nobody searches among the values of a facet.
  facetSearch: false,
  faceting: { maxValuesPerFacet: facetValues, sortFacetValuesBy: { "*": "alpha" } },
  pagination: { maxTotalHits: 1_000_000 },
  // An answer that was cut short would be in another order; who has no time asks PostgreSQL.
  searchCutoffMs: 10_000,
};

/** Raised when what a document holds has changed and its settings have not. */
const documentForm = 4;

/** Settings and form of documents in short: another of either needs an index of its own. */
export const settingsMark: string = createHash("sha256")
  .update(JSON.stringify([indexSettings, documentForm]))
  .digest("hex")
  .slice(0, 10);

const family = "harborlight_programs";

/**
 * The index of this version's settings. An instance of another version, while both run, has an index
 * of another name and neither disturbs the other.
 */
export const indexUid = `${family}_${settingsMark}`;

/** Where a rebuild writes before it is swapped in. */
export const nextUid = (uid: string): string => `${uid}_next`;

/** Whether an index was made by some version of this. */
export const isOurs = (uid: string): boolean => uid.startsWith(`${family}_`);
