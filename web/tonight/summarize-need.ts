import type { County } from "../api/schema.ts";
import { languageName } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { circumstanceWords, genderWords, kindWords } from "../words/codes.ts";
import { countyInWords } from "../words/places.ts";
import type { Draft } from "./need.ts";

const fromInWords = (draft: Draft, county: County | null | undefined) => {
  if (!draft.from) return undefined;
  if ("lat" in draft.from) return m.from_position_used();
  if ("zip" in draft.from) return draft.from.zip;
  return county?.fips === draft.from.county ? countyInWords(county) : draft.from.county;
};

/** The need in one line, the most telling first: "15, girl, 94607, Spanish, pregnant". */
export const summarizeNeed = (draft: Draft, county?: County | null): string =>
  [
    draft.age?.toString(),
    draft.gender && genderWords[draft.gender](),
    fromInWords(draft, county),
    ...draft.languages.map(languageName),
    ...draft.circumstances.map((circumstance) => circumstanceWords[circumstance]()),
    draft.withinMiles !== undefined && m.within_miles({ miles: draft.withinMiles }),
    ...draft.kinds.map((kind) => kindWords[kind]()),
    draft.dedicatedOnly && m.dedicated_only(),
    draft.avoid.length > 0 && m.avoid_label(),
  ]
    .filter((part) => typeof part === "string")
    .join(" · ");
