import { addAll, both, eachBit, hasBit, isEmpty, setBit, without, type Bits } from "./bits.ts";
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
  /** How well each slot answers; meaningful where it is matched. */
  readonly score: Uint16Array;
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
  const any = new Uint32Array(columns.words);
  for (const bits of answered) addAll(any, bits);
  const matched = new Uint32Array(columns.words);
  const needed = Math.ceil(answered.length / 2);
  eachBit(both(any, visible), (slot) => {
    if (answered.filter((bits) => hasBit(bits, slot)).length >= needed) setBit(matched, slot);
  });
  return matched;
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
  const score = new Uint16Array(columns.words * 32);
  let next = 0;
  const [first, ...others] = terms.map((term) => {
    const own = postings.slice(next, (next += term.wordings.length));
    return weigh(columns, term, own, located);
  });
  if (!first) return { matched: new Uint32Array(columns.words), score };
  const weighed = [first, ...others];
  const answered = weighed.map((sets) => unionOf(columns, sets));
  const all = answered.reduce((some, one) => both(some, one), visible);
  const matched = isEmpty(all) && terms.length > 1 ? mostly(columns, answered, visible) : all;
  const inNames = new Uint32Array(columns.words);
  for (const sets of weighed) {
    let rest = matched;
    for (const { weight, slots } of sets) {
      eachBit(both(rest, slots), (slot) => (score[slot] = (score[slot] ?? 0) + weight));
      rest = without(rest, slots);
    }
  }
  for (const { names } of postings) names.addTo(inNames);
  eachBit(both(matched, inNames), (slot) => {
    score[slot] = (score[slot] ?? 0) + judgeNames(columns.wholeNames[slot] ?? [], typed, meant);
  });
  return { matched, score };
};
