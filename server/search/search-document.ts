import type { Kind, Visibility } from "../../db/codes.ts";
import { nameWordsOf, plainName, wordsOf } from "./fold.ts";
import { countyWords, stateOfCounty, stateWords } from "./place-words.ts";

/** Youngest and oldest age that a search may ask for. */
export const searchedAges = { min: 0, max: 25 } as const;

/** What the indexer reads of a program. The lists hold what it accepts, never what it left unsaid. */
export interface IndexedFacts {
  programId: string;
  name: string;
  aliases: string[];
  organization: string;
  organizationAliases: string[];
  kind: Kind;
  summary: string | null;
  active: boolean;
  dedicated: boolean | null;
  ageMin: number | null;
  ageMax: number | null;
  interpreterAnyLanguage: boolean | null;
  verifiedOn: string | null;
  citedAsOf: string | null;
  /** null: at no site. */
  visibility: Visibility | null;
  county: string | null;
  state: string | null;
  city: string | null;
  zip: string | null;
  lat: number | null;
  lon: number | null;
  genders: string[];
  circumstances: string[];
  services: string[];
  languages: string[];
  /** Languages that it stated it cannot serve. */
  unservedLanguages: string[];
  /** As `county:06001`, `state:CA`, `nation:US`. */
  areas: string[];
}

/** One row of `search_documents`; the word lists become lexemes. */
export interface SearchDocument {
  programId: string;
  listed: boolean;
  visibility: Visibility;
  names: string[];
  organizationNames: string[];
  codes: string[];
  county: string | null;
  lat: number | null;
  lon: number | null;
  verifiedOn: string | null;
  citedAsOf: string | null;
  nameWords: string[];
  words: string[];
  siteWords: string[];
}

/** What people say for a name: without what stands in brackets, and what stands there; no prefix. */
const shortForms = (name: string): string[] => {
  const bare = name.replace(/\([^)]*\)/gu, " ");
  const inBrackets = [...name.matchAll(/\(([^)]+)\)/gu)].map(([, text = ""]) => text);
  const afterColon = bare.includes(": ") ? [bare.slice(bare.indexOf(": ") + 2)] : [];
  return [bare, ...afterColon, ...inBrackets];
};

const agesOf = ({ ageMin, ageMax }: IndexedFacts): number[] => {
  if (ageMin === null && ageMax === null) return [];
  const from = Math.max(ageMin ?? searchedAges.min, searchedAges.min);
  const to = Math.min(ageMax ?? searchedAges.max, searchedAges.max);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
};

/** Located in or serving: a county also through its state and the nation, which are kept apart. */
const placeCodes = ({ county, state, areas }: IndexedFacts): string[] => {
  const counties = areas.filter((area) => area.startsWith("county:")).map((area) => area.slice(7));
  const wholeStates = areas
    .filter((area) => area.startsWith("state:"))
    .map((area) => area.slice(6));
  const states = [
    state,
    ...wholeStates,
    ...[county, ...counties].map((fips) => fips && stateOfCounty(fips)),
  ];
  return [
    ...[county, ...counties].flatMap((fips) => (fips ? [`county:${fips}`] : [])),
    ...states.flatMap((code) => (code ? [`state:${code}`] : [])),
    ...wholeStates.map((code) => `statewide:${code}`),
    ...areas.filter((area) => area.startsWith("nation:")),
  ];
};

const codesOf = (facts: IndexedFacts): string[] => [
  ...new Set([
    `kind:${facts.kind}`,
    ...placeCodes(facts),
    ...facts.languages.map((code) => `language:${code}`),
    ...facts.unservedLanguages.map((code) => `unserved:${code}`),
    ...(facts.interpreterAnyLanguage ? ["interpreter:any"] : []),
    ...facts.genders.map((code) => `gender:${code}`),
    ...facts.circumstances.map((code) => `circumstance:${code}`),
    ...facts.services.map((code) => `service:${code}`),
    ...(facts.dedicated === null ? [] : [`dedicated:${facts.dedicated}`]),
    ...agesOf(facts).map((age) => `age:${age}`),
  ]),
];

/** Where it is and whom it serves, in words, down to the county. */
export const placeText = ({ county, state, areas }: IndexedFacts): string[] =>
  [...(county ? [`county:${county}`] : []), ...(state ? [`state:${state}`] : []), ...areas].map(
    (area) => {
      const [scope, code = ""] = area.split(":");
      if (scope === "county") return countyWords(code);
      return scope === "state" ? stateWords(code) : "nationwide national";
    },
  );

const plainNames = (names: readonly string[]): string[] =>
  [...new Set(names.map(plainName))].filter((name) => name !== "");

/** What search may know of the program; of a confidential site, its county. */
export const toSearchDocument = (facts: IndexedFacts): SearchDocument => {
  const confidential = facts.visibility === "confidential";
  const names = [facts.name, ...shortForms(facts.name), ...facts.aliases];
  const organizationNames = [facts.organization, ...facts.organizationAliases].flatMap((name) => [
    name,
    ...shortForms(name),
  ]);
  const nameWords = [...new Set([...names, ...organizationNames].flatMap(nameWordsOf))];
  const texts = [facts.summary ?? "", ...placeText(facts)];
  return {
    programId: facts.programId,
    listed: facts.active,
    visibility: facts.visibility ?? "public",
    names: plainNames(names),
    organizationNames: plainNames(organizationNames),
    codes: codesOf(facts),
    county: facts.county,
    lat: confidential ? null : facts.lat,
    lon: confidential ? null : facts.lon,
    verifiedOn: facts.verifiedOn,
    citedAsOf: facts.citedAsOf,
    nameWords,
    words: [...new Set([...nameWords, ...texts.flatMap(wordsOf)])],
    siteWords: confidential ? [] : [...new Set(wordsOf(`${facts.city ?? ""} ${facts.zip ?? ""}`))],
  };
};
