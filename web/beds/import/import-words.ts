import { Refused } from "../../api/problem.ts";
import type { BatchAnswer, RowField, RowOutcome, RowProblem } from "../../api/schema.ts";
import { m } from "../../paraglide/messages.js";

type Row = BatchAnswer["rows"][number];

export const outcomeWords: Readonly<Record<RowOutcome, () => string>> = {
  saved: m.import_outcome_saved,
  to_history: m.import_outcome_to_history,
  known: m.import_outcome_known,
  refused: m.import_outcome_refused,
};

const fieldWords: Readonly<Record<RowField, () => string>> = {
  program: m.import_field_program,
  pool: m.import_field_pool,
  open: m.import_field_open,
  total: m.import_field_total,
  kept_for_missing: m.import_field_kept,
  observed_at: m.import_field_observed,
};

const problemWords: Readonly<Record<RowProblem, (given: { field: string }) => string>> = {
  missing: m.import_problem_missing,
  not_whole: m.import_problem_not_whole,
  out_of_range: m.import_problem_out_of_range,
  above_total: m.import_problem_above_total,
  no_time: m.import_problem_no_time,
  in_future: m.import_problem_in_future,
  too_old: m.import_problem_too_old,
  unknown_program: m.import_problem_unknown_program,
  unknown_pool: m.import_problem_unknown_pool,
  twice: m.import_problem_twice,
  other_row: m.import_problem_other_row,
};

/** Why a row is refused, in sentences. */
export const problemsInWords = ({ problems }: Row): string =>
  problems
    .map(({ code, field }) =>
      problemWords[code]({ field: field === null ? "" : fieldWords[field]() }),
    )
    .join(" ");

/** Why a file could not be read, with what to do about it. */
export const fileTrouble = (error: unknown): string => {
  if (!(error instanceof Refused)) return m.import_unreachable();
  const { code, errors } = error.problem;
  if (code === "body_too_large") return m.import_too_large();
  if (code !== "unreadable_csv") return m.import_refused();
  const path = errors?.[0]?.path ?? "";
  if (path === "columns/open") return m.import_no_open();
  if (path.startsWith("columns/")) return m.import_column_twice({ column: path.slice(8) });
  if (path === "encoding") return m.import_encoding();
  if (path === "rows") return m.import_rows();
  return m.import_line({ line: path.replace("line ", "") });
};
