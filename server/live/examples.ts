import type { ProgramChanged } from "./contract.ts";

const changed: ProgramChanged = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  beds: { open: 3, total: 8, freshness: "fresh", observed_at: "2026-03-01T14:30:00.000Z" },
  as_of: "2026-03-01T14:30:00.120Z",
};

export const liveExamples = {
  followChanges: { response: changed },
} as const;
