import type { Circumstance } from "../../../db/codes.ts";
import { invalid } from "../../errors.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import type { ProfileNeed } from "./need-profiles.ts";

/** Youngest age at which one may be pregnant or have a child here; below it is a slip of the pen. */
const youngestParent = 10;
const ofParents: readonly Circumstance[] = ["pregnant", "parenting"];

const adult = 18;

/**
 * Refuses a need that contradicts itself, each with a sentence: a pregnant boy, an adult without a
 * guardian, no distance at all, kinds without beds of which only dedicated beds will do.
 * @throws DomainError `invalid_input`
 */
export const judgeProfileNeed = (need: ProfileNeed): void => {
  // Unknown languages are refused there.
  resolveNeed(need);
  const circumstances: readonly Circumstance[] = need.circumstances ?? [];
  const refuse = (path: string, message: string) => {
    throw invalid(`body/need/${path}`, message);
  };
  if (need.gender === "boy" && circumstances.includes("pregnant")) {
    refuse("circumstances", "A boy is not pregnant: choose another gender, or parenting.");
  }
  const parent = circumstances.find((code) => ofParents.includes(code));
  if (parent !== undefined && need.age < youngestParent) {
    refuse("age", `A child of ${need.age} is not ${parent}.`);
  }
  if (need.age >= adult && circumstances.includes("no_guardian_available")) {
    refuse("circumstances", `At ${need.age} no guardian is needed.`);
  }
  if (need.within_miles === 0) refuse("within_miles", "Nothing lies within 0 miles.");
  if (need.kinds?.length === 0) refuse("kinds", "No kind is left: leave it out for all with beds.");
  if (need.interpreter === false && (need.languages ?? []).length === 0) {
    refuse("interpreter", "Without a language there is nothing to interpret.");
  }
};
