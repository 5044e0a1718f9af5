import { addAll, both, noBits, setBit, type Bits } from "../bits.ts";
import type { SearchAccess, SearchQuery } from "./engine.ts";
import { allOf, anyOf, is, not, type Condition } from "./meilisearch/filter.ts";
import type { FilterableField } from "./meilisearch/index-document.ts";
import type { ProgramColumns } from "./program-columns.ts";
import { stateOfCounty } from "./place-words.ts";

const none = (columns: ProgramColumns): Bits => noBits(columns.words);

const carrying = (columns: ProgramColumns, name: string, value: string): Bits => {
  const slots = none(columns);
  columns.codes(name).get(value)?.addTo(slots);
  return slots;
};

/** Located in the county, or serving it, its state or the nation. */
const inCounty = (columns: ProgramColumns, fips: string): Bits => {
  const slots = carrying(columns, "nation", "US");
  addAll(slots, carrying(columns, "county", fips));
  addAll(slots, carrying(columns, "statewide", stateOfCounty(fips) ?? ""));
  return slots;
};

/** Located in the state, or serving it, a county of it, or the nation. */
const inState = (columns: ProgramColumns, code: string): Bits => {
  const slots = carrying(columns, "nation", "US");
  addAll(slots, carrying(columns, "state", code));
  return slots;
};

/** Stated to serve the language; any language by interpreter counts unless it stated otherwise. */
const inLanguage = (columns: ProgramColumns, language: string): Bits => {
  const slots = carrying(columns, "interpreter", "any");
  const unserved = carrying(columns, "unserved", language);
  slots.forEach((word, at) => (slots[at] = word & ~(unserved[at] ?? 0)));
  addAll(slots, carrying(columns, "language", language));
  return slots;
};

interface CodeFilter {
  /** How several values go together. */
  readonly needs: "any" | "all";
  find(columns: ProgramColumns, value: string): Bits;
  /** The same in words of Meilisearch. */
  where(value: string): Condition;
}

const plain = (name: FilterableField, needs: "any" | "all"): CodeFilter => ({
  needs,
  find: (columns, value) => carrying(columns, name, value),
  where: (value) => is(name, value),
});

const nationwide = is("nation", "US");

/** Every filter by code: the one list. Adding one is a line here and its code in the document. */
export const codeFilters = {
  kind: plain("kind", "any"),
  state: {
    needs: "any",
    find: inState,
    where: (code) => anyOf(nationwide, is("state", code)),
  },
  county: {
    needs: "any",
    find: inCounty,
    where: (fips) =>
      anyOf(nationwide, is("countyApart", fips), is("statewide", stateOfCounty(fips) ?? "")),
  },
  language: {
    needs: "any",
    find: inLanguage,
    where: (language) =>
      anyOf(
        is("language", language),
        allOf(is("interpreter", "any"), not(is("unserved", language))),
      ),
  },
  gender: plain("gender", "any"),
  age: plain("age", "any"),
  circumstance: plain("circumstance", "all"),
  service: plain("service", "all"),
  dedicated: plain("dedicated", "any"),
} as const satisfies Record<string, CodeFilter>;
export type CodeFilterName = keyof typeof codeFilters;

/** The values of a filter that a query sets, as codes; none where it is not set. */
export const askedOf = (query: SearchQuery, name: CodeFilterName): readonly string[] => {
  const value = query[name];
  if (value === undefined) return [];
  return typeof value === "object" ? value : [String(value)];
};

/** The programs that each filter of the query lets through; a filter that is not set is left out. */
export const filterByCodes = (
  columns: ProgramColumns,
  query: SearchQuery,
): Map<CodeFilterName, Bits> => {
  const filters = new Map<CodeFilterName, Bits>();
  for (const name of Object.keys(codeFilters) as CodeFilterName[]) {
    const [first, ...others] = askedOf(query, name).map((value) =>
      codeFilters[name].find(columns, value),
    );
    if (!first) continue;
    for (const other of others) {
      if (codeFilters[name].needs === "any") addAll(first, other);
      else filters.set(name, both(filters.get(name) ?? first, other));
    }
    if (!filters.has(name)) filters.set(name, first);
  }
  return filters;
};

/** The same filters in words of Meilisearch. */
export const conditionsByCodes = (query: SearchQuery): Map<CodeFilterName, Condition> => {
  const conditions = new Map<CodeFilterName, Condition>();
  for (const name of Object.keys(codeFilters) as CodeFilterName[]) {
    const values = askedOf(query, name).map((value) => codeFilters[name].where(value));
    if (values.length === 0) continue;
    conditions.set(name, codeFilters[name].needs === "any" ? anyOf(...values) : allOf(...values));
  }
  return conditions;
};

const ownSlots = (columns: ProgramColumns, access: SearchAccess): number[] =>
  access.ownProgramIds.flatMap((id) => {
    const slot = columns.slotOfId(id);
    return slot === undefined ? [] : [slot];
  });

const everyVisibility = ["public", "partners", "confidential"] as const;

const reaching = (
  columns: ProgramColumns,
  access: SearchAccess,
  visibilities: SearchAccess["visibilities"],
  ownReach: SearchAccess["visibilities"],
): Bits => {
  const slots = none(columns);
  for (const visibility of visibilities) addAll(slots, columns.listed(visibility));
  if (access.ownProgramIds.length === 0) return slots;
  const own = none(columns);
  for (const slot of ownSlots(columns, access)) setBit(own, slot);
  for (const visibility of ownReach) addAll(slots, both(own, columns.listed(visibility)));
  return slots;
};

/** The listings that the viewer may see. */
export const visibleTo = (columns: ProgramColumns, access: SearchAccess): Bits =>
  reaching(columns, access, access.visibilities, everyVisibility);

/** The programs whose town and point the viewer may know; a confidential one is its county to all. */
export const locatedFor = (columns: ProgramColumns, access: SearchAccess): Bits =>
  reaching(
    columns,
    access,
    access.located.filter((visibility) => visibility !== "confidential"),
    ["public", "partners"],
  );
