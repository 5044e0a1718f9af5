import { availabilityExamples } from "../../availability/examples.ts";
import type { ConfirmLink, LinkInput, LinkReport, LinkToken, OpenedLink } from "./contract.ts";

const { response } = availabilityExamples.postBedReport;
const token = "mN3qWl0V8kQ2tYx5oHc7bJ9eRf1sZg4uDa6";
const given: LinkToken = { token };
const opened: OpenedLink = {
  program: { id: response.program_id, name: "Training House" },
  pools: response.pools,
  used: [],
  expires_at: "2026-03-02T02:30:00.000Z",
};
const report: LinkReport = {
  token,
  attempt: "0f7b2c1e-5a34-4f0c-9f39-1d8f3a0b6c21",
  action: "unchanged",
  version: 42,
};
const link: ConfirmLink = {
  id: "0199c5f0-0000-7000-8000-000000000071",
  to: { id: "0199c5f0-0000-7000-8000-000000000002", name: "Training provider" },
  channel: "mail",
  sent_by: null,
  sent_at: "2026-03-01T14:30:00.000Z",
  expires_at: opened.expires_at,
  revoked_at: null,
  used: [],
};
const input: LinkInput = { channel: "mail" };
const refusals = { 404: "link_unknown", 409: "link_used", 410: "link_expired" } as const;

export const linkExamples = {
  openConfirmLink: {
    request: given,
    response: opened,
    refusals: { ...refusals, 409: "program_inactive" },
  },
  reportByLink: { request: report, response, refusals },
  listConfirmLinks: { response: { items: [link] } },
  sendConfirmLink: { request: input, response: link },
  revokeConfirmLink: { response: { ...link, revoked_at: "2026-03-01T15:00:00.000Z" } },
} as const;
