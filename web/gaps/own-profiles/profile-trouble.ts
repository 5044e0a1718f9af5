import { Refused } from "../../api/problem.ts";
import { m } from "../../paraglide/messages.js";
import { refusalInWords } from "../../words/refusal-words.ts";

/** By the server's codes of what contradicts itself. */
const reasonWords: Readonly<Record<string, () => string>> = {
  never_pregnant: m.profile_never_pregnant,
  too_young_a_parent: m.profile_too_young_a_parent,
  adult_without_guardian: m.profile_adult_without_guardian,
  no_bed_to_keep: m.profile_no_bed_to_keep,
  name_taken: m.profile_name_taken,
};

/** Why a profile was not kept, and what to do about it. */
export const profileTrouble = (error: unknown): string => {
  if (!(error instanceof Refused)) return m.profile_unreachable();
  const { code, status, errors } = error.problem;
  if (code === "conflict") return m.profile_too_many();
  if (status === 404) return m.profile_gone();
  return reasonWords[errors?.[0]?.reason ?? ""]?.() ?? refusalInWords(error.problem);
};
