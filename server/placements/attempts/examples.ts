import { placementExamples } from "../examples.ts";
import type { CallAttempt, CallAttemptList, CallInput, DiligenceRecord } from "./contract.ts";

const request = placementExamples.readRequest.response;
const [hold] = request.holds;
const program = hold?.program ?? {
  ...{ id: request.id, name: "Fictional Harbor House", organization: "Fictional Harbor Society" },
  ...{ phone: null, training: true },
};

const input: CallInput = { outcome: "declined", reason: "staffing", request_id: request.id };
const call: CallAttempt = {
  id: "0199c5f0-0000-7000-8000-000000000051",
  program,
  request_id: request.id,
  reference: request.reference,
  need: null,
  outcome: "declined",
  decline: { reason: "staffing", circumstance: null },
  called_at: "2026-03-02T02:36:00.000Z",
  undo_until: "2026-03-02T02:51:00.000Z",
};
const calls: CallAttemptList = { total: 1, items: [call], next: null };

const { name, organization, phone, training } = program;
const asked = { name, organization, phone, training, time_zone: "America/Los_Angeles" };
const record: DiligenceRecord = {
  reference: request.reference,
  asked_at: request.asked_at,
  need: request.need,
  worker: { name: "Training worker", organization: null },
  prepared_at: "2026-03-02T09:00:00.000Z",
  attempts: [
    {
      kind: "hold",
      program: asked,
      at: request.asked_at,
      outcome: "waiting",
      enquiry: null,
      decline: null,
      history: hold?.history ?? [],
    },
    {
      kind: "call",
      program: asked,
      at: call.called_at,
      outcome: "declined",
      enquiry: null,
      decline: call.decline,
      history: [],
    },
  ],
};

export const attemptExamples = {
  logCall: { request: input, response: call },
  listCalls: { response: calls },
  undoCall: { response: { id: call.id } },
  readRecord: { response: record },
  exportRecord: { response: "Reference,Number,How asked,Program\n" },
} as const;
