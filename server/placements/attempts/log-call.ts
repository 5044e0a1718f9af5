import { v7 } from "uuid";
import type { Database, Writer } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import {
  authorizeRequest,
  type AskingWorker,
  type OwnCall,
} from "../../access/authorize-placements.ts";
import type { SeenProgram } from "../../access/authorize.ts";
import { answerOnce, hashRequest, keepAnswer } from "../../availability/idempotency.ts";
import { DomainError, invalid, notFound } from "../../errors.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import { minutesAfter } from "../limits.ts";
import { coarse } from "../place-request.ts";
import {
  deleteCall,
  findCall,
  findOpenRequestFor,
  insertCall,
  wasOpenSince,
  type NewCall,
} from "./attempts.repo.ts";
import type { CallAttempt, CallInput, CallUndone } from "./contract.ts";
import { toCallAttempt, undoMinutes } from "./public-call.ts";

/** Calls are still made for a request this long after the last of its holds has ended. */
const belongsHours = 24;

const settleOutcome = ({ outcome, reason, circumstance }: CallInput) => {
  if ((outcome === "declined") !== (reason !== undefined)) {
    throw invalid(
      "body/reason",
      outcome === "declined" ? "is missing: why?" : "belongs to the outcome declined",
    );
  }
  if ((reason === "circumstance") !== (circumstance !== undefined)) {
    throw invalid(
      "body/circumstance",
      reason === "circumstance" ? "is missing: which one?" : "belongs to the reason circumstance",
    );
  }
  return {
    ...{ outcome, declineReason: reason ?? null, declineCircumstance: circumstance ?? null },
  };
};

type About = Pick<
  NewCall,
  "requestId" | "age" | "gender" | "languages" | "interpreter" | "circumstances" | "county"
>;

/** The request that the call belongs to, or the codes of the need that it stands for. */
const settleAbout = async (
  tx: Writer,
  worker: AskingWorker,
  { request_id: requestId, need }: CallInput,
  now: Date,
): Promise<About> => {
  if (requestId !== undefined) {
    const own = await authorizeRequest(tx, worker, requestId);
    if (await wasOpenSince(tx, own.id, minutesAfter(now, -belongsHours * 60))) {
      return { requestId: own.id };
    }
    throw new DomainError("conflict", "That request ended too long ago to call for.", {
      state: "ended",
    });
  }
  if (need === undefined) throw invalid("body/need", "is missing, and so is a request");
  const kept = coarse(resolveNeed(need));
  const open = await findOpenRequestFor(tx, worker.userId, kept, now);
  return open === undefined ? kept : { requestId: open };
};

/**
 * Logs what a telephone call came to, in one transaction. Of a need that no open request of the
 * worker's has, the same codes are kept as of a request.
 * @throws DomainError `invalid_input`, `unknown_place`; `not_found` for a request of somebody else's;
 *   `conflict` for one that ended long ago; `idempotency_key_reused`
 */
export const logCall = (
  database: Database,
  worker: AskingWorker,
  program: SeenProgram,
  input: CallInput,
  { clock, idempotencyKey }: { clock: () => Date; idempotencyKey: string },
): Promise<CallAttempt> => {
  const settled = settleOutcome(input);
  if (input.request_id !== undefined && input.need !== undefined) {
    throw invalid("body/need", "is known of the request already");
  }
  const use = {
    ...{ userId: worker.userId, operation: "logCall", key: idempotencyKey },
    requestHash: hashRequest({ program: program.id, input }),
  };
  return answerOnce(database.read, use, () =>
    database.transaction(async (tx) => {
      const now = clock();
      const about = await settleAbout(tx, worker, input, now);
      const id = v7();
      await insertCall(tx, {
        ...{ id, workerId: worker.userId, programId: program.id, calledAt: now },
        ...settled,
        ...about,
      });
      await recordAudit(tx, {
        ...{ actor: worker, action: "call_logged", subject: { type: "call", id } },
        details: {
          ...{ program: program.id, outcome: settled.outcome },
          request: about.requestId ?? null,
        },
      });
      const facts = await findCall(tx, id);
      if (!facts) throw notFound();
      const answer = toCallAttempt(facts);
      await keepAnswer(tx, use, JSON.stringify(answer), now);
      return answer;
    }),
  );
};

/**
 * Takes a logged call back, as if it had never been tapped; the audit keeps that it was.
 * @throws DomainError `conflict` when it is part of the record already
 */
export const undoCall = (
  database: Database,
  { id, viewer }: OwnCall,
  now: Date,
): Promise<CallUndone> =>
  database.transaction(async (tx) => {
    if (!(await deleteCall(tx, id, minutesAfter(now, -undoMinutes)))) {
      throw new DomainError(
        "conflict",
        `A call can be taken back for ${undoMinutes} minutes; this one belongs to the record.`,
        { state: "recorded" },
      );
    }
    await recordAudit(tx, {
      ...{ actor: viewer, action: "call_undone", subject: { type: "call", id } },
    });
    return { id };
  });
