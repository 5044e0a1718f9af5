import { v7 } from "uuid";
import type { Database, Writer } from "../../db/client.ts";
import { recordAudit } from "../access/audit/record-audit.ts";
import type { AskingWorker } from "../access/authorize-placements.ts";
import { authorizeSight } from "../access/authorize.ts";
import { answerOnce, hashRequest, keepAnswer } from "../availability/idempotency.ts";
import { DomainError, invalid } from "../errors.ts";
import { readPrograms } from "../matching/read-facts.ts";
import { resolveNeed } from "../matching/resolve-need.ts";
import type { Search } from "../matching/search.ts";
import { settleArrival } from "./arrival.ts";
import type { PlacementRequest, RequestInput } from "./contract.ts";
import { decideClaim } from "./decide-claim.ts";
import { drawReference } from "./draw-reference.ts";
import {
  countRunning,
  expireClaimsOn,
  insertHolds,
  insertRequest,
  lockPoolsOf,
  lockWorker,
  type NewHold,
  type NewRequest,
} from "./holds.repo.ts";
import { minutesAfter, mostHolds, type HoldLimits } from "./limits.ts";
import { readOwnRequest } from "./list-requests.ts";
import { expiryOf, tellChanges } from "./tell-changes.ts";

export interface PlacementContext {
  clock: () => Date;
  limits: HoldLimits;
}

/** What is kept of a need: codes, and of the place its county. */
export const coarse = (search: Search) => ({
  ...{ age: search.age ?? 0, gender: search.gender, interpreter: search.interpreter },
  languages: [...search.languages],
  circumstances: [...search.circumstances],
  county: search.from?.county?.fips ?? null,
});

const refuseTwice = (programIds: readonly string[]): void => {
  programIds.forEach((id, position) => {
    if (programIds.indexOf(id) === position) return;
    throw invalid(`body/programs/${position}/program_id`, "is asked twice in one request");
  });
};

const mostDraws = 50;

/** Adds the request under a reference that no open one has. */
const insertUnderReference = async (tx: Writer, request: Omit<NewRequest, "reference">) => {
  for (let draw = 0; draw < mostDraws; draw += 1) {
    if (await insertRequest(tx, { ...request, id: request.id, reference: drawReference() })) return;
  }
  throw new Error("No reference is free.");
};

/**
 * Asks up to three programs to take one unnamed child, in one transaction under the locks of the
 * worker and of the programs' pools (rules 3 and 4). Every hold is placed or none.
 * @throws DomainError as `decideClaim` and `resolveNeed`, `too_many_holds`, `not_found` for a
 *   program that is not there for this worker, `idempotency_key_reused`
 */
export const placeRequest = async (
  database: Database,
  worker: AskingWorker,
  input: RequestInput,
  { clock, limits, idempotencyKey }: PlacementContext & { idempotencyKey: string },
): Promise<PlacementRequest> => {
  const search = resolveNeed(input.need);
  const programIds = input.programs.map(({ program_id }) => program_id);
  refuseTwice(programIds);
  for (const id of programIds) await authorizeSight(database.read, worker, id);
  const use = {
    ...{ userId: worker.userId, operation: "placeRequest", key: idempotencyKey },
    requestHash: hashRequest(input),
  };
  return answerOnce(database.read, use, () =>
    database.transaction(async (tx) => {
      await Promise.all([lockWorker(tx, worker.userId), lockPoolsOf(tx, programIds)]);
      // Read under the locks: whoever waited for them must not judge by the time before.
      const now = clock();
      const arrivingAt =
        input.arriving_at === undefined ? null : settleArrival(input.arriving_at, now);
      const [expired, running, programs] = await Promise.all([
        expireClaimsOn(tx, programIds, now),
        countRunning(tx, worker.userId, now),
        readPrograms(tx, programIds, () => undefined),
      ]);
      if (running + programIds.length > mostHolds) {
        throw new DomainError(
          "too_many_holds",
          `You have ${running} of at most ${mostHolds} holds; release one first.`,
        );
      }
      const requestId = v7();
      const rows = input.programs.map((asked, position): NewHold => {
        const program = programs.find(({ id }) => id === asked.program_id);
        const path = `body/programs/${position}`;
        const { excludedBy, ...decision } = decideClaim(program, asked, search, {
          ...{ viewer: worker, now, path },
        });
        return {
          ...{ id: v7(), requestId, programId: asked.program_id, state: "waiting", ...decision },
          ...{ excludedBy: [...excludedBy], askedAt: now, arrivingAt },
          expiresAt: minutesAfter(now, limits.waitingMinutes),
        };
      });
      const kept = { workerId: worker.userId, arrivingAt, askedAt: now, ...coarse(search) };
      await insertUnderReference(tx, { id: requestId, ...kept });
      const events = rows.map(({ id }) => ({
        ...({ holdId: id, move: "ask", party: "worker", actor: worker.userId, at: now } as const),
      }));
      // All are sent in one go, and the reading last: it finds what the others wrote.
      const written = Promise.all([
        insertHolds(tx, rows),
        tellChanges(tx, [...expired.map(expiryOf), ...events], programIds),
        ...rows.map(({ id, programId, poolId }) =>
          recordAudit(tx, {
            ...{ actor: worker, action: "hold_placed", subject: { type: "hold", id } },
            details: { request: requestId, program: programId, claims: poolId !== null },
          }),
        ),
      ]);
      const [answer] = await Promise.all([readOwnRequest(tx, requestId, now), written]);
      await keepAnswer(tx, use, JSON.stringify(answer), now);
      return answer;
    }),
  );
};
