import type { ListingProposal, ListingProposalList, ProposalInput } from "./contract.ts";

const request: ProposalInput = {
  licence: { status: "licensed", number: "FIC-1042", until: "2027-12-31" },
};
const proposed: ListingProposal = {
  id: "0199c5f0-0000-7000-8000-000000000060",
  program: { id: "0199c5f0-0000-7000-8000-000000000010", name: "Fictional Harbor House" },
  also_there: [],
  subject: "licence",
  before: { licence: null },
  after: { licence: { status: "licensed", number: "FIC-1042", until: "2027-12-31" } },
  state: "proposed",
  refusal: null,
  loosens: false,
  second_step: null,
  proposed_by: { id: "0199c5f0-0000-7000-8000-000000000001", name: "Training provider" },
  proposed_at: "2026-03-02T01:30:00.000Z",
  decided_by: null,
  decided_at: null,
};
const decided = {
  decided_by: { id: "0199c5f0-0000-7000-8000-000000000002", name: "Training steward" },
  decided_at: "2026-03-02T16:10:00.000Z",
};
const approved: ListingProposal = { ...proposed, ...decided, state: "approved" };
const refused: ListingProposal = {
  ...{ ...proposed, ...decided, state: "refused", refusal: "not_documented" },
};
const withdrawn: ListingProposal = {
  ...{ ...proposed, decided_by: proposed.proposed_by, decided_at: decided.decided_at },
  state: "withdrawn",
};
const list: ListingProposalList = { total: 1, items: [proposed], next: null };

export const exampleProposal = proposed;

export const proposalExamples = {
  proposeChange: { request, response: proposed },
  listProposals: { response: list },
  approveProposal: { response: approved },
  refuseProposal: { request: { reason: "not_documented" }, response: refused },
  withdrawProposal: { response: withdrawn },
} as const;
