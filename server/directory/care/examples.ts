import type { ChangedPolicies, PolicyChange } from "./contract.ts";

const change: PolicyChange = {
  circumstances: [{ circumstance: "fire_setting", policy: "declines" }],
};
const changed: ChangedPolicies = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  ages: null,
  genders: [],
  circumstances: [{ circumstance: "fire_setting", before: "unknown", after: "declines" }],
};

export const careExamples = {
  narrowPolicies: { request: change, response: changed },
  statePolicies: { request: change, response: changed },
  confirmListing: {
    response: { program_id: changed.program_id, verified_on: "2026-03-01" },
  },
} as const;
