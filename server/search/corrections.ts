import { LRUCache } from "lru-cache";
import { findCorrections } from "./corrections.repo.ts";
import type { ReadAtVersion } from "./read-at-version.ts";
import { synonymWords } from "./read-query.ts";

const shortestCorrected = 3;

const inSynonyms = (word: string, prefix: boolean) =>
  synonymWords.some((known) => known === word || (prefix && known.startsWith(word)));

const correctable = (word: string, prefix: boolean) =>
  word.length >= shortestCorrected && !/\p{N}/u.test(word) && !inSynonyms(word, prefix);

/** For each word that no document has: those that may have been meant, best first. */
export type Correct = (
  words: readonly string[],
  version: number,
) => Promise<ReadonlyMap<string, readonly string[]>>;

/**
 * Finds what unknown words of a query may have meant; remembers the answers for as long as the
 * documents are of the same version. The last word counts as still being typed.
 */
export const openCorrections = (reads: ReadAtVersion): Correct => {
  // Promises, so that who asks for the same meanwhile waits for the same answer.
  const remembered = new LRUCache<string, Promise<readonly string[]>>({ max: 5000 });
  return async (words, version) => {
    const asked = words.flatMap((word, at) => {
      const prefix = at === words.length - 1;
      return correctable(word, prefix)
        ? [{ word, prefix, key: `${version} ${word} ${prefix}` }]
        : [];
    });
    const missing = asked.filter(({ key }) => !remembered.has(key));
    if (missing.length > 0) {
      const found = reads(version, (reader) => findCorrections(reader, missing, synonymWords));
      for (const { word, key } of missing) {
        const meant = found.then((all) => all.get(word) ?? []);
        remembered.set(key, meant);
        meant.catch(() => remembered.delete(key));
      }
    }
    const found = await Promise.all(
      asked.map(async ({ word, key }) => [word, (await remembered.get(key)) ?? []] as const),
    );
    return new Map(found.filter(([, meant]) => meant.length > 0));
  };
};
