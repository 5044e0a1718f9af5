import type { Document } from "./documents.ts";
import type { IndexSettings } from "./settings.ts";

/** A document's words by searchable attribute, in the order of the settings. */
export interface DocumentWords {
  readonly attributes: readonly (readonly string[])[];
}

const withoutMarks = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "");

/** The words of a text: letters and digits, and whatever the settings count to them. */
export const tokensIn = (text: string, { nonSeparatorTokens }: IndexSettings): string[] => {
  const more = nonSeparatorTokens
    .map((one) => one.replaceAll(/[\\\]^-]/g, String.raw`\$&`))
    .join("");
  const word = new RegExp(`[\\p{L}\\p{N}${more}]+`, "gu");
  return [...withoutMarks(text).toLowerCase().matchAll(word)].map(([one]) => one);
};

const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
};

/** Stands between the values of a list: what is on two sides of it is no phrase. */
const gap = "\n";

export const wordsOf = (document: Document, settings: IndexSettings): DocumentWords => ({
  attributes: settings.searchableAttributes.map((attribute) =>
    textsOf(document[attribute]).flatMap((text, at) => [
      ...(at === 0 ? [] : [gap]),
      ...tokensIn(text, settings),
    ]),
  ),
});

/** Letters to add, drop, change or swap; above `most` it does not matter how many. */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
};

/** Typos between a word of a query and one of a document; undefined: too many. */
const typosTo = (
  sought: string,
  stored: string,
  prefix: boolean,
  allowed: number,
): number | undefined => {
  if (sought === stored || (prefix && stored.startsWith(sought))) return 0;
  if (allowed === 0) return undefined;
  const ends = prefix ? [-1, 0, 1].map((more) => stored.slice(0, sought.length + more)) : [stored];
  // A typo in the first letter counts as two.
  const first = sought[0] === stored[0] ? 0 : 1;
  const least = Math.min(...ends.map((end) => distance(sought, end, allowed) + first));
  return least <= allowed ? least : undefined;
};

/** Where and how well one term of a query stands in a document. */
interface Standing {
  readonly typos: number;
  readonly attribute: number;
  readonly position: number;
  readonly exact: boolean;
}

const better = (a: Standing | undefined, b: Standing): Standing => {
  if (!a || b.typos < a.typos) return b;
  if (b.typos > a.typos || b.attribute > a.attribute) return a;
  return b.attribute < a.attribute || b.position < a.position ? b : a;
};

interface Term {
  /** The word, or the words of an n-gram written as one. */
  readonly word: string;
  readonly prefix: boolean;
  readonly typos: number;
  readonly synonyms: readonly (readonly string[])[];
}

const allowedTypos = (word: string, { typoTolerance }: IndexSettings): number => {
  const { enabled, minWordSizeForTypos: size, disableOnWords } = typoTolerance;
  const { length } = Array.from(word);
  if (!enabled || disableOnWords.includes(word) || length < size.oneTypo) return 0;
  return length < size.twoTypos ? 1 : 2;
};

const findTerm = (
  { attributes }: DocumentWords,
  { word, prefix, typos, synonyms }: Term,
  settings: IndexSettings,
): Standing | undefined => {
  let best: Standing | undefined;
  attributes.forEach((words, attribute) => {
    const strict = settings.typoTolerance.disableOnAttributes.includes(
      settings.searchableAttributes[attribute] ?? "",
    );
    words.forEach((stored, position) => {
      const found = stored === gap ? undefined : typosTo(word, stored, prefix, strict ? 0 : typos);
      if (found === undefined) return;
      best = better(best, { typos: found, attribute, position, exact: stored === word });
    });
    for (const phrase of synonyms) {
      const position = words.findIndex((_, at) =>
        phrase.every((part, offset) => words[at + offset] === part),
      );
      if (position !== -1) best = better(best, { typos: 0, attribute, position, exact: false });
    }
  });
  return best;
};

/** Most words that one term may be made of. */
const longestTerm = 3;

/** How a document answers a query; higher counts more, place by place. */
export interface Match {
  readonly words: number;
  readonly typos: number;
  readonly exactness: 0 | 1 | 2;
  readonly exactWords: number;
  readonly attribute: number;
  readonly position: number;
}

