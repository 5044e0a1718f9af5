import type { CoverageAnswer } from "./coverage/contract.ts";

const coverage: CoverageAnswer = {
  as_of: "2026-03-02T20:00:00.000Z",
  regions: ["CA"],
  counties: ["06001"],
  profiles: [
    {
      profile: { key: "girl_13", name: null, need: { age: 13, gender: "girl" } },
      ...{ fits: [3], asks: [11], fits_with_open_bed: [1], fits_full: [1], fits_uncounted: [1] },
      ...{ asks_with_open_bed: [2], night_intake: [2], dedicated_beds: [6], dedicated_open: [1] },
      ...{ other_beds: [12], other_open: [0], barred: [4], barrier: ["age"] },
      ...{ nearest_fit: [8.2], nearest_ask: [3.1], nearest_open: [41.7], gap: ["open_bed"] },
    },
  ],
};

export const gapExamples = {
  readCoverage: { response: coverage },
} as const;
