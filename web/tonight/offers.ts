import type { Match } from "../api/schema.ts";
import type { Offer } from "../requests/ask-programs.ts";
import { hasBeds } from "../words/kinds.ts";
import { intakeInWords, placeAndDistance } from "./describe-match.ts";
import type { Who } from "./group-matches.ts";
import { askedFirst } from "./reasons.ts";
import { usable } from "./usable-beds.ts";

/** Whether a program can be asked for a bed at `now` (milliseconds): it has beds and takes in. */
export const canBeAsked = ({ program, intake }: Match, now: number): boolean =>
  hasBeds(program.kind) && (intake.paused_until === null || Date.parse(intake.paused_until) <= now);

/** The matches that can be asked for a bed, in their order. */
export const offersOf = (matches: readonly Match[], now: number, who: Who): Offer[] =>
  matches
    .filter((match) => canBeAsked(match, now))
    .map((match) => {
      const { program, beds, distance_miles: miles } = match;
      return {
        id: program.id,
        name: program.name,
        about: placeAndDistance(program.place, miles),
        keepsBed: usable(beds, now) && beds.open > 0,
        questions: askedFirst(match, who),
        intake: intakeInWords(match, now),
      };
    });
