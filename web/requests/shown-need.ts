import type { County, Need } from "../api/schema.ts";
import { languageName } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { circumstanceWords, genderWords } from "../words/codes.ts";
import { countyInWords } from "../words/places.ts";

const countyOf = (from: Need["from"], county: County | null | undefined): string[] => {
  if (from === undefined) return [];
  if (county) return [countyInWords(county)];
  if ("zip" in from) return [m.ask_shown_county_of({ place: from.zip })];
  return [m.ask_shown_county_here()];
};

/** What a program sees of a need before it answers: codes in words, of the place its county. */
export const shownNeed = (need: Need, county?: County | null): string =>
  [
    m.incoming_age({ age: need.age }),
    ...(need.gender ? [genderWords[need.gender]()] : []),
    ...(need.languages ?? []).map(languageName),
    // As the server takes it: an interpreter is fine unless the need says otherwise.
    ...(need.interpreter !== false && need.languages?.length ? [m.ask_shown_interpreter()] : []),
    ...(need.circumstances ?? []).map((circumstance) => circumstanceWords[circumstance]()),
    ...countyOf(need.from, county),
  ].join(" · ");
