import { singular, wordsOf } from "../fold.ts";
import { fullWords } from "../read-query.ts";
import { synonyms, type SynonymGroup } from "../synonyms.ts";

/** Longest phrase that Meilisearch looks up among its synonyms. */
const longestPhrase = 3;

/** Stands for a code among words. Nobody types it: no word of a query holds this letter. */
export const tokenMark = "_";

const tokenOf = (code: string): string => `${tokenMark}${code.replace(":", tokenMark)}`;

const spoken = new Set(synonyms.flatMap(({ codes }) => codes as readonly string[]));

/** Tokens of those codes that words may stand for. */
export const tokensOf = (codes: readonly string[]): string[] =>
  codes.filter((code) => spoken.has(code)).map(tokenOf);

const phrasesOf = ({ words }: SynonymGroup): string[][] => {
  const phrases = words.map((text) => fullWords(wordsOf(text)));
  const alone = new Set(phrases.flatMap(([word = "", ...more]) => (more.length === 0 ? word : [])));
  // A longer phrase around a word that means the same adds nothing.
  return phrases.filter((words) => words.length === 1 || !words.some((word) => alone.has(word)));
};

const wordsOfCode = new Map<string, Set<string>>();
for (const group of synonyms) {
  const single = phrasesOf(group).flatMap(([word = "", ...more]) =>
    more.length === 0 ? word : [],
  );
  for (const code of group.codes) {
    const known = wordsOfCode.get(code) ?? new Set();
    for (const word of single) known.add(word);
    wordsOfCode.set(code, known);
  }
}

/** Single words that mean one of these codes, so that they are found half typed and mistyped too. */
export const meaningsOf = (codes: readonly string[]): string[] => [
  ...new Set(codes.flatMap((code) => [...(wordsOfCode.get(code) ?? [])])),
];

/** A word and its plural, as `singular` undoes it: a synonym is looked for as it stands, and no more. */
const bothNumbers = (phrase: string): string[] =>
  singular(`${phrase}s`) === phrase ? [phrase, `${phrase}s`] : [phrase];

/** Synonyms as Meilisearch takes them: each phrase with the others and the tokens of its codes. */
export const synonymSettings = (): Record<string, string[]> => {
  const settings = new Map<string, Set<string>>();
  for (const group of synonyms) {
    const all = group.words.map((text) => fullWords(wordsOf(text)).join(" "));
    const useful = phrasesOf(group).map((words) => words.join(" "));
    for (const phrase of all) {
      if (phrase.split(" ").length > longestPhrase) continue;
      const known = settings.get(phrase) ?? new Set();
      for (const other of useful.flatMap(bothNumbers)) if (other !== phrase) known.add(other);
      for (const code of group.codes) known.add(tokenOf(code));
      settings.set(phrase, known);
    }
  }
  return Object.fromEntries(
    [...settings].map(([phrase, others]) => [phrase, [...others]] as [string, string[]]).sort(),
  );
};
