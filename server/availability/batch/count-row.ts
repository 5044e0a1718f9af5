import { DomainError } from "../../errors.ts";
import { settleObservedAt } from "../observed-at.ts";
import type { RowAnswer, RowField, RowProblem } from "./contract.ts";

/** A row of counts as it was sent; what a file left empty or did not hold is undefined. */
export interface CountRow {
  /** Place among the rows, from 1. */
  readonly row: number;
  /** undefined: none of the sender's programs, or of the program's pools. */
  readonly programId: string | undefined;
  readonly poolId: string | undefined;
  readonly open: number | undefined;
  readonly total: number | undefined;
  readonly keptForMissing: number | undefined;
  readonly observedAt: string | undefined;
  /** What was wrong with it already when it was read. */
  readonly problems: readonly Problem[];
}

export type Problem = RowAnswer["problems"][number];

const sentences: Record<RowProblem, string> = {
  missing: "is missing",
  not_whole: "is no whole number",
  out_of_range: "is not between 0 and 5000",
  above_total: "and the beds kept are more than the beds of this pool",
  no_time: "is no time: say when the count was true, as 2026-03-01T21:30:00-08:00",
  in_future: "lies in the future",
  too_old: "lies more than 30 days back",
  unknown_program: "is none of your programs",
  unknown_pool: "is no pool of this program",
  twice: "is named twice",
  other_row: "Another row of this program is refused, and a program is saved whole or not at all",
};

export const problemOf = (code: RowProblem, field: RowField | null): Problem => ({
  ...{ code, field },
  message: field === null ? `${sentences[code]}.` : `${field} ${sentences[code]}.`,
});

const most = 5000;

const judgeNumber = (field: RowField, value: number | undefined): Problem[] => {
  if (value === undefined) return [];
  if (!Number.isInteger(value)) return [problemOf("not_whole", field)];
  return value < 0 || value > most ? [problemOf("out_of_range", field)] : [];
};

const judgeTime = ({ observedAt }: CountRow, now: Date): Problem[] => {
  if (observedAt === undefined) return [problemOf("no_time", "observed_at")];
  // Without its offset a time is true at a different moment in each place.
  if (!/T\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(observedAt)) {
    return [problemOf("no_time", "observed_at")];
  }
  try {
    settleObservedAt(observedAt, now);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "observed_in_future") return [problemOf("in_future", "observed_at")];
    const exists = !Number.isNaN(Date.parse(observedAt));
    return [problemOf(exists ? "too_old" : "no_time", "observed_at")];
  }
};

/** What is wrong with a row by itself, whatever the pools say. */
export const judgeRow = (row: CountRow, now: Date): Problem[] => {
  const missing =
    row.open === undefined && row.problems.every(({ field }) => field !== "open")
      ? [problemOf("missing", "open")]
      : [];
  return [
    ...row.problems,
    ...missing,
    ...judgeNumber("open", row.open),
    ...judgeNumber("total", row.total),
    ...judgeNumber("kept_for_missing", row.keptForMissing),
    ...judgeTime(row, now),
  ];
};
