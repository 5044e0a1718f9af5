import type { Settings } from "meilisearch";
import { badRequest } from "./refusal.ts";

export interface IndexSettings {
  searchableAttributes: string[];
  filterableAttributes: string[];
  sortableAttributes: string[];
  displayedAttributes: string[];
  distinctAttribute: string | null;
  rankingRules: string[];
  stopWords: string[];
  synonyms: Record<string, string[]>;
  nonSeparatorTokens: string[];
  separatorTokens: string[];
  dictionary: string[];
  typoTolerance: {
    enabled: boolean;
    minWordSizeForTypos: { oneTypo: number; twoTypos: number };
    disableOnAttributes: string[];
    disableOnWords: string[];
  };
  proximityPrecision: string;
  facetSearch: boolean;
  faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, string> };
  pagination: { maxTotalHits: number };
  searchCutoffMs: number | null;
}

/** What an index has before anybody sets it up. */
export const defaultSettings = (): IndexSettings => ({
  searchableAttributes: ["*"],
  filterableAttributes: [],
  sortableAttributes: [],
  displayedAttributes: ["*"],
  distinctAttribute: null,
  rankingRules: "words typo proximity attributeRank sort wordPosition exactness".split(" "),
  stopWords: [],
  synonyms: {},
  nonSeparatorTokens: [],
  separatorTokens: [],
  dictionary: [],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnAttributes: [],
    disableOnWords: [],
  },
  proximityPrecision: "byWord",
  facetSearch: true,
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "alpha" } },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: null,
});

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const rule =
  /^(words|typo|proximity|attribute|attributeRank|wordPosition|sort|exactness|[\w.]+:(asc|desc))$/;

const isObjectOf = (value: unknown, fields: Record<string, (part: unknown) => boolean>): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).every(([name, part]) => fields[name]?.(part) === true);

const checks: Record<keyof IndexSettings, (value: unknown) => boolean> = {
  searchableAttributes: isStrings,
  filterableAttributes: isStrings,
  sortableAttributes: isStrings,
  displayedAttributes: isStrings,
  distinctAttribute: (value) => typeof value === "string",
  rankingRules: (value) => isStrings(value) && (value as string[]).every((one) => rule.test(one)),
  stopWords: isStrings,
  synonyms: (value) =>
    typeof value === "object" && value !== null && Object.values(value).every(isStrings),
  nonSeparatorTokens: isStrings,
  separatorTokens: isStrings,
  dictionary: isStrings,
  typoTolerance: (value) =>
    isObjectOf(value, {
      enabled: (part) => typeof part === "boolean",
      disableOnNumbers: (part) => typeof part === "boolean",
      disableOnAttributes: isStrings,
      disableOnWords: isStrings,
      minWordSizeForTypos: (part) => {
        const { oneTypo = 5, twoTypos = 9 } = part as { oneTypo?: number; twoTypos?: number };
        return isCount(oneTypo) && twoTypos <= 255 && oneTypo <= twoTypos;
      },
    }),
  proximityPrecision: (value) => value === "byWord" || value === "byAttribute",
  facetSearch: (value) => typeof value === "boolean",
  faceting: (value) =>
    isObjectOf(value, {
      maxValuesPerFacet: isCount,
      sortFacetValuesBy: (part) =>
        Object.values(part as object).every((order) => order === "alpha" || order === "count"),
    }),
  pagination: (value) => isObjectOf(value, { maxTotalHits: isCount }),
  searchCutoffMs: isCount,
};

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Refuses, before any task is made, what Meilisearch refuses. */
export const checkSettings = (given: unknown): Settings => {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw badRequest("malformed_payload", "Invalid value type: expected an object.");
  }
  for (const [name, value] of Object.entries(given)) {
    const check = (checks as Partial<Record<string, (value: unknown) => boolean>>)[name];
    if (!check) throw badRequest("bad_request", `Unknown field \`${name}\`.`);
    if (value !== null && !check(value)) {
      throw badRequest(`invalid_settings_${snake(name)}`, `Invalid value at \`.${name}\`.`);
    }
  }
  return given;
};

/** The settings after a change: null puts a setting back to what it was at first. */
export const changedSettings = (current: IndexSettings, given: Settings): IndexSettings => {
  const first = defaultSettings() as unknown as Record<string, unknown>;
  const changed: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(given)) {
    const old = changed[name];
    const partial = ["typoTolerance", "faceting", "pagination"].includes(name);
    if (value === null) changed[name] = first[name];
    else changed[name] = partial ? { ...(old as object), ...(value as object) } : value;
  }
  return changed as unknown as IndexSettings;
};