const termFrom = (words: readonly string[], last: boolean, settings: IndexSettings): Term => {
  const word = words.join("");
  return {
    word,
    prefix: last,
    typos: Math.max(0, allowedTypos(word, settings) - (words.length - 1)),
    synonyms: (settings.synonyms[words.join(" ")] ?? []).map((phrase) =>
      tokensIn(phrase, settings),
    ),
  };
};

/** Sums up the best way through the first `count` words; undefined: they are not all there. */
const bestWay = (
  document: DocumentWords,
  query: readonly string[],
  count: number,
  settings: IndexSettings,
): readonly Standing[] | undefined => {
  const ways: (readonly Standing[] | undefined)[] = [[]];
  const cost = (way: readonly Standing[]) => way.reduce((sum, { typos }) => sum + typos, 0);
  for (let end = 1; end <= count; end += 1) {
    for (let length = 1; length <= Math.min(longestTerm, end); length += 1) {
      const before = ways[end - length];
      if (!before) continue;
      const term = termFrom(query.slice(end - length, end), end === query.length, settings);
      const found = findTerm(document, term, settings);
      if (!found) continue;
      const way = [...before, found];
      const known = ways[end];
      if (!known || cost(way) < cost(known)) ways[end] = way;
    }
  }
  return ways[count];
};

const exactnessOf = ({ attributes }: DocumentWords, query: readonly string[]): 0 | 1 | 2 => {
  const starts = attributes.filter((words) => query.every((word, at) => words[at] === word));
  if (starts.some((words) => words.length === query.length)) return 2;
  return starts.length > 0 ? 1 : 0;
};

/**
 * Matches a document by the ranking rules, but for proximity: all of the query's words, or with
 * `last` as many from its beginning as there are. Undefined: it is not found.
 */
export const matchWords = (
  document: DocumentWords,
  query: readonly string[],
  strategy: "all" | "last",
  settings: IndexSettings,
): Match | undefined => {
  const least = strategy === "all" ? query.length : 1;
  for (let count = query.length; count >= least; count -= 1) {
    const way = bestWay(document, query, count, settings);
    if (!way) continue;
    return {
      words: count,
      typos: way.reduce((sum, { typos }) => sum + typos, 0),
      exactness: exactnessOf(document, query),
      exactWords: way.filter(({ exact }) => exact).length,
      attribute: way.reduce((sum, { attribute }) => sum + attribute, 0),
      position: way.reduce((sum, { position }) => sum + Math.min(position, 100), 0),
    };
  }
  return undefined;
};

/** One number from 0 to 1 out of the rules in their order, as `_rankingScore` is. */
export const scoreOf = (
  match: Match,
  rules: readonly string[],
  query: readonly string[],
): number => {
  const words = query.length;
  const ranks: Partial<Record<string, [rank: number, of: number][]>> = {
    words: [[match.words, words]],
    typo: [[2 * words - match.typos, 2 * words]],
    exactness: [
      [match.exactness, 2],
      [match.exactWords, words],
    ],
    attribute: [
      [20 * words - match.attribute, 20 * words],
      [100 * words - match.position, 100 * words],
    ],
    attributeRank: [[20 * words - match.attribute, 20 * words]],
    wordPosition: [[100 * words - match.position, 100 * words]],
  };
  let [rank, most] = [0, 1];
  for (const rule of rules) {
    for (const [value, of] of ranks[rule] ?? []) {
      rank = rank * (of + 1) + value;
      most *= of + 1;
    }
  }
  return rank / (most - 1);
};

/** The parts of a text around its words, for highlighting. */
export const marked = (
  text: string,
  query: readonly string[],
  [pre, post]: readonly [string, string],
  settings: IndexSettings,
): string =>
  text.replaceAll(/[\p{L}\p{N}_]+/gu, (word) => {
    const [stored = ""] = tokensIn(word, settings);
    for (const [at, sought] of query.entries()) {
      const last = at === query.length - 1;
      if (typosTo(sought, stored, last, allowedTypos(sought, settings)) === undefined) continue;
      // Of a word that only begins so, the beginning is marked.
      const length = last && stored.startsWith(sought) ? sought.length : word.length;
      return `${pre}${word.slice(0, length)}${post}${word.slice(length)}`;
    }
    return word;
  });
