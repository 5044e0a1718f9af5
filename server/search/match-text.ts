import { addAll, both, eachBit, isEmpty, without, type Bits } from "./bits.ts";
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

const wholeName = { exact: 4000, beginning: 2000, ownName: 500, corrected: 100, likeness: 30 };

export interface TextMatch {
  readonly matched: Bits;
  /** How well each of `members` answers, by slot. */
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
    const slots = byWeight.get(weight) ?? new Uint32Array(columns.words);
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
  const all = new Uint32Array(columns.words);
  for (const { slots } of sets) addAll(all, slots);
  return all;
};

/** Slots that answer at least half of the terms, where none answers all. */
const mostly = (columns: ProgramColumns, answered: readonly Bits[], visible: Bits): Bits => {
  const needed = Math.ceil(answered.length / 2);
  // At `n`: what answers at least n of the terms looked at so far.
  const atLeast = Array.from({ length: needed + 1 }, () => new Uint32Array(columns.words));
  atLeast[0] = visible;
  for (const bits of answered) {
    for (let n = needed; n > 0; n -= 1) {
      const [more, fewer] = [atLeast[n], atLeast[n - 1]];
      if (more && fewer) addAll(more, both(fewer, bits));
    }
  }
  return atLeast[needed] ?? visible;
};

/** What a name as a whole adds: the same, beginning with what was typed, or mostly made of it. */
const judgeNames = (wholes: readonly string[], typed: string, meant: readonly string[]): number => {
  let best = 0;
  for (let at = 0; at < wholes.length; at += 1) {
    const whole = wholes[at] ?? "";
    const own = at === 0 ? wholeName.ownName : 0;
    let points = 0;
    if (typed === whole) points = wholeName.exact + own;
    else if (meant.includes(whole)) points = wholeName.exact + own - wholeName.corrected;
    else if (whole.startsWith(typed)) points = wholeName.beginning + own;
    else if (meant.some((text) => whole.startsWith(text))) {
      points = wholeName.beginning + own - wholeName.corrected;
    }
    if (at === 0)
      points += Math.round(wholeName.likeness * Math.min(1, typed.length / whole.length));
    best = Math.max(best, points);
  }
  return best;
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
      const score = new Uint16Array(columns.words * 32);
      for (const sets of weighed) addWeights(score, members, sets);
      const inNames = new Uint32Array(columns.words);
      for (const { names } of postings) names.addTo(inNames);
      eachBit(both(members, inNames), (slot) => {
        const points = judgeNames(columns.wholeNames[slot] ?? [], typed, meant);
        score[slot] = (score[slot] ?? 0) + points;
      });
      return score;
    },
  };
};

const addWeights = (score: Uint16Array, members: Bits, sets: readonly Weighed[]): void => {
  let rest = members;
  for (const { weight, slots } of sets) {
    eachBit(both(rest, slots), (slot) => (score[slot] = (score[slot] ?? 0) + weight));
    rest = without(rest, slots);
  }
};

const pickMatched = (
  columns: ProgramColumns,
  answered: readonly Bits[],
  all: Bits,
  visible: Bits,
): Bits => {
  if (answered.length === 0) return new Uint32Array(columns.words);
  return answered.length > 1 && isEmpty(all) ? mostly(columns, answered, visible) : all;
};
