import type { HoursStatement, LanguageStatement, TelephoneStatement } from "../../api/schema.ts";
import { capitalized, dateInWords, languageName, list } from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import { groupHours } from "../../programs/group-hours.ts";
import { daysInWords, hoursInWords, wallTime } from "../../programs/intake-hours.ts";

type Mode = LanguageStatement["languages"][number]["mode"];

export const modeWords: Readonly<Record<Mode, () => string>> = {
  direct: m.listing_language_direct,
  interpreter: m.listing_language_interpreter,
  none: m.listing_language_none,
};

const orUnstated = (parts: readonly string[]): string =>
  parts.length === 0 ? m.listing_unstated() : parts.join("; ");

/** "Spanish: staff speak it; Mam: through an interpreter". */
export const languagesInWords = ({
  languages,
  interpreter_any_language: any,
}: LanguageStatement): string =>
  orUnstated([
    ...languages.map(({ language, mode }) =>
      m.listing_language_row({
        ...{ language: capitalized(languageName(language)), mode: modeWords[mode]() },
      }),
    ),
    ...(any === null ? [] : [any ? m.listing_interpreter_any() : m.listing_interpreter_not_any()]),
  ]);

/** "9:00 AM to 5:00 PM, last intake 4:00 PM". */
export const openingInWords = (hours: HoursStatement["hours"][number]): string =>
  hours.last_intake === null
    ? hoursInWords(hours)
    : `${hoursInWords(hours)}, ${m.program_last_intake({ time: wallTime(hours.last_intake) })}`;

export const intakeInWords = ({ around_the_clock, hours, closed_days }: HoursStatement): string =>
  orUnstated([
    ...(around_the_clock === true ? [m.listing_hours_always()] : []),
    ...groupHours(hours).map((group) => `${daysInWords(group)}: ${openingInWords(group.hours)}`),
    ...(closed_days.length > 0
      ? [m.listing_closed({ dates: list(closed_days.map(dateInWords)) })]
      : []),
  ]);

export const telephonesInWords = (lines: TelephoneStatement): string =>
  orUnstated(
    [
      [m.listing_phone(), lines.phone],
      [m.listing_intake_phone(), lines.intake_phone],
      [m.listing_night_phone(), lines.night_phone],
    ].flatMap(([line, number]) => (number ? [`${line} ${number}`] : [])),
  );
