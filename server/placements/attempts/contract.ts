import { Type, type Static } from "typebox";
import { callOutcomes, holdStates } from "../../../db/codes.ts";
import { CircumstanceCode, Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";
import { Need } from "../../matching/contract.ts";
import { DeclineReasonCode, EnquiryReasonCode, Hold, HoldEvent, RequestNeed } from "../contract.ts";

const strict = { additionalProperties: false };

export const CallOutcomeCode = Coded("CallOutcome", callOutcomes, "What a telephone call came to");

/** The call belongs to a request by its id, or stands for the need that is in hand. */
export const CallInput = Type.Object(
  {
    outcome: CallOutcomeCode,
    reason: Type.Optional(DeclineReasonCode),
    circumstance: Type.Optional(CircumstanceCode),
    request_id: Type.Optional(Uuid),
    need: Type.Optional(Need),
  },
  {
    title: "CallInput",
    description:
      "A reason belongs to the outcome declined and to no other, a circumstance to the reason circumstance. Either the request or the need is named; a need that one of the caller's open requests has joins that request.",
    ...strict,
  },
);
export type CallInput = Static<typeof CallInput>;

export const CallAttempt = Named("CallAttempt", {
  id: Uuid,
  program: Hold.properties.program,
  request_id: Nullable(Uuid),
  reference: Nullable(Type.String({ description: "Of its request" })),
  need: Nullable(RequestNeed),
  outcome: CallOutcomeCode,
  decline: Hold.properties.decline,
  called_at: Timestamp,
  undo_until: Timestamp,
});
export type CallAttempt = Static<typeof CallAttempt>;

export const CallAttemptList = Named("CallAttemptList", {
  total: Type.Integer(),
  items: Type.Array(CallAttempt),
  next: Nullable(Type.String()),
});
export type CallAttemptList = Static<typeof CallAttemptList>;

export const CallUndone = Named("CallUndone", { id: Uuid });
export type CallUndone = Static<typeof CallUndone>;

export const CallQuery = Type.Object(
  {
    request: Type.Optional(Uuid),
    program: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
);
export type CallQuery = Static<typeof CallQuery>;

/** A hold, or a call that the worker logged. */
export const Attempt = Named("Attempt", {
  kind: Coded("AttemptKind", ["hold", "call"], "Asked here, or by telephone"),
  program: Named("AttemptProgram", {
    name: Type.String(),
    organization: Type.String(),
    phone: Nullable(Type.String()),
    time_zone: Nullable(Type.String({ description: "IANA; null: at no known place" })),
    training: Type.Boolean(),
  }),
  at: Timestamp,
  outcome: Coded(
    "AttemptOutcome",
    [...holdStates, "no_answer", "full", "will_take"],
    "State of the hold now, or what the call came to",
  ),
  enquiry: Nullable(EnquiryReasonCode),
  decline: Hold.properties.decline,
  history: Type.Array(HoldEvent, { description: "Of a hold, oldest first; of a call nothing" }),
});
export type Attempt = Static<typeof Attempt>;

/** What a court or a supervisor reads of a request: times, programs, outcomes, reasons. */
export const DiligenceRecord = Named("DiligenceRecord", {
  reference: Type.String(),
  asked_at: Timestamp,
  need: RequestNeed,
  worker: Type.Object({ name: Type.String(), organization: Nullable(Type.String()) }),
  prepared_at: Timestamp,
  attempts: Type.Array(Attempt, { description: "In the order in which they began" }),
});
export type DiligenceRecord = Static<typeof DiligenceRecord>;

export const RecordCsvQuery = Type.Object(
  {
    language: Type.Optional(Coded("RecordLanguage", ["en", "es"], "Of headings and outcomes")),
    time_zone: Type.Optional(
      Type.String({
        maxLength: 60,
        pattern: "^[A-Za-z0-9_+/-]+$",
        description: "The reader's own, IANA; where a program's is not known",
      }),
    ),
  },
  strict,
);
export type RecordCsvQuery = Static<typeof RecordCsvQuery>;
