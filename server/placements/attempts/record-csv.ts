import { stringify } from "csv-stringify/sync";
import { invalid } from "../../errors.ts";
import type { Attempt, DiligenceRecord, RecordCsvQuery } from "./contract.ts";
import { recordWords } from "./record-words.ts";

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/**
 * The record as CSV: one line an attempt, each time in UTC and in the program's own zone, which is
 * named, or in the reader's where the program's is not known. A cell that a spreadsheet would take
 * for a formula is escaped.
 * @throws DomainError `invalid_input` for a time zone that there is not
 */
export const writeRecordCsv = (
  { reference, attempts }: DiligenceRecord,
  { language = "en", time_zone: own = "UTC" }: RecordCsvQuery,
): string => {
  if (!isTimeZone(own)) throw invalid("querystring/time_zone", "is no time zone");
  const words = recordWords[language];
  const local = (moment: string | undefined, timeZone: string) =>
    moment === undefined
      ? ""
      : new Intl.DateTimeFormat(words.locale, { dateStyle: "medium", timeStyle: "long", timeZone })
          .format(new Date(moment))
          // A narrow space before AM and PM is more than some spreadsheets can read.
          .replaceAll(/\s/g, " ");
  const reasonOf = ({ decline }: Attempt) =>
    decline === null
      ? ""
      : decline.circumstance === null
        ? words.reasons[decline.reason]
        : words.circumstances[decline.circumstance];
  const toRecord = (attempt: Attempt, position: number): (string | number)[] => {
    const { program, at } = attempt;
    const zone = program.time_zone ?? own;
    const last = attempt.history.at(-1)?.at;
    return [
      ...[reference, position + 1, words.kinds[attempt.kind], program.name, program.organization],
      ...[program.phone ?? "", local(at, zone), at, zone, words.outcomes[attempt.outcome]],
      ...[reasonOf(attempt), attempt.enquiry === null ? "" : words.enquiries[attempt.enquiry]],
      ...[local(last, zone), last ?? ""],
    ];
  };
  const columns = [...words.columns];
  // Spreadsheets take a file for UTF-8 where it begins with this mark.
  return `\uFEFF${stringify(attempts.map(toRecord), { header: true, columns, escape_formulas: true })}`;
};
