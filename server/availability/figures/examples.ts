import type { ProgramFigures } from "./contract.ts";

const figures: ProgramFigures = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  month: "2026-03",
  time_zone: "America/Los_Angeles",
  from: "2026-03-01T08:00:00.000Z",
  to: "2026-04-01T07:00:00.000Z",
  hours: [
    {
      at: "2026-03-01T08:00:00.000Z",
      ...{ open: 3, total: 8, fresh: true, usable: true, reports: 1 },
    },
  ],
  confirmed_by: [{ name: "Training provider", source: "web", reports: 41 }],
  searches: [{ day: "2026-03-01", shown: 17 }],
  requests: {
    total: 6,
    outcomes: [
      { outcome: "arrived", count: 4 },
      { outcome: "declined", count: 2 },
    ],
    reasons: [{ reason: "staffing", count: 2 }],
    answer_minutes: 6.5,
  },
  nights: [{ month: "2026-03", calls: 9 }],
};

export const figureExamples = { readFigures: { response: figures } } as const;
