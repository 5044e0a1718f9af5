import { nameWordsOf, singular } from "./fold.ts";
import type { SoughtWord } from "./engine.ts";

/** Around each marked word; private-use characters, which no name holds. */
export const markStart = "\uE000";
export const markEnd = "\uE001";

/**
 * The name with every sought word marked whole, whatever its accents and capitals; null when it
 * holds none.
 */
export const markName = (name: string, sought: readonly SoughtWord[]): string | null => {
  if (sought.length === 0) return null;
  const result = name.replace(/[\p{L}\p{N}\p{M}'’‘ʼ]+/gu, (part) => {
    const found = nameWordsOf(part).some((word) =>
      sought.some(
        (asked) =>
          singular(word) === singular(asked.word) || (asked.prefix && word.startsWith(asked.word)),
      ),
    );
    return found ? `${markStart}${part}${markEnd}` : part;
  });
  return result === name ? null : result;
};
