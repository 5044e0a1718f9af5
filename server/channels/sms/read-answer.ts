import type { SpokenLanguage } from "../../../db/codes.ts";

/** Whose beds a number in an answer is about: of whom, or of the pool with this number. */
export type Whose = "girl" | "boy" | { readonly pool: number };

/** What a text message says, whoever sent it. */
export type SmsAnswer =
  | { readonly kind: "stop" }
  | { readonly kind: "start" }
  | { readonly kind: "unclear" }
  | { readonly kind: "same"; readonly program: number | null }
  | { readonly kind: "full"; readonly program: number | null }
  | {
      readonly kind: "counts";
      /** The number of the program it names; null: none. */
      readonly program: number | null;
      readonly counts: readonly { readonly whose: Whose | null; readonly open: number }[];
    };

/** An answer, and the language that its words are in; null where there are none. */
export interface ReadAnswer {
  answer: SmsAnswer;
  language: SpokenLanguage | null;
}

interface Word {
  means: "stop" | "start" | "same" | "full" | "girl" | "boy" | "beds" | "and";
  language: SpokenLanguage | null;
}

const wordsOf = (
  means: Word["means"],
  language: SpokenLanguage | null,
  words: string,
): [string, Word][] => words.split(" ").map((word) => [word, { means, language }]);

/** Every word that is understood, without accents. Adding one is adding it here. */
const words = new Map<string, Word>([
  ...wordsOf("stop", "en", "stop stopall end quit cancel unsubscribe"),
  ...wordsOf("stop", "es", "alto parar"),
  ...wordsOf("start", "en", "start unstop"),
  ...wordsOf("start", "es", "empezar comenzar"),
  ...wordsOf("same", "en", "same unchanged"),
  ...wordsOf("same", "es", "igual"),
  ...wordsOf("full", "en", "full"),
  ...wordsOf("full", "es", "lleno llena"),
  ...wordsOf("girl", "en", "girl girls"),
  ...wordsOf("girl", "es", "nina ninas chica chicas"),
  ...wordsOf("boy", "en", "boy boys"),
  ...wordsOf("boy", "es", "nino ninos chico chicos"),
  ...wordsOf("beds", "en", "bed beds open"),
  ...wordsOf("beds", "es", "cama camas libre libres"),
  ...wordsOf("and", "en", "and"),
  ...wordsOf("and", "es", "y"),
]);

/** In Spanish also "children": boys only where girls are named beside them. */
const also = new Set(["ninos", "chicos"]);

/** Longer than any answer is. */
const longest = 160;
const unclear: ReadAnswer = { answer: { kind: "unclear" }, language: null };

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/[\s,;]+/g, " ")
    .replace(/^ /, "")
    .replace(/[ .!]+$/, "");

/** "1: 3" names the program by its number. */
const programIn = (text: string): { program: number | null; rest: string } => {
  const [all, number] = /^(\d{1,2}) ?: ?/.exec(text) ?? [];
  return all === undefined
    ? { program: null, rest: text }
    : { program: Number(number), rest: text.slice(all.length) };
};

const poolCounts = (tokens: readonly string[]) =>
  tokens.map((token) => {
    const [, pool, open] = /^(\d{1,2})=(\d{1,3})$/.exec(token) ?? [];
    return pool === undefined ? undefined : { whose: { pool: Number(pool) }, open: Number(open) };
  });

type Counted = Extract<SmsAnswer, { kind: "counts" }>["counts"];

/** Numbers, each with whom it is about; undefined: not to be understood in one way alone. */
const countsIn = (tokens: readonly string[]): Counted | undefined => {
  const byPool = poolCounts(tokens.filter((token) => words.get(token)?.means !== "and"));
  const whole = byPool.filter((count) => count !== undefined);
  if (whole.length > 0) return whole.length === byPool.length ? whole : undefined;
  const counts: { whose: "girl" | "boy" | null; open: number }[] = [];
  let open: number | undefined;
  for (const token of tokens) {
    if (/^\d{1,3}$/.test(token)) {
      if (open !== undefined) return undefined;
      open = Number(token);
      continue;
    }
    const means = words.get(token)?.means;
    if (means === "and" && open === undefined && counts.length > 0) continue;
    if (open === undefined || (means !== "girl" && means !== "boy" && means !== "beds")) {
      // "3 beds open" says twice what it says.
      if (means === "beds" && counts.length === 1 && counts[0]?.whose === null) continue;
      return undefined;
    }
    counts.push({ whose: means === "beds" ? null : means, open });
    open = undefined;
  }
  if (open !== undefined) counts.push({ whose: null, open });
  const bare = counts.some(({ whose }) => whose === null);
  if (counts.length === 0 || (bare && counts.length > 1)) return undefined;
  const named = counts.flatMap(({ whose }) => whose ?? []);
  if (tokens.some((token) => also.has(token)) && !named.includes("girl")) return undefined;
  return counts;
};

const isOnce = (counts: Counted): boolean =>
  new Set(counts.map(({ whose }) => JSON.stringify(whose))).size === counts.length;

/**
 * Reads a text message strictly: every word must be one that is known and in its place, or the
 * answer is unclear, and an unclear answer changes nothing. "3", "3 girls 1 boys", "1: same",
 * "1=3 2=0", "full", "stop", "start"; in Spanish "3 niñas 1 niño", "igual", "lleno", "alto".
 */
export const readAnswer = (text: string): ReadAnswer => {
  if (text.length > longest) return unclear;
  const { program, rest } = programIn(plain(text));
  const tokens = rest.split(" ");
  const found = tokens.map((token) => words.get(token));
  const language = found.find((word) => word?.language)?.language ?? null;
  const [only] = found;
  if (tokens.length === 1 && only) {
    if ((only.means === "stop" || only.means === "start") && program === null) {
      return { answer: { kind: only.means }, language };
    }
    if (only.means === "same" || only.means === "full") {
      return { answer: { kind: only.means, program }, language };
    }
  }
  const counts = countsIn(tokens);
  if (!counts || !isOnce(counts)) return { ...unclear, language };
  return { answer: { kind: "counts", program, counts }, language };
};
