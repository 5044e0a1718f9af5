import { Type, type Static } from "typebox";
import { declineReasons, holdStates, reportSources } from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

const Month = Type.String({
  pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])$",
  maxLength: 7,
  description: "A month of the program's time zone: 2026-03",
});

export const FiguresQuery = Type.Object(
  { month: Type.Optional(Month) },
  { additionalProperties: false },
);
export type FiguresQuery = Static<typeof FiguresQuery>;

export const ProgramFigures = Named("ProgramFigures", {
  program_id: Uuid,
  month: Month,
  time_zone: Type.String(),
  from: Timestamp,
  to: Timestamp,
  hours: Type.Array(
    Type.Object({
      at: Timestamp,
      open: Nullable(Type.Integer({ description: "By the newest counts; null: never counted" })),
      total: Nullable(Type.Integer()),
      fresh: Type.Boolean({ description: "Every count was at most four hours old" }),
      usable: Type.Boolean({ description: "Every count was at most twelve hours old" }),
      reports: Type.Integer({ description: "Counts received in the hour" }),
    }),
    { description: "Each full hour until now, as it stood at its end" },
  ),
  confirmed_by: Type.Array(
    Type.Object({
      name: Nullable(Type.String()),
      source: Coded("ReportSource", reportSources, "Channel of the bed report"),
      reports: Type.Integer(),
    }),
  ),
  searches: Type.Array(
    Type.Object({ day: Type.String({ format: "date" }), shown: Type.Integer() }),
    { description: "How often the program was in an answer to a search, by day in UTC" },
  ),
  requests: Type.Object({
    total: Type.Integer(),
    outcomes: Type.Array(
      Type.Object({
        outcome: Coded(
          "HoldState",
          holdStates,
          "State of a hold, by the clock: one that nobody answered in time has expired",
        ),
        count: Type.Integer(),
      }),
    ),
    reasons: Type.Array(
      Type.Object({
        reason: Coded("DeclineReason", declineReasons, "Why the program says no"),
        count: Type.Integer(),
      }),
    ),
    answer_minutes: Nullable(
      Type.Number({ description: "Median of the minutes from the request to the answer" }),
    ),
  }),
  nights: Type.Array(Type.Object({ month: Month, calls: Type.Integer() }), {
    description:
      "Calls that workers logged to this program between 22:00 and 6:00, by month, oldest first",
  }),
});
export type ProgramFigures = Static<typeof ProgramFigures>;
