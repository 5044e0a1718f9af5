import { Type, type Static } from "typebox";
import { Named, Nullable, ReportSourceCode, Timestamp, Uuid } from "../contract.ts";
import { Pool } from "../directory/contract.ts";

const Count = Type.Integer({ minimum: 0, maximum: 5000 });

/** `{pools}` states counts; `{pools: [], unchanged: true}` confirms every count as it stands. */
export const BedReportInput = Type.Object(
  {
    pools: Type.Array(
      Type.Object(
        {
          pool_id: Uuid,
          open: Count,
          total: Type.Optional(Count),
          kept_for_missing: Type.Optional(Count),
        },
        { additionalProperties: false },
      ),
      { maxItems: 50 },
    ),
    unchanged: Type.Optional(Type.Boolean()),
    observed_at: Type.Optional(
      Type.String({ format: "date-time", description: "When it was true; now if left out" }),
    ),
  },
  {
    title: "BedReportInput",
    additionalProperties: false,
  },
);
export type BedReportInput = Static<typeof BedReportInput>;

export const BedReportAnswer = Named("BedReportAnswer", {
  program_id: Uuid,
  received_at: Timestamp,
  pools: Type.Array(Pool, { description: "All pools of the program, as they now stand" }),
  superseded: Type.Array(Uuid, {
    description: "Pools that already had a newer report: this one went to history only",
  }),
});
export type BedReportAnswer = Static<typeof BedReportAnswer>;

export const BedReport = Named("BedReport", {
  id: Uuid,
  pool_id: Uuid,
  open: Count,
  total: Nullable(Count),
  kept_for_missing: Count,
  observed_at: Timestamp,
  received_at: Timestamp,
  source: ReportSourceCode,
  reported_by: Nullable(Type.String({ description: "Name; only for the program's own staff" })),
});
export type BedReport = Static<typeof BedReport>;

export const BedReportList = Named("BedReportList", {
  total: Type.Integer(),
  items: Type.Array(BedReport),
  next: Nullable(Type.String()),
});
export type BedReportList = Static<typeof BedReportList>;
