import type { ProfileNeed } from "../../api/schema.ts";
import { emptyDraft, needOf, type Draft } from "../../tonight/need.ts";

/** A profile's need as Tonight's form has it; a profile is from nowhere and avoids nothing. */
export const draftOfNeed = (need: ProfileNeed): Draft => ({
  ...emptyDraft,
  age: need.age,
  gender: need.gender,
  languages: need.languages ?? [],
  interpreter: need.languages !== undefined && need.interpreter !== false,
  circumstances: need.circumstances ?? [],
  kinds: need.kinds ?? [],
  withinMiles: need.within_miles,
  dedicatedOnly: need.dedicated_only ?? false,
});

/** What is kept of a draft; nothing before an age is known. */
export const needOfDraft = (draft: Draft): ProfileNeed | undefined => {
  const need = needOf({ ...draft, from: undefined, avoid: [] });
  if (!need) return undefined;
  const { from: _from, avoid: _avoid, ...kept } = need;
  return kept;
};

/** As long as the server keeps a name. */
export const longestName = 60;
