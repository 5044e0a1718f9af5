import type { ApiKey, ApiKeyInput, ApiKeyMade } from "./contract.ts";

const programId = "0199c5f0-0000-7000-8000-000000000010";
const input: ApiKeyInput = { name: "Case management system", programs: [programId] };
const key: ApiKey = {
  id: "0199c5f0-0000-7000-8000-000000000070",
  name: input.name,
  hint: "x7Qa",
  programs: [{ id: programId, name: "Training House" }],
  created_by: "Training provider",
  created_at: "2026-03-01T14:30:00.000Z",
  expires_at: null,
  revoked_at: null,
  last_used_at: "2026-03-01T15:00:00.000Z",
};
const made: ApiKeyMade = { secret: "hlk_…", key };

export const keyExamples = {
  listApiKeys: { response: { items: [key] } },
  makeApiKey: { request: input, response: made },
  revokeApiKey: { response: { ...key, revoked_at: "2026-03-02T09:00:00.000Z" } },
} as const;
