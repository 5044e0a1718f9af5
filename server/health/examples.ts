import type { Health } from "./contract.ts";

const health: Health = {
  status: "ok",
  database: "ok",
  search: "ok",
  search_engine: { engine: "meilisearch", reason: null, lag_seconds: 0, indexing: "ok" },
  replica: { reason: null, lag_seconds: 0 },
  catalogue: { as_of: "2026-03-02T02:30:00.000Z", programs: 10_000 },
};

export const healthExamples = { readHealth: { response: health } };
