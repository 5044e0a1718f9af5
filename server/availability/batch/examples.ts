import type { BatchAnswer, BedReportBatch } from "./contract.ts";

const ids = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  pool_id: "0199c5f0-0000-7000-8000-000000000020",
};
const observed_at = "2026-03-01T14:30:00.000Z";

const batch: BedReportBatch = {
  reports: [
    { ...ids, open: 3, total: 8, observed_at },
    { ...ids, pool_id: "0199c5f0-0000-7000-8000-000000000021", open: 0, observed_at },
  ],
};
const answer: BatchAnswer = {
  ...{ dry_run: false, received_at: "2026-03-01T14:31:00.000Z" },
  ...{ saved: 1, to_history: 0, known: 0, refused: 1 },
  rows: [
    { row: 1, ...ids, outcome: "saved", problems: [] },
    {
      ...{ row: 2, program_id: null, pool_id: null, outcome: "refused" },
      problems: [
        { code: "unknown_program", field: "program", message: "program is none of your programs." },
      ],
    },
  ],
};
const figures = { open: 2, total: 8, kept_for_missing: 0, observed_at: "2026-03-01T09:00:00.000Z" };
const dryRun: BatchAnswer = {
  ...answer,
  ...{ dry_run: true, refused: 0 },
  rows: [
    {
      ...{ row: 1, ...ids, outcome: "saved", problems: [] },
      ...{ before: figures, after: { ...figures, open: 3, observed_at } },
    },
  ],
};

const file = `program_id,pool_id,open,total,kept_for_missing,observed_at
${ids.program_id},${ids.pool_id},3,8,0,${observed_at}
`;
const template = `program_id,program,pool_id,pool,open,total,kept_for_missing,observed_at
${ids.program_id},Fictional Harbor House,${ids.pool_id},Girls 12 to 17,,8,,
`;

export const batchExamples = {
  postBedReportBatch: { request: batch, response: answer },
  importBedReports: { request: file, response: dryRun, refusals: { 400: "unreadable_csv" } },
  downloadCountTemplate: { response: template },
} as const;
