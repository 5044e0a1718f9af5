import {
  both,
  countBits,
  countBoth,
  eachBit,
  filledWords,
  hasBit,
  without,
  type Bits,
} from "../bits.ts";
import { facetLimit, type FacetCount, type FacetCounts, type FacetName } from "./engine.ts";
import { codeFilters, type CodeFilterName } from "./filters.ts";
import type { ProgramColumns } from "./program-columns.ts";

type Counts = Map<string, number>;

/** A set in which many others are counted. */
interface Base {
  readonly bits: Bits;
  readonly filled: Uint32Array;
}

const baseOf = (bits: Bits): Base => ({ bits, filled: filledWords(bits) });

const byCode = (columns: ProgramColumns, name: string, { bits, filled }: Base): Counts => {
  const counts: Counts = new Map();
  for (const [value, slots] of columns.codes(name)) counts.set(value, slots.countIn(bits, filled));
  return counts;
};

/** Those that serve the nation apart from the rest. */
const apart = (columns: ProgramColumns, { bits }: Base) => {
  const nationwide = columns.shared("nation", "US");
  return { nation: countBits(both(bits, nationwide)), rest: baseOf(without(bits, nationwide)) };
};

const byState = (columns: ProgramColumns, base: Base): Counts => {
  const { nation, rest } = apart(columns, base);
  const counts = byCode(columns, "state", rest);
  for (const [code, programs] of counts) counts.set(code, nation + programs);
  return counts;
};

/** Counties that a program is in or names, each with all that serve it, also by state and nation. */
const byCounty = (columns: ProgramColumns, base: Base): Counts => {
  const { nation, rest } = apart(columns, base);
  const statewide = [...columns.codes("statewide").keys()].map((code) => {
    const bits = columns.shared("statewide", code);
    return { code, bits, programs: countBoth(rest.bits, bits, rest.filled) };
  });
  const byState = new Map(statewide.map((state) => [state.code, state]));
  const states = columns.countyStates.map((code) => byState.get(code));
  const named = new Uint32Array(columns.countyList.length);
  const alone = new Uint32Array(columns.countyList.length);
  eachBit(base.bits, (slot) => {
    const counties = columns.countiesOf[slot] ?? [];
    const local = hasBit(rest.bits, slot);
    for (let at = 0; at < counties.length; at += 1) {
      const county = counties[at] ?? 0;
      const state = states[county];
      named[county] = (named[county] ?? 0) + 1;
      if (local && !(state && hasBit(state.bits, slot))) alone[county] = (alone[county] ?? 0) + 1;
    }
  });
  const counts: Counts = new Map();
  columns.countyList.forEach((fips, county) => {
    // A county that only its whole state or the nation serves is not worth a line.
    if ((named[county] ?? 0) === 0) return;
    counts.set(fips, nation + (states[county]?.programs ?? 0) + (alone[county] ?? 0));
  });
  return counts;
};

/** Languages that a program names, each with those that serve any by interpreter. */
const byLanguage = (columns: ProgramColumns, { bits }: Base): Counts => {
  const interpreters = columns.shared("interpreter", "any");
  const [any, named] = [baseOf(both(bits, interpreters)), baseOf(without(bits, interpreters))];
  const total = countBits(any.bits);
  const counts = byCode(columns, "language", named);
  for (const [language, programs] of counts) {
    const unserved = columns.codes("unserved").get(language)?.countIn(any.bits, any.filled) ?? 0;
    counts.set(language, total - unserved + programs);
  }
  return counts;
};

const counters: Partial<Record<FacetName, (columns: ProgramColumns, base: Base) => Counts>> = {
  state: byState,
  county: byCounty,
  language: byLanguage,
};

const listed = (counts: Counts, chosen: readonly string[]): FacetCount[] => {
  const all = [...counts].map(([value, programs]) => ({ value, programs }));
  const found = all.filter(({ programs }) => programs > 0);
  // Most of three thousand counties are below the last one that is shown.
  const least = found.map(({ programs }) => programs).sort((a, b) => b - a)[facetLimit - 1] ?? 0;
  const most = found
    .filter(({ programs }) => programs >= least)
    .sort((a, b) => b.programs - a.programs || (a.value < b.value ? -1 : 1))
    .slice(0, facetLimit);
  const asked = all.filter((count) => chosen.includes(count.value) && !most.includes(count));
  return [...most, ...asked];
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
  const all = baseOf([...filters.values()].reduce((rest, bits) => both(rest, bits), base));
  const besides = (facet: FacetName): Base => {
    if (!filters.has(facet)) return all;
    const others = [...filters].filter(([name]) => name !== facet).map(([, bits]) => bits);
    return baseOf(others.reduce((rest, bits) => both(rest, bits), base));
  };
  const count = (facet: FacetName): FacetCount[] => {
    const others = besides(facet);
    const counts = counters[facet]?.(columns, others) ?? byCode(columns, facet, others);
    for (const value of chosen(facet)) {
      if (counts.has(value)) continue;
      const found = codeFilters[facet].find(columns, value);
      counts.set(value, countBoth(others.bits, found, others.filled));
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
