import type { Visibility } from "../../../db/codes.ts";
import { fullWords } from "../read-query.ts";
import { wordsOf } from "../fold.ts";
import { stateOfCounty } from "../place-words.ts";
import {
  placeText,
  toSearchDocument,
  type IndexedFacts,
  type SearchDocument,
} from "../search-document.ts";
import { meaningsOf, tokenMark, tokensOf } from "./spoken-codes.ts";

/** What is looked for in words, those that count most first. */
export const searchableFields = [
  "short",
  "called",
  "title",
  "aliases",
  "organization",
  "town",
  "meanings",
  "tokens",
  "text",
] as const;

/** What a search may filter by, and count; each holds codes of the search document. */
const codeFields = [
  "kind",
  "state",
  "statewide",
  "nation",
  "language",
  "interpreter",
  "unserved",
  "gender",
  "circumstance",
  "service",
  "dedicated",
  "age",
] as const;
type CodeField = (typeof codeFields)[number];

const readFields = [...codeFields, "county"] as const;
type ReadField = (typeof readFields)[number];

/** Codes of those programs that no wider code already answers for, so that counts add up. */
const apartFields = [
  "stateApart",
  "countyApart",
  // Counties are many: those that a wider code answers for are told beside the others, not with them.
  "countyCovered",
  "statewideApart",
  "languageApart",
] as const;

const accessFields = ["record", "programId", "number", "visibility", "place"] as const;

export const filterableFields = [
  ...accessFields,
  ...codeFields,
  ...apartFields,
  "unservedApart",
] as const;
export type FilterableField = (typeof filterableFields)[number];

export const sortableFields = ["name", "programId", "verified"] as const;
export type SortableField = (typeof sortableFields)[number];

/** Where the copy says that the program is: at its own point, or in its county, as far as is told. */
export const copies = ["exact", "county"] as const;
export type Copy = (typeof copies)[number];

/**
 * One program as Meilisearch holds it, and nothing beside: no address, no telephone number, and of a
 * confidential site its county. A partners' site has two copies, so that a viewer who may not know
 * its place searches one in which it is not told.
 */
export interface IndexDocument
  extends Record<CodeField, string[]>, Record<(typeof apartFields)[number], string[]> {
  readonly id: string;
  readonly record: "program";
  readonly programId: string;
  /** Stands for the program in cursors. */
  readonly number: number;
  /** Of the search document; the content is at least as new. */
  readonly version: number;
  readonly visibility: Visibility;
  readonly place: Copy;
  /** What orders the programs. */
  readonly name: string;
  /** The shortest of its names that is one word, as `sage`, alone in its field; `""`: none is. */
  readonly short: string;
  /** The name and each other name as one word, for who types a short name or begins a long one. */
  readonly called: string[];
  /** The name as it is looked for, its little words too. */
  readonly title: string;
  readonly aliases: string[];
  readonly organization: string[];
  readonly town: string;
  readonly meanings: string[];
  readonly tokens: string[];
  readonly text: string;
  /** Languages that it cannot serve though it serves any by interpreter. */
  readonly unservedApart: string[];
  /** County of the site. */
  readonly siteCounty: string | null;
  /** `_geo` is the site's own point, and not its county's centre. */
  readonly pointed: boolean;
  readonly _geo: { lat: number; lng: number } | null;
  /** Days since 1970 of the listing's verification; 0: never. */
  readonly verified: number;
}

export interface Point {
  readonly lat: number;
  readonly lon: number;
}
/** The centre of a county by its FIPS code. */
export type CountyCentre = (fips: string) => Point | undefined;

const day = 86_400_000;

/** Ids of the copies that a program may have. */
export const copyIds = (programId: string): Record<Copy, string> => ({
  exact: programId,
  county: `${programId}-county`,
});

/** Whose copy an id is of. */
export const programOf = (id: string): string => id.replace(/-county$/, "");

