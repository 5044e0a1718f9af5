import { residentialKinds, type Circumstance, type Gender } from "../../../db/codes.ts";
import { invalid } from "../../errors.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import type { ProfileNeed } from "./need-profiles.ts";

/** Youngest age at which one may be pregnant or have a child here; below it is a slip of the pen. */
const youngestParent = 10;
const ofParents: readonly Circumstance[] = ["pregnant", "parenting"];
const neverPregnant: readonly Gender[] = ["boy", "transgender_girl"];

const adult = 18;
const withBeds: readonly string[] = residentialKinds;

/** What a need can contradict itself in; a screen has its own words for each. */
export type Contradiction =
  | "never_pregnant"
  | "too_young_a_parent"
  | "adult_without_guardian"
  | "nowhere"
  | "no_kind"
  | "no_bed_to_keep"
  | "nothing_to_interpret";

const refuse = (path: string, reason: Contradiction, message: string): never => {
  throw invalid(`body/need/${path}`, message, reason);
};

/**
 * Refuses a need that contradicts itself, each with a sentence: a pregnant boy, an adult without a
 * guardian, no distance at all, kinds without beds of which only dedicated beds will do.
 * @throws DomainError `invalid_input`
 */
export const judgeProfileNeed = (need: ProfileNeed): void => {
  // Unknown languages are refused there.
  resolveNeed(need);
  const { age, gender, kinds } = need;
  const circumstances: readonly Circumstance[] = need.circumstances ?? [];
  if (gender && neverPregnant.includes(gender) && circumstances.includes("pregnant")) {
    const who = gender === "boy" ? "A boy" : "A transgender girl";
    const message = `${who} is not pregnant: choose another gender, or parenting.`;
    refuse("circumstances", "never_pregnant", message);
  }
  const parent = circumstances.find((code) => ofParents.includes(code));
  if (parent !== undefined && age < youngestParent) {
    refuse("age", "too_young_a_parent", `A child of ${age} is not ${parent}.`);
  }
  if (age >= adult && circumstances.includes("no_guardian_available")) {
    refuse("circumstances", "adult_without_guardian", `At ${age} no guardian is needed.`);
  }
  if (need.within_miles === 0) refuse("within_miles", "nowhere", "Nothing lies within 0 miles.");
  if (kinds?.length === 0) {
    refuse("kinds", "no_kind", "No kind is left: leave it out for all with beds.");
  }
  if (need.dedicated_only === true && kinds && !kinds.some((kind) => withBeds.includes(kind))) {
    const message = "None of these kinds has beds, so none has beds kept for exploited children.";
    refuse("dedicated_only", "no_bed_to_keep", message);
  }
  if (need.interpreter === false && (need.languages ?? []).length === 0) {
    const message = "Without a language there is nothing to interpret.";
    refuse("interpreter", "nothing_to_interpret", message);
  }
};
