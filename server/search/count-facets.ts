import { both, countBits, countBoth, without, type Bits } from "./bits.ts";
import { facetLimit, type FacetCount, type FacetCounts, type FacetName } from "./engine.ts";
import { codeFilters, nationwide, type CodeFilterName } from "./filters.ts";
import type { ProgramColumns } from "./program-columns.ts";
import { stateOfCounty } from "./place-words.ts";

type Counts = Map<string, number>;

const byCode = (columns: ProgramColumns, name: string, base: Bits): Counts =>
  new Map([...columns.codes(name)].map(([value, slots]) => [value, slots.countIn(base)]));

const byState = (columns: ProgramColumns, base: Bits): Counts => {
  const everywhere = both(base, nationwide(columns));
  const elsewhere = without(base, everywhere);
  const nation = countBits(everywhere);
  return new Map(
    [...columns.codes("state")].map(([code, slots]) => [code, nation + slots.countIn(elsewhere)]),
  );
};

/** Counties that a program is in or names, each with all that serve it, also by state and nation. */
const byCounty = (columns: ProgramColumns, base: Bits): Counts => {
  const everywhere = both(base, nationwide(columns));
  const elsewhere = without(base, everywhere);
  const nation = countBits(everywhere);
  const states = new Map<string, { rest: Bits; serving: number }>();
  const ofState = (code: string) => {
    const known = states.get(code);
    if (known) return known;
    const statewide = new Uint32Array(columns.words);
    columns.codes("statewide").get(code)?.addTo(statewide);
    const state = { rest: without(elsewhere, statewide), serving: countBoth(elsewhere, statewide) };
    states.set(code, state);
    return state;
  };
  return new Map(
    [...columns.codes("county")].flatMap(([fips, slots]) => {
      // A county that only the whole state or nation serves is not worth a line.
      if (slots.countIn(base) === 0) return [];
      const { rest, serving } = ofState(stateOfCounty(fips) ?? "");
      return [[fips, nation + serving + slots.countIn(rest)] as const];
    }),
  );
};

/** Languages that a program names, each with those that serve any by interpreter. */
const byLanguage = (columns: ProgramColumns, base: Bits): Counts => {
  const interpreters = new Uint32Array(columns.words);
  columns.codes("interpreter").get("any")?.addTo(interpreters);
  const [any, named] = [both(base, interpreters), without(base, interpreters)];
  const total = countBits(any);
  const counts: Counts = new Map();
  for (const [language, slots] of columns.codes("language")) {
    const unserved = columns.codes("unserved").get(language)?.countIn(any) ?? 0;
    counts.set(language, total - unserved + slots.countIn(named));
  }
  return counts;
};

const counters: Partial<Record<FacetName, (columns: ProgramColumns, base: Bits) => Counts>> = {
  state: byState,
  county: byCounty,
  language: byLanguage,
};

const listed = (counts: Counts, chosen: readonly string[]): FacetCount[] => {
  const all = [...counts]
    .filter(([value, programs]) => programs > 0 || chosen.includes(value))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return all
    .filter(([value], place) => place < facetLimit || chosen.includes(value))
    .map(([value, programs]) => ({ value, programs }));
};

/**
 * Counts every facet among the programs that the text, the access and all other filters let
 * through. A value's count is the total that choosing it alone would give.
 */
export const countFacets = (
  columns: ProgramColumns,
  base: Bits,
  filters: ReadonlyMap<CodeFilterName, Bits>,
  chosen: (facet: FacetName) => readonly string[],
): FacetCounts => {
  const all = [...filters.values()].reduce((rest, bits) => both(rest, bits), base);
  const count = (facet: FacetName): FacetCount[] => {
    const others = filters.has(facet)
      ? [...filters].reduce(
          (rest, [name, bits]) => (name === facet ? rest : both(rest, bits)),
          base,
        )
      : all;
    const counts = counters[facet]?.(columns, others) ?? byCode(columns, facet, others);
    for (const value of chosen(facet)) {
      if (!counts.has(value))
        counts.set(value, countBoth(codeFilters[facet].find(columns, value), others));
    }
    return listed(counts, chosen(facet));
  };
  return {
    kind: count("kind"),
    state: count("state"),
    county: count("county"),
    language: count("language"),
    gender: count("gender"),
    circumstance: count("circumstance"),
    service: count("service"),
    dedicated: count("dedicated"),
  };
};