/**
 * Stands where a copy was, until the night: no search is let through to it. To write it goes in the
 * task of the documents and the state; to delete the copy would be a task more, and so as long again.
 */
export const goneDocument = (id: string) => ({ id, record: "gone" as const });

/** Words as they are looked for: folded, and without those that say nothing. */
export const soughtForm = (text: string): string => fullWords(wordsOf(text)).join(" ");

const shortestWord = (names: readonly string[]): string =>
  names.filter((name) => !name.includes(" ")).sort((a, b) => a.length - b.length)[0] ?? "";

const byField = (codes: readonly string[]) => {
  const values = Object.fromEntries(readFields.map((field) => [field, [] as string[]])) as Record<
    ReadField,
    string[]
  >;
  for (const code of codes) {
    const colon = code.indexOf(":");
    const field = readFields.find((name) => name === code.slice(0, colon));
    if (field) values[field].push(code.slice(colon + 1));
  }
  return values;
};

const apart = (values: Record<ReadField, string[]>) => {
  const nationwide = values.nation.includes("US");
  const anyLanguage = values.interpreter.includes("any");
  const wide = new Set(values.statewide);
  const isCovered = (fips: string) => nationwide || wide.has(stateOfCounty(fips) ?? "");
  return {
    stateApart: nationwide ? [] : values.state,
    statewideApart: nationwide ? [] : values.statewide,
    countyApart: values.county.filter((fips) => !isCovered(fips)),
    countyCovered: values.county.filter(isCovered),
    languageApart: anyLanguage ? [] : values.language,
    unservedApart: anyLanguage ? values.unserved : [],
  };
};

/**
 * A tenth of a metre is near enough, and Meilisearch reads no more than fifteen digits of a number
 * as they were sent: what it says of a document must be what the document says.
 */
const sendable = (degrees: number): number => Number(degrees.toFixed(6));

const toGeo = ({ lat, lon }: Point) => ({ lat: sendable(lat), lng: sendable(lon) });

const placed = (
  facts: IndexedFacts,
  document: SearchDocument,
  place: Copy,
  centre: CountyCentre,
) => {
  const own =
    place === "exact" && document.lat !== null && document.lon !== null
      ? toGeo({ lat: document.lat, lon: document.lon })
      : undefined;
  const county = facts.county === null ? undefined : centre(facts.county);
  return {
    town: place === "exact" ? document.siteWords.join(" ") : "",
    siteCounty: facts.county,
    pointed: own !== undefined,
    _geo: own ?? (county ? toGeo(county) : null),
  };
};

/** The copies of a program that viewers search; of one that is not listed there is none. */
export const toIndexDocuments = (
  facts: IndexedFacts,
  { version, number }: { readonly version: number; readonly number: number },
  centre: CountyCentre,
): IndexDocument[] => {
  const document = toSearchDocument(facts);
  if (!document.listed) return [];
  const { county, ...values } = byField(document.codes);
  const [name = "", ...aliases] = document.names;
  const whole = {
    record: "program" as const,
    programId: facts.programId,
    ...{ number, version },
    visibility: document.visibility,
    name,
    short: shortestWord(document.names),
    called: document.names.map((each) => wordsOf(each).join(tokenMark)),
    title: wordsOf(name).join(" "),
    aliases: aliases.map(soughtForm),
    organization: document.organizationNames.map(soughtForm),
    meanings: meaningsOf(document.codes),
    tokens: tokensOf(document.codes),
    text: soughtForm([facts.summary ?? "", ...placeText(facts)].join(" ")),
    ...values,
    ...apart({ ...values, county }),
    verified: document.verifiedOn === null ? 0 : Date.parse(document.verifiedOn) / day,
  };
  const ids = copyIds(facts.programId);
  const wanted: readonly Copy[] = document.visibility === "partners" ? copies : ["exact"];
  return wanted.map((place) => ({
    id: ids[place],
    place,
    ...whole,
    ...placed(facts, document, place, centre),
  }));
};
