import { LRUCache } from "lru-cache";
import type { SoughtWord } from "./engine.ts";
import { nameWordsOf, singular } from "./fold.ts";

/** Around each marked word; private-use characters, which no name holds. */
export const markStart = "\uE000";
export const markEnd = "\uE001";

// Names share their words, and the same page is asked for again.
const foldedParts = new LRUCache<string, readonly string[]>({ max: 5000 });

const foldedWordsOf = (part: string): readonly string[] => {
  const known = foldedParts.get(part);
  if (known) return known;
  const words = nameWordsOf(part);
  foldedParts.set(part, words);
  return words;
};

/** Whether a folded word is one of those that were sought. */
const isAmong = (sought: readonly SoughtWord[]): ((word: string) => boolean) => {
  const whole = new Set(sought.map(({ word }) => singular(word)));
  const beginnings = sought.filter(({ prefix }) => prefix).map(({ word }) => word);
  return (word) =>
    whole.has(singular(word)) || beginnings.some((beginning) => word.startsWith(beginning));
};

/**
 * Marks every sought word whole in a name, whatever its accents and capitals; null when the name
 * holds none.
 */
export const markerOf = (sought: readonly SoughtWord[]): ((name: string) => string | null) => {
  if (sought.length === 0) return () => null;
  const isSought = isAmong(sought);
  return (name) => {
    const result = name.replace(/[\p{L}\p{N}\p{M}'’‘ʼ]+/gu, (part) =>
      foldedWordsOf(part).some(isSought) ? `${markStart}${part}${markEnd}` : part,
    );
    return result === name ? null : result;
  };
};
