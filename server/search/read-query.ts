import { singular, wordsOf } from "./fold.ts";
import { synonyms, type SynonymGroup } from "./synonyms.ts";

/** How a way to say a term came about; the first counts most. */
export type Origin = "typed" | "corrected" | "synonym";

/** One way to say a term: all of `words`; with `prefix` the last may go on. */
export interface Wording {
  readonly words: readonly string[];
  readonly prefix: boolean;
  readonly origin: Origin;
}

/** One thing asked for: a program answers it by any wording or any code. */
export interface Term {
  readonly wordings: readonly Wording[];
  readonly codes: readonly string[];
}

/** More words are not looked at. */
const wordLimit = 12;

const emptyWords = new Set(
  "a an and at by for from in of on or the to with al con de del el en la las lo los o para por un una y".split(
    " ",
  ),
);

/** Words without those that say nothing; of nothing else, all of them. */
export const fullWords = (words: readonly string[]): string[] => {
  const full = words.filter((word) => !emptyWords.has(word));
  return full.length > 0 ? full : [...words];
};

interface Phrase {
  words: string[];
  group: SynonymGroup;
}

const phrases: Phrase[] = synonyms.flatMap((group) =>
  group.words.map((words) => ({ words: fullWords(wordsOf(words)).map(singular), group })),
);
const phrasesFrom = Map.groupBy(phrases, ({ words }) => words[0] ?? "");

/** Every word that a synonym begins with or holds: known, though no program may use it. */
export const synonymWords: readonly string[] = [
  ...new Set(synonyms.flatMap(({ words }) => words.flatMap(wordsOf))),
].filter((word) => word.length > 3);

/** The words of a query that are looked at, in order; words that say nothing are left out. */
export const queryWords = (q: string): string[] => fullWords(wordsOf(q).slice(0, wordLimit));

// A word still being typed stands for a phrase's last word from here on.
const tellingPrefix = 4;

const candidatesAt = (words: readonly string[], at: number): Phrase[] => {
  const first = singular(words[at] ?? "");
  const whole = phrasesFrom.get(first) ?? [];
  if (at !== words.length - 1 || first.length < tellingPrefix) return whole;
  return phrases.filter(({ words: [word = ""] }) => word.startsWith(first));
};

/** The phrases that stand at `at`, the longest only. */
const phrasesAt = (words: readonly string[], at: number): Phrase[] => {
  const fitting = candidatesAt(words, at).filter((phrase) =>
    phrase.words.every((part, offset) => {
      const word = words[at + offset];
      if (word === undefined) return false;
      const typing = at + offset === words.length - 1 && word.length >= tellingPrefix;
      return typing ? part.startsWith(singular(word)) : part === singular(word);
    }),
  );
  const longest = Math.max(0, ...fitting.map(({ words: { length } }) => length));
  return fitting.filter(({ words: { length } }) => length === longest);
};

/** The ways to say `typed`: as it is, or with each unknown word as it may have been meant. */
const wordingsOf = (
  typed: readonly string[],
  prefix: boolean,
  corrections: ReadonlyMap<string, readonly string[]>,
): Wording[] => {
  if (!typed.some((word) => corrections.has(word)))
    return [{ words: typed, prefix, origin: "typed" }];
  const most = Math.max(...typed.map((word) => corrections.get(word)?.length ?? 0));
  return Array.from({ length: most }, (_, choice) => ({
    words: typed.map((word) => {
      const meant = corrections.get(word);
      return meant?.[choice] ?? meant?.[0] ?? word;
    }),
    prefix: false,
    origin: "corrected" as const,
  }));
};

/** The other ways to say it; one that only narrows another adds nothing. */
const otherWordings = (groups: readonly SynonymGroup[], typed: readonly string[]): Wording[] => {
  const said = groups.flatMap((group) => group.words).map((text) => fullWords(wordsOf(text)));
  const alone = new Set(said.flatMap(([word, ...more]) => (word && more.length === 0 ? word : [])));
  return said
    .filter((words) => words.length === 1 || !words.some((word) => alone.has(word)))
    .filter((words) => words.join(" ") !== typed.join(" "))
    .map((words) => ({ words, prefix: false, origin: "synonym" }));
};

/**
 * What the words ask for. `corrections` holds the words that nobody uses, each with those that may
 * have been meant, best first; one without any is kept as it was typed.
 */
export const readTerms = (
  words: readonly string[],
  corrections: ReadonlyMap<string, readonly string[]>,
): Term[] => {
  const meant = words.map((word) => corrections.get(word)?.[0] ?? word);
  const terms: Term[] = [];
  for (let at = 0; at < words.length;) {
    const found = phrasesAt(meant, at);
    const length = found[0]?.words.length ?? 1;
    const typed = words.slice(at, at + length);
    const groups = [...new Set(found.map(({ group }) => group))];
    terms.push({
      wordings: [
        ...wordingsOf(typed, at + length === words.length, corrections),
        ...otherWordings(groups, typed),
      ],
      codes: [...new Set(groups.flatMap((group) => group.codes))],
    });
    at += length;
  }
  return terms;
};

/** A query's text as it is looked up. */
export interface ReadText {
  readonly terms: readonly Term[];
  /** Those of all terms, in order. */
  readonly wordings: readonly Wording[];
  /** All that was typed, folded and without spaces; empty when no word was typed. */
  readonly typed: string;
  /** The same with its unknown words as they may have been meant, best first. */
  readonly meant: readonly string[];
}

/** Corrections of those words that nobody uses. */
export type Correct = (words: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

/** Reads what was typed; undefined when nothing was. Text without a word in it finds nothing. */
export const readText = async (q: string, correct: Correct): Promise<ReadText | undefined> => {
  if (q.trim() === "") return undefined;
  const words = queryWords(q);
  const corrections = words.length > 0 ? await correct(words) : new Map<string, string[]>();
  const terms = readTerms(words, corrections);
  const all = wordsOf(q);
  const most = Math.max(0, ...[...corrections.values()].map(({ length }) => length));
  const meant = Array.from({ length: most }, (_, choice) =>
    all
      .map((word) => corrections.get(word)?.[choice] ?? corrections.get(word)?.[0] ?? word)
      .join(""),
  );
  return { terms, wordings: terms.flatMap(({ wordings }) => wordings), typed: all.join(""), meant };
};
