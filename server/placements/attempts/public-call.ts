import { minutesAfter } from "../limits.ts";
import { toRequestNeed } from "../public-hold.ts";
import type { CallFacts } from "./attempts.repo.ts";
import type { CallAttempt } from "./contract.ts";

/** For how long a call can be taken back; after that it belongs to the record. */
export const undoMinutes = 15;

/** A call as the worker who made it sees it. */
export const toCallAttempt = (facts: CallFacts): CallAttempt => {
  const { call } = facts;
  const { id, requestId, outcome, declineReason, declineCircumstance, age } = call;
  return {
    ...{ id, request_id: requestId, reference: facts.reference, outcome },
    program: {
      id: call.programId,
      name: facts.programName,
      organization: facts.organization,
      phone: facts.phone,
      training: facts.training,
    },
    need: age === null ? null : toRequestNeed({ ...call, age }),
    decline:
      declineReason === null ? null : { reason: declineReason, circumstance: declineCircumstance },
    called_at: call.calledAt.toISOString(),
    undo_until: minutesAfter(call.calledAt, undoMinutes).toISOString(),
  };
};
