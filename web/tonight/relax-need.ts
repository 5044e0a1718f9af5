import type { Relaxation } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { aboutCircumstance } from "../words/codes.ts";
import type { Draft } from "./need.ts";

interface Relaxed {
  words: string;
  draft: Draft;
}

/** What a relaxation says, and the need that it makes; undefined: nothing that a tap can change. */
export const relaxNeed = (draft: Draft, relaxation: Relaxation): Relaxed | undefined => {
  const { criterion, change } = relaxation;
  const to = (words: string, part: Partial<Draft>) => ({ words, draft: { ...draft, ...part } });
  if (change.within_miles !== undefined) {
    const miles = change.within_miles;
    return to(m.relax_within({ miles }), { withinMiles: miles });
  }
  if (change.age !== undefined) return to(m.relax_age({ age: change.age }), { age: change.age });
  if (change.interpreter) return to(m.relax_interpreter(), { interpreter: true });
  const left = change.circumstance;
  if (left !== undefined) {
    const words = m.relax_circumstance({ circumstance: aboutCircumstance[left]() });
    return to(words, { circumstances: draft.circumstances.filter((one) => one !== left) });
  }
  switch (criterion) {
    case "language":
      return to(m.relax_language(), { languages: [], interpreter: false });
    case "gender":
      return to(m.relax_gender(), { gender: undefined });
    case "circumstances":
      return to(m.relax_circumstances(), { circumstances: [] });
    case "distance":
      return to(m.relax_any_distance(), { withinMiles: undefined });
    case "kind":
      // Without chosen kinds the need already takes every kind with beds.
      return draft.kinds.length > 0 ? to(m.relax_kind(), { kinds: [] }) : undefined;
    case "dedicated":
      return to(m.relax_dedicated(), { dedicatedOnly: false });
    case "avoid":
      return to(m.relax_avoid(), { avoid: [] });
    // The need holds nothing that would make these go away.
    case "age":
    case "area":
    case "intake":
      return undefined;
  }
};
