import { addAll, both, eachBit, isEmpty, noBits, takeEach, type Bits } from "../bits.ts";
import type { ProgramColumns } from "./program-columns.ts";
import type { Origin, ReadText, Term } from "./read-query.ts";
import type { Posting } from "./word-postings.ts";

/** What a word counts by where it stands and how it came about; beside a code, the first of a list. */
const weights: Record<keyof Posting, Record<Origin, number>> = {
  names: { typed: 32, corrected: 24, synonym: 20 },
  site: { typed: 20, corrected: 16, synonym: 8 },
  words: { typed: 12, corrected: 8, synonym: 6 },
};
const firstCode = 18;
const lastCode = 13;

const wholeName = {
  exact: 4000,
  beginning: 2000,
  own: 500,
  alias: 300,
  corrected: 100,
  likeness: 30,
};

export interface TextMatch {
  readonly matched: Bits;
  /** How well each of `members` answers, by slot; holds until the columns are asked for another. */
  scoreOf(members: Bits): Uint16Array;
}

interface Weighed {
  readonly weight: number;
  readonly slots: Bits;
}

/** The sets in which a term may stand, heaviest first. */
const weigh = (
  columns: ProgramColumns,
  term: Term,
  postings: readonly Posting[],
  located: Bits,
): Weighed[] => {
  const byWeight = new Map<number, Bits>();
  const include = (weight: number, add: (target: Bits) => void) => {
    const slots = byWeight.get(weight) ?? noBits(columns.words);
    add(slots);
    byWeight.set(weight, slots);
  };
  let correctedBefore = 0;
  term.wordings.forEach(({ origin }, at) => {
    const posting = postings[at];
    if (!posting) return;
    // A worse guess of what was meant counts a little less.
    const less = origin === "corrected" ? correctedBefore++ : 0;
    include(weights.names[origin] - less, (target) => posting.names.addTo(target));
    include(weights.words[origin] - less, (target) => posting.words.addTo(target));
    if (!posting.site.isEmpty) {
      include(weights.site[origin] - less, (target) =>
        addAll(target, both(posting.site.toBits(), located)),
      );
    }
  });
  term.codes.forEach((code, at) => {
    const [name = "", value = ""] = code.split(":");
    const slots = columns.codes(name).get(value);
    if (slots) include(Math.max(lastCode, firstCode - at), (target) => slots.addTo(target));
  });
  return [...byWeight]
    .map(([weight, slots]) => ({ weight, slots }))
    .sort((a, b) => b.weight - a.weight);
};

const unionOf = (columns: ProgramColumns, sets: readonly Weighed[]): Bits => {
  const all = noBits(columns.words);
  for (const { slots } of sets) addAll(all, slots);
  return all;
};

/** Slots that answer at least half of the terms, where none answers all. */
const mostly = (columns: ProgramColumns, answered: readonly Bits[], visible: Bits): Bits => {
  const needed = Math.ceil(answered.length / 2);
  // At `n`: what answers at least n of the terms looked at so far.
  const atLeast = Array.from({ length: needed + 1 }, () => noBits(columns.words));
  atLeast[0] = visible;
  for (const bits of answered) {
    for (let n = needed; n > 0; n -= 1) {
      const [more, fewer] = [atLeast[n], atLeast[n - 1]];
      if (more && fewer) addAll(more, both(fewer, bits));
    }
  }
  return atLeast[needed] ?? visible;
};

/** What a name as a whole adds: the same as what was typed, or beginning with it. */
const judgeName = (whole: string, typed: string, meant: readonly string[]): number => {
  if (typed === whole) return wholeName.exact;
  if (meant.includes(whole)) return wholeName.exact - wholeName.corrected;
  if (whole.startsWith(typed)) return wholeName.beginning;
  return meant.some((text) => whole.startsWith(text))
    ? wholeName.beginning - wholeName.corrected
    : 0;
};

/** The best of a program's names: its own counts more than another, another more than its house's. */
const judgeNames = (
  columns: ProgramColumns,
  slot: number,
  typed: string,
  meant: readonly string[],
): number => {
  const [own = "", ...aliases] = columns.wholeNames[slot] ?? [];
  const whole = judgeName(own, typed, meant);
  let best = whole === 0 ? 0 : whole + wholeName.own;
  for (const alias of aliases) {
    const points = judgeName(alias, typed, meant);
    if (points > 0) best = Math.max(best, points + wholeName.alias);
  }
  for (const name of columns.wholeOrganizationNames[slot] ?? []) {
    best = Math.max(best, judgeName(name, typed, meant));
  }
  const likeness = Math.min(1, typed.length / Math.max(1, own.length));
  return best + Math.round(wholeName.likeness * likeness);
};

/** A query's text, looked up: a posting for each of its wordings. */
export interface SoughtText extends ReadText {
  readonly postings: readonly Posting[];
}

/**
 * The programs that answer every term and how well; where none that is `visible` answers all, those
 * that answer at least half. Towns count only for programs in `located`. The score of a program
 * depends on nothing but itself and the query.
 */
export const matchText = (
  columns: ProgramColumns,
  { terms, postings, typed, meant }: SoughtText,
  visible: Bits,
  located: Bits,
): TextMatch => {
  let next = 0;
  const weighed = terms.map((term) =>
    weigh(columns, term, postings.slice(next, (next += term.wordings.length)), located),
  );
  const answered = weighed.map((sets) => unionOf(columns, sets));
  const all = answered.reduce((some, one) => both(some, one), visible);
  return {
    matched: pickMatched(columns, answered, all, visible),
    scoreOf: (members) => {
      const score = columns.scores.fill(0);
      for (const sets of weighed) addWeights(score, members, sets);
      const named = inNames(columns, terms, postings, members);
      eachBit(named, (slot) => {
        score[slot] = (score[slot] ?? 0) + judgeNames(columns, slot, typed, meant);
      });
      return score;
    },
  };
};

/** The members whose names hold every term as it was typed or corrected. */
const inNames = (
  columns: ProgramColumns,
  terms: readonly Term[],
  postings: readonly Posting[],
  members: Bits,
): Bits => {
  let next = 0;
  let named = members;
  for (const { wordings } of terms) {
    const held = noBits(columns.words);
    for (const { origin } of wordings) {
      const posting = postings[next++];
      if (origin !== "synonym") posting?.names.addTo(held);
    }
    named = both(named, held);
  }
  return named;
};

/** Adds to each member the weight of the first set that holds it. */
const addWeights = (score: Uint16Array, members: Bits, sets: readonly Weighed[]): void => {
  const rest = members.slice();
  for (const { weight, slots } of sets) {
    takeEach(rest, slots, (slot) => (score[slot] = (score[slot] ?? 0) + weight));
  }
};

const pickMatched = (
  columns: ProgramColumns,
  answered: readonly Bits[],
  all: Bits,
  visible: Bits,
): Bits => {
  if (answered.length === 0) return noBits(columns.words);
  return answered.length > 1 && isEmpty(all) ? mostly(columns, answered, visible) : all;
};
