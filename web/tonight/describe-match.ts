import type { Match, Place, ProgramSummary } from "../api/schema.ts";
import { capitalized, count, dateInWords, distance, timeAhead } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { kindWords } from "../words/codes.ts";
import { placeInWords } from "../words/places.ts";

/** "Oakland, CA · Emergency shelter"; a confidential place is named by its county. */
export const placeAndKind = ({ place, kind }: ProgramSummary): string =>
  capitalized(
    [placeInWords(place), kindWords[kind]()].filter((part) => part !== undefined).join(" · "),
  );

/** "Oakland, CA · 4 mi". */
export const placeAndDistance = (place: Place, miles: number | null): string =>
  capitalized(
    [placeInWords(place), miles === null ? undefined : distance(miles)]
      .filter((part) => part !== undefined)
      .join(" · "),
  );

/** "Intake open now", "Intake opens 7:00 AM tomorrow", "Intake hours not stated". */
export const intakeInWords = ({ intake }: Match, now: number): string => {
  if (intake.paused_until !== null && Date.parse(intake.paused_until) > now) {
    return m.intake_paused({ time: timeAhead(intake.paused_until, now) });
  }
  if (intake.open_now === true) return m.intake_open();
  if (intake.open_now === null) return m.intake_unknown();
  if (intake.opens_at === null) return m.intake_closed();
  return m.intake_opens({ time: timeAhead(intake.opens_at, now) });
};

/** How old the listing's facts are, where that is worth a word. */
export const listingAgeInWords = (program: ProgramSummary): string | undefined => {
  if (program.verified_on && program.overdue) {
    return m.listing_overdue({ date: dateInWords(program.verified_on) });
  }
  if (program.verified_on || !program.as_of) return undefined;
  return m.listing_as_of({ date: dateInWords(program.as_of) });
};

/** Beds that a document lists, which say nothing about tonight. */
export const capacityInWords = ({ listed_capacity: listed }: ProgramSummary): string | undefined =>
  listed
    ? m.capacity_listed({ beds: count(listed.beds), date: dateInWords(listed.as_of) })
    : undefined;
