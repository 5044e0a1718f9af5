// Letters that Unicode does not take apart into a base letter and a mark.
const wholeLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ı: "i",
  þ: "th",
};

const plain = /^[\x20-\x7e]*$/;

/** Lower case, without accents, compatibility forms made plain: `Niñez` is `ninez`. */
export const fold = (text: string): string =>
  plain.test(text)
    ? text.toLowerCase()
    : text
        .normalize("NFKD")
        .replace(/\p{M}+/gu, "")
        .toLowerCase()
        .replace(/[ßæœøđðłıþ]/gu, (letter) => wholeLetters[letter] ?? letter);

/** Longest word that is looked at; what is longer is no word of a person. */
const longestWord = 50;

/** The folded words of a text; letters and digits only, so that they are safe in any query. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/['’‘ʼ`´]/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && word.length <= longestWord);

/** The words of a name, also those inside `GenerateHope`. */
export const nameWordsOf = (name: string): string[] => [
  ...new Set([...wordsOf(name), ...wordsOf(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))]),
];

/** A name as it is compared whole: its words, apart by one space. */
export const plainName = (name: string): string => wordsOf(name).join(" ");

/** Plural and singular as one, in English and Spanish alike: `shelters` is `shelter`. */
export const singular = (word: string): string =>
  word.length > 3 ? word.replace(/(?<!s)s$/u, "") : word;
