import type { BedReportAnswer, BedReportInput, BedReportList } from "./contract.ts";

const programId = "0199c5f0-0000-7000-8000-000000000010";
const poolId = "0199c5f0-0000-7000-8000-000000000020";

const input: BedReportInput = { pools: [{ pool_id: poolId, open: 3, total: 8 }] };

const answer: BedReportAnswer = {
  program_id: programId,
  received_at: "2026-03-01T14:30:00.000Z",
  pools: [
    {
      id: poolId,
      label: "Girls 12 to 17",
      ages: { min: 12, max: 17 },
      genders: ["girl", "transgender_girl"],
      dedicated: true,
      open: 3,
      empty: 3,
      promised: 0,
      total: 8,
      kept_for_missing: 1,
      freshness: "fresh",
      observed_at: "2026-03-01T14:30:00.000Z",
      received_at: "2026-03-01T14:30:00.000Z",
      version: 42,
    },
  ],
  superseded: [],
};

const history: BedReportList = {
  total: 42,
  items: [
    {
      id: "0199c5f0-0000-7000-8000-000000000030",
      pool_id: poolId,
      open: 3,
      total: 8,
      kept_for_missing: 1,
      observed_at: "2026-03-01T14:30:00.000Z",
      received_at: "2026-03-01T14:30:00.000Z",
      source: "web",
      reported_by: "Training provider",
    },
  ],
  next: null,
};

export const availabilityExamples = {
  postBedReport: {
    request: input,
    response: answer,
    refusals: { 409: "idempotency_key_reused" },
  },
  listBedReports: { response: history },
} as const;
