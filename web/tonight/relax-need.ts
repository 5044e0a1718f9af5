import type { Relaxation } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { aboutCircumstance } from "../words/codes.ts";
import type { Draft } from "./need.ts";

interface Relaxed {
  words: string;
  /** undefined: a fact of the child or of the programs, which is told and not offered. */
  draft: Draft | undefined;
}

/** What a relaxation says, and the need that it makes; undefined: nothing that the need asks for. */
export const relaxNeed = (draft: Draft, relaxation: Relaxation): Relaxed | undefined => {
  const { criterion, change } = relaxation;
  const told = (words: string) => ({ words, draft: undefined });
  const to = (words: string, part: Partial<Draft>) => ({ words, draft: { ...draft, ...part } });
  if (change.within_miles !== undefined) {
    const miles = change.within_miles;
    return to(m.relax_within({ miles }), { withinMiles: miles });
  }
  if (change.age !== undefined) return told(m.relax_age({ age: change.age }));
  if (change.interpreter) return to(m.relax_interpreter(), { interpreter: true });
  const left = change.circumstance;
  if (left !== undefined) {
    return told(m.relax_circumstance({ circumstance: aboutCircumstance[left]() }));
  }
  switch (criterion) {
    case "language":
      return to(m.relax_language(), { languages: [], interpreter: false });
    case "gender":
      return told(m.relax_gender());
    case "circumstances":
      return told(m.relax_circumstances());
    case "distance":
      return to(m.relax_any_distance(), { withinMiles: undefined });
    case "kind":
      // Without chosen kinds the need already takes every kind with beds.
      return draft.kinds.length > 0 ? to(m.relax_kind(), { kinds: [] }) : undefined;
    case "dedicated":
      return to(m.relax_dedicated(), { dedicatedOnly: false });
    case "avoid":
      return to(m.relax_avoid(), { avoid: [] });
    case "age":
      return told(m.relax_any_age());
    case "area":
      return told(m.relax_area());
    case "intake":
      return told(m.relax_intake());
  }
};
