import { Type, type Static } from "typebox";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

export const mostRows = 10_000;

/** What a row of counts can be refused for. `other_row`: another row of its program was. */
export const rowProblems = [
  "missing",
  "not_whole",
  "out_of_range",
  "above_total",
  "no_time",
  "in_future",
  "too_old",
  "unknown_program",
  "unknown_pool",
  "twice",
  "other_row",
] as const;
export type RowProblem = (typeof rowProblems)[number];

export const rowFields = [
  "program",
  "pool",
  "open",
  "total",
  "kept_for_missing",
  "observed_at",
] as const;
export type RowField = (typeof rowFields)[number];

/** `known`: the very same count stands already, as after a repeat. */
export const rowOutcomes = ["saved", "to_history", "known", "refused"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export const BedReportBatch = Type.Object(
  {
    reports: Type.Array(
      Type.Object(
        {
          program_id: Type.String({ maxLength: 100 }),
          pool_id: Type.String({ maxLength: 100 }),
          open: Type.Number({ description: "Whole, 0 to 5000; a row with another is refused" }),
          total: Type.Optional(Type.Number()),
          kept_for_missing: Type.Optional(Type.Number()),
          observed_at: Type.String({
            maxLength: 40,
            description:
              "RFC 3339, when it was true; without it an old export would pass for a new count",
          }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: mostRows },
    ),
  },
  { title: "BedReportBatch", additionalProperties: false },
);
export type BedReportBatch = Static<typeof BedReportBatch>;

const Figures = Type.Object({
  open: Type.Integer(),
  total: Nullable(Type.Integer()),
  kept_for_missing: Type.Integer(),
  observed_at: Timestamp,
});

export const RowAnswer = Named("RowAnswer", {
  row: Type.Integer({ description: "Place among the rows sent, from 1; the head does not count" }),
  program_id: Nullable(Uuid),
  pool_id: Nullable(Uuid),
  outcome: Coded("RowOutcome", rowOutcomes, "What became, or would become, of the row"),
  problems: Type.Array(
    Type.Object({
      code: Coded("RowProblem", rowProblems, "Why the row is refused"),
      field: Nullable(Coded("RowField", rowFields, "Where")),
      message: Type.String(),
    }),
  ),
  pool: Type.Optional(Nullable(Type.String({ description: "Label of the pool" }))),
  before: Type.Optional(Nullable(Figures)),
  after: Type.Optional(Nullable(Figures)),
});
export type RowAnswer = Static<typeof RowAnswer>;

export const BatchAnswer = Named("BatchAnswer", {
  dry_run: Type.Boolean({ description: "Nothing was written" }),
  received_at: Timestamp,
  saved: Type.Integer(),
  to_history: Type.Integer({ description: "A newer count stands" }),
  known: Type.Integer(),
  refused: Type.Integer(),
  rows: Type.Array(RowAnswer, { description: "In the order in which they were sent" }),
});
export type BatchAnswer = Static<typeof BatchAnswer>;

export const CountImportQuery = Type.Object(
  {
    dry_run: Type.Optional(
      Type.Boolean({ default: false, description: "Only say what would change" }),
    ),
    observed_at: Type.Optional(
      Type.String({ format: "date-time", description: "When rows were true that do not say it" }),
    ),
  },
  { additionalProperties: false },
);
export type CountImportQuery = Static<typeof CountImportQuery>;
