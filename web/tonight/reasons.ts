import type { Criterion, CriterionResult, Facts, Match } from "../api/schema.ts";
import { ageRange, distance, languageName, list } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { aboutCircumstance, genderPlurals, kindWords } from "../words/codes.ts";
import type { Who } from "./group-matches.ts";

type Words = (facts: Facts, who: Who) => string[];

const servedAs = (facts: Facts, mode: string) =>
  (facts.languages ?? [])
    .filter((served) => served.mode === mode)
    .map((s) => languageName(s.language));

const circumstancesBy = (facts: Facts, ...policies: string[]) =>
  (facts.circumstances ?? [])
    .filter(({ policy }) => policies.includes(policy))
    .map(({ circumstance }) => aboutCircumstance[circumstance]());

const some = (words: string[], say: (input: { what: string }) => string) =>
  words.length > 0 ? [say({ what: list(words) })] : [];

/** Noun phrases that stand after "Ask about:", what the program never stated first. */
const askAbout: Readonly<Record<Criterion, Words>> = {
  circumstances: (facts) => [
    ...circumstancesBy(facts, "unknown"),
    ...circumstancesBy(facts, "ask"),
  ],
  language: (facts) => [
    ...servedAs(facts, "unknown"),
    ...servedAs(facts, "interpreter").map((name) => m.about_interpreter({ language: name })),
  ],
  gender: (facts) =>
    facts.gender ? [m.about_gender({ gender: genderPlurals[facts.gender]() })] : [],
  age: () => [m.about_age()],
  area: (facts) => [facts.prefers_from_elsewhere ? m.about_prefers_elsewhere() : m.about_area()],
  kind: () => [m.about_kind()],
  dedicated: () => [m.about_dedicated()],
  distance: () => [m.about_distance()],
  avoid: () => [m.about_avoid()],
  intake: () => [m.about_intake()],
};
const askOrder: readonly Criterion[] = [
  "circumstances",
  "gender",
  "age",
  "language",
  "area",
  "avoid",
  "dedicated",
  "kind",
  "distance",
  "intake",
];

/** What speaks for a program that fits, the most telling first. */
const speaksFor: Readonly<Record<Criterion, Words>> = {
  circumstances: (facts) => some(circumstancesBy(facts, "accepts"), m.reason_accepts),
  language: (facts) => [
    ...some(servedAs(facts, "direct"), m.reason_speaks),
    ...some(servedAs(facts, "interpreter"), m.reason_interpreter),
  ],
  dedicated: (facts) => (facts.dedicated ? [m.reason_dedicated()] : []),
  age: (facts) => {
    const range = ageRange({ min: facts.min ?? null, max: facts.max ?? null });
    return range ? [m.reason_ages({ range })] : [];
  },
  area: (facts) => {
    if (facts.scope === "nation") return [m.reason_area_nation()];
    if (facts.scope === "state") return [m.reason_area_state()];
    return facts.scope === "county" ? [m.reason_area_county()] : [];
  },
  kind: () => [],
  gender: () => [],
  distance: () => [],
  avoid: () => [],
  intake: () => [],
};
const forOrder: readonly Criterion[] = ["circumstances", "language", "dedicated", "area", "age"];

/** Why a program is excluded, one sentence a criterion. */
const speaksAgainst: Readonly<Record<Criterion, Words>> = {
  age: (facts, who) => {
    if (facts.by_pools) return [m.against_age_pools({ who })];
    const range = ageRange({ min: facts.min ?? null, max: facts.max ?? null });
    return [range ? m.against_age({ range }) : m.against_age_until({ age: facts.until_age ?? 0 })];
  },
  gender: (facts, who) => {
    if (facts.by_pools || !facts.gender) return [m.against_gender_pools({ who })];
    return [m.against_gender({ gender: genderPlurals[facts.gender]() })];
  },
  language: (facts) => some(servedAs(facts, "none"), m.against_language),
  area: () => [m.against_area()],
  circumstances: (facts) => some(circumstancesBy(facts, "declines"), m.against_circumstances),
  kind: (facts) => (facts.kind ? [m.against_kind({ kind: kindWords[facts.kind]() })] : []),
  dedicated: () => [m.against_dedicated()],
  distance: (facts) =>
    typeof facts.miles === "number"
      ? [m.against_distance({ distance: distance(facts.miles) })]
      : [],
  avoid: () => [m.against_avoid()],
  intake: () => [m.against_intake()],
};

const resultsBy = (match: Match, order: readonly Criterion[], verdicts: string[]) =>
  order.flatMap((criterion) =>
    match.criteria.filter(
      (result) => result.criterion === criterion && verdicts.includes(result.verdict),
    ),
  );
const spoken = (results: CriterionResult[], words: Readonly<Record<Criterion, Words>>, who: Who) =>
  results.flatMap(({ criterion, facts }) => words[criterion](facts, who));

/** What to ask on the telephone: what was never stated, then what is decided case by case. */
export const questionsOf = (match: Match, who: Who): string[] => [
  ...new Set([
    ...spoken(resultsBy(match, askOrder, ["unknown"]), askAbout, who),
    ...spoken(resultsBy(match, askOrder, ["ask"]), askAbout, who),
  ]),
];

/** Of one result what has this verdict by itself: the result has only the worst of all. */
const partsBy = (
  { criterion, verdict, facts }: CriterionResult,
  of: "ask" | "unknown",
  who: Who,
) => {
  if (criterion === "circumstances") return circumstancesBy(facts, of);
  if (criterion === "language") {
    const words = askAbout.language(facts, who);
    const unstated = servedAs(facts, "unknown");
    return of === "unknown" ? unstated : words.slice(unstated.length);
  }
  return verdict === of ? askAbout[criterion](facts, who) : [];
};

/** The same as questions to have answered before anybody is asked for a bed. */
export const askedFirst = (match: Match, who: Who): string[] => {
  const results = resultsBy(match, askOrder, ["ask", "unknown"]);
  const of = (verdict: "ask" | "unknown") =>
    results.flatMap((result) => partsBy(result, verdict, who));
  return [...some(of("ask"), m.ask_first_depends), ...some(of("unknown"), m.ask_first_unstated)];
};

/** What speaks for a match. */
export const reasonsFor = (match: Match, who: Who): string[] =>
  spoken(resultsBy(match, forOrder, ["meets"]), speaksFor, who);

/** What excludes a program. */
export const reasonsAgainst = (match: Match, who: Who): string[] =>
  spoken(
    match.criteria.filter(({ verdict }) => verdict === "excludes"),
    speaksAgainst,
    who,
  );

const mostQuestions = 3;

/** "Takes her", or what to ask: "Ask about: pregnancy, Spanish and 2 more". */
export const verdictInWords = (match: Match, who: Who): string => {
  if (match.verdict === "excluded") return m.verdict_excluded();
  if (match.verdict === "fits") return m.verdict_fits({ who });
  const questions = questionsOf(match, who);
  const more = questions.length - mostQuestions;
  if (more <= 0) return m.verdict_ask({ what: list(questions) });
  return m.verdict_ask_more({ what: questions.slice(0, mostQuestions).join(", "), count: more });
};
