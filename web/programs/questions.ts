import type { Circumstance, Gender, Kind, Policy, Program } from "../api/schema.ts";
import { languageName, list } from "../format.ts";
import { m } from "../paraglide/messages.js";
import type { Draft } from "../tonight/need.ts";
import { aboutCircumstance, genderPlurals } from "../words/codes.ts";
import { freshnessAt } from "../words/counts.ts";
import { hasBeds } from "../words/kinds.ts";
import { language } from "../words/language.svelte.ts";

/** What to ask on the telephone: about the youth that the need is about, and everything else. */
export interface Questions {
  readonly aboutNeed: readonly string[];
  readonly others: readonly string[];
}

const either = (items: readonly string[]): string =>
  new Intl.ListFormat(language.formats, { type: "disjunction" }).format(items);

const some = <T>(items: readonly T[], say: (items: readonly T[]) => string): string[] =>
  items.length > 0 ? [say(items)] : [];

const circumstances = (program: Program, policy: Policy): Circumstance[] =>
  program.circumstances.filter((one) => one.policy === policy).map((one) => one.circumstance);
const genders = (program: Program, policy: Policy): Gender[] =>
  program.genders.filter((one) => one.policy === policy).map((one) => one.gender);

const takes = (of: readonly Gender[]) =>
  some(of, (some) =>
    m.program_ask_gender({ genders: either(some.map((g) => genderPlurals[g]())) }),
  );
const depends = (genders: readonly Gender[], of: readonly Circumstance[]) => {
  const what = [
    ...genders.map((g) => genderPlurals[g]()),
    ...of.map((c) => aboutCircumstance[c]()),
  ];
  return some(what, (all) => m.program_ask_depends({ what: list(all) }));
};
/** More than these are not read out one by one: a few stand for all. */
const mostNamed = { all: 8, few: 3 };
const unstated = (of: readonly Circumstance[]) =>
  some(of, (some) => {
    const names = some.map((circumstance) => aboutCircumstance[circumstance]());
    if (names.length <= mostNamed.all) return m.program_ask_unstated({ what: list(names) });
    return m.program_ask_unstated_most({
      what: names.slice(0, mostNamed.few).join(", "),
      others: names.length - mostNamed.few,
    });
  });

/** Nobody is placed with these or comes to them: what they would take is no question. */
const takeNobody: readonly Kind[] = ["hotline", "task_force"];

/** A count that is fresh is asked about, too: it may have changed since. */
const aboutBeds = (program: Program, now: number): string[] => {
  if (!hasBeds(program.kind)) return [];
  const { open = null, observed_at: observedAt = null } = program.beds ?? {};
  const age = freshnessAt(observedAt, now);
  if (open === null || age === "stale" || age === "never") return [m.program_ask_beds()];
  return [open > 0 ? m.program_ask_still_open() : m.program_ask_full()];
};

const isServed = (program: Program, code: string): boolean =>
  program.interpreter_any_language === true ||
  program.languages.some((served) => served.language === code && served.mode !== "none");

const aboutLanguages = (program: Program): string[] => {
  if (program.languages.length === 0 && program.interpreter_any_language === null) {
    return [m.program_ask_languages()];
  }
  return program.interpreter_any_language === null ? [m.program_ask_interpreter()] : [];
};

/**
 * Questions made from what a program never stated and from what it decides case by case (rule 7:
 * unknown is never yes); those about the need come first and are not repeated.
 */
export const questionsFor = (program: Program, need: Draft, now: number): Questions => {
  const asked = new Set(need.circumstances);
  const inNeed = (of: Circumstance[]) => of.filter((circumstance) => asked.has(circumstance));
  const notInNeed = (of: Circumstance[]) => of.filter((circumstance) => !asked.has(circumstance));
  const ofNeed = (of: Gender[]) => of.filter((gender) => gender === need.gender);
  const notOfNeed = (of: Gender[]) =>
    need.gender === undefined ? of : of.filter((gender) => gender !== need.gender);
  const [unknown, ask] = [circumstances(program, "unknown"), circumstances(program, "ask")];
  const [gendersUnknown, gendersAsk] = [genders(program, "unknown"), genders(program, "ask")];
  if (takeNobody.includes(program.kind)) {
    const hours = program.intake.open_now === null ? [m.program_ask_hotline_hours()] : [];
    return { aboutNeed: [], others: [...hours, ...aboutLanguages(program)] };
  }
  const spoken = need.languages.filter((code) => !isServed(program, code));
  return {
    aboutNeed: [
      ...takes(ofNeed(gendersUnknown)),
      ...depends(ofNeed(gendersAsk), inNeed(ask)),
      ...unstated(inNeed(unknown)),
      ...some(spoken, (codes) => m.program_ask_language({ what: list(codes.map(languageName)) })),
    ],
    others: [
      ...aboutBeds(program, now),
      ...(program.ages === null ? [m.program_ask_ages()] : []),
      ...takes(notOfNeed(gendersUnknown)),
      ...depends(notOfNeed(gendersAsk), notInNeed(ask)),
      ...unstated(notInNeed(unknown)),
      ...(spoken.length > 0 ? [] : aboutLanguages(program)),
      ...(program.areas.length === 0 ? [m.program_ask_area()] : []),
      ...(program.intake.open_now === null ? [m.program_ask_hours()] : []),
      ...(hasBeds(program.kind) && program.documents_to_bring.length === 0
        ? [m.program_ask_documents()]
        : []),
    ],
  };
};
