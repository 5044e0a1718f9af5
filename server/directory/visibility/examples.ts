import type { VisibilityChange, VisibilityChangeList, VisibilityRequest } from "./contract.ts";

const request: VisibilityRequest = { to: "partners", reason: "program_asked" };
const proposed: VisibilityChange = {
  id: "0199c5f0-0000-7000-8000-000000000050",
  programs: [{ id: "0199c5f0-0000-7000-8000-000000000010", name: "Fictional Harbor House" }],
  from: "confidential",
  to: "partners",
  reason: "program_asked",
  state: "proposed",
  proposed_by: { id: "0199c5f0-0000-7000-8000-000000000002", name: "Training steward" },
  proposed_at: "2026-03-02T01:30:00.000Z",
  decided_by: null,
  decided_at: null,
  may_confirm: true,
};
const decided = {
  decided_by: { id: "0199c5f0-0000-7000-8000-000000000003", name: "Second training steward" },
  decided_at: "2026-03-02T08:10:00.000Z",
  may_confirm: false,
};
const confirmed: VisibilityChange = { ...proposed, ...decided, state: "in_force" };
const withdrawn: VisibilityChange = { ...proposed, ...decided, state: "withdrawn" };
const list: VisibilityChangeList = { total: 1, items: [proposed], next: null };

export const visibilityExamples = {
  listVisibilityChanges: { response: list },
  changeVisibility: { request, response: proposed },
  confirmLoosening: { response: confirmed },
  withdrawLoosening: { response: withdrawn },
} as const;
