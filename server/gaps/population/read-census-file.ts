import { parse } from "csv-parse";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DomainError, invalid } from "../../errors.ts";

/** Youth of a county in a year. */
export interface YouthCount {
  readonly county: string;
  readonly year: number;
  readonly from10To14: number;
  readonly from15To19: number;
}

/** Columns that are read; the file has many more. */
const needed = ["SUMLEV", "STATE", "COUNTY", "YEAR", "AGEGRP", "TOT_POP"] as const;
type Row = Record<(typeof needed)[number], string>;

const county = "050";
type Groups = { -readonly [Group in "from10To14" | "from15To19"]: number };
const groups: Readonly<Record<string, keyof Groups>> = {
  "3": "from10To14",
  "4": "from15To19",
};

/** The vintage's YEAR 1 is the base of April 2020; 2 is July 2020, and so on. */
const firstEstimate = 2;
const firstYear = 2020;
const lastCode = 12;

const whole = (row: Row, column: (typeof needed)[number], line: number): number => {
  const value = row[column].trim();
  if (/^[0-9]{1,9}$/.test(value)) return Number(value);
  throw invalid(
    "body",
    `Line ${line}: ${column} is "${value.slice(0, 20)}" and not a whole number.`,
  );
};

const headerOf = (columns: readonly string[]): string[] => {
  const names = columns.map((name) => name.trim());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length === 0) return names;
  throw invalid("body", `The first line lacks the columns ${missing.join(", ")}.`);
};

/** Bytes of a file at most: the whole country's takes about half of it. */
export const mostBytes = 400_000_000;

const refuse = (line: number, sentence: string) => invalid("body", `Line ${line}: ${sentence}`);

/** Counts as they come in, each county's years with both groups of ages. */
class YouthTally {
  readonly #counts = new Map<string, { county: string; year: number; groups: Partial<Groups> }>();

  take(row: Row, line: number): void {
    if (row.SUMLEV.trim().padStart(3, "0") !== county) return;
    const code = whole(row, "YEAR", line);
    const group = groups[row.AGEGRP.trim()];
    if (code > lastCode) throw refuse(line, `the YEAR ${code} is not known.`);
    if (code < firstEstimate || group === undefined) return;
    const fips = row.STATE.trim().padStart(2, "0") + row.COUNTY.trim().padStart(3, "0");
    if (!/^[0-9]{5}$/.test(fips)) throw refuse(line, `${fips.slice(0, 20)} is no county.`);
    const year = firstYear + code - firstEstimate;
    const key = `${fips} ${year}`;
    const known = this.#counts.get(key) ?? { county: fips, year, groups: {} };
    if (known.groups[group] !== undefined) {
      throw refuse(line, `${fips} has this year and age group twice.`);
    }
    known.groups[group] = whole(row, "TOT_POP", line);
    this.#counts.set(key, known);
  }

  /** Throws `invalid_input` where there is nothing, or half of a county. */
  counts(): YouthCount[] {
    if (this.#counts.size === 0) throw invalid("body", "There is no line of a county in it.");
    return [...this.#counts.values()].map(({ county: fips, year, groups: found }) => {
      const { from10To14, from15To19 } = found;
      if (from10To14 === undefined || from15To19 === undefined) {
        throw invalid("body", `${fips} lacks an age group in ${year}.`);
      }
      return { county: fips, year, from10To14, from15To19 };
    });
  }
}

const limited = (file: Readable) =>
  async function* () {
    let bytes = 0;
    for await (const chunk of file) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) throw new DomainError("body_too_large", "The file is too large.");
      yield chunk as Buffer;
    }
  };

const isOfCsv = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");

/**
 * Reads the Census Bureau's county characteristics file as it comes (CC-EST2020 and later vintages,
 * "ALLDATA": a line a county, year and age group; source: file layout of Annual County Resident
 * Population Estimates by Age, Sex, Race, and Hispanic Origin). Of it the groups 3 (10 to 14) and 4
 * (15 to 19) are kept. Throws `invalid_input` with the line.
 */
export const readCensusFile = async (file: Readable): Promise<YouthCount[]> => {
  const tally = new YouthTally();
  const parser = parse({ columns: headerOf, skip_empty_lines: true, info: true, bom: true });
  try {
    await pipeline(limited(file), parser, async (items: AsyncIterable<unknown>) => {
      for await (const item of items) {
        const { record, info } = item as { record: Row; info: { lines: number } };
        tally.take(record, info.lines);
      }
    });
  } catch (error) {
    if (!isOfCsv(error)) throw error;
    throw invalid(
      "body",
      `This is not a CSV file as the Census Bureau writes it: ${error.message}`,
    );
  }
  return tally.counts();
};
