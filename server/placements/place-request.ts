import { v7 } from "uuid";
import { together, type Database, type Writer } from "../../db/client.ts";
import { inOneStatement } from "../../db/one-statement.ts";
import type { Ending } from "../../db/two-trips.ts";
import { recordAudits } from "../access/audit/record-audit.ts";
import type { AskingWorker } from "../access/authorize-placements.ts";
import { authorizeSight, requireListing } from "../access/authorize.ts";
import { answerOnce, hashRequest, keepAnswer } from "../availability/idempotency.ts";
import { DomainError, invalid } from "../errors.ts";
import type { ProgramFacts } from "../matching/facts.ts";
import { readPrograms } from "../matching/read-facts.ts";
import { resolveNeed } from "../matching/resolve-need.ts";
import type { Search } from "../matching/search.ts";
import { settleArrival } from "./arrival.ts";
import { beginHold } from "./begin-hold.ts";
import type { PlacementRequest, RequestInput } from "./contract.ts";
import { decideClaim, requireActive } from "./decide-claim.ts";
import { drawReference } from "./draw-reference.ts";
import {
  endExpired,
  findExpiries,
  insertHolds,
  insertRequests,
  isReferenceTaken,
  lockForAsking,
  type HoldEventRow,
} from "./holds.repo.ts";
import { minutesAfter, mostHolds, type HoldLimits } from "./limits.ts";
import { toRequest } from "./public-hold.ts";
import type { HoldFacts } from "./requests.repo.ts";
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

const refuseTooMany = (running: number, more: number): void => {
  if (running + more <= mostHolds) return;
  throw new DomainError(
    "too_many_holds",
    `You have ${running} of at most ${mostHolds} holds; release one first.`,
  );
};

const mostDraws = 50;

/** Does `work` with a reference; anew, and whole, where an open request turns out to have it. */
const underReference = async <Answer>(
  work: (reference: string) => Promise<Answer>,
): Promise<Answer> => {
  for (let draw = 1; ; draw += 1) {
    try {
      return await work(drawReference());
    } catch (error) {
      if (draw === mostDraws || !isReferenceTaken(error)) throw error;
    }
  }
};

/** Refuses what is not there for this worker, be it active or not. */
const requireSight = async (
  tx: Writer,
  worker: AskingWorker,
  programIds: readonly string[],
  programs: readonly ProgramFacts[],
): Promise<void> => {
  for (const id of programIds) {
    const program = programs.find((active) => active.id === id);
    if (!program) await authorizeSight(tx, worker, id);
    else requireListing(worker, { id, visibility: program.site?.visibility ?? "public" });
  }
};

/** What of the claims on the asked programs' beds has expired and is not written down. */
const findExpired = (programs: readonly ProgramFacts[], now: Date) =>
  programs
    .flatMap(({ claims }) => claims)
    .filter(({ expiresAt }) => expiresAt <= now)
    .map(({ holdId, expiresAt }) => ({ id: holdId, expiresAt }));

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
  const use = {
    ...{ userId: worker.userId, operation: "placeRequest", key: idempotencyKey },
    requestHash: hashRequest(input),
  };
  const place = async (tx: Writer, reference: string): Promise<Ending<PlacementRequest>> => {
    // Sent together, and read when the locks are there.
    const [pools, expiries, programs] = await together([
      lockForAsking(tx, worker.userId, programIds),
      findExpiries(tx, worker.userId),
      readPrograms(tx, programIds, () => undefined),
    ] as const);
    await requireSight(tx, worker, programIds, programs);
    // Read under the locks: whoever waited for them must not judge by the time before.
    const now = clock();
    const arrivingAt =
      input.arriving_at === undefined ? null : settleArrival(input.arriving_at, now);
    refuseTooMany(expiries.filter((expiresAt) => expiresAt > now).length, programIds.length);
    const request = {
      ...{ id: v7(), reference, workerId: worker.userId, arrivingAt, askedAt: now, closedAt: null },
      ...coarse(search),
    };
    const expiresAt = minutesAfter(now, limits.waitingMinutes);
    const asked = input.programs.map((each, position): HoldFacts => {
      const program = requireActive(programs, each.program_id);
      const path = `body/programs/${position}`;
      const decision = decideClaim(program, each, search, { viewer: worker, now, path });
      return beginHold(decision, { program, request, expiresAt, pools });
    });
    const events = asked.map(({ hold }): HoldEventRow => ({
      ...{ holdId: hold.id, move: "ask", party: "worker", actor: worker.userId, at: now },
    }));
    const expired = findExpired(programs, now);
    const answer = toRequest(request, asked, events, now);
    const written = inOneStatement(tx, (batch) => [
      insertRequests(batch, [request]),
      endExpired(
        batch,
        expired.map(({ id }) => id),
      ),
      insertHolds(
        batch,
        asked.map(({ hold }) => hold),
      ),
      tellChanges(batch, [...expired.map(expiryOf), ...events], programIds),
      recordAudits(
        batch,
        asked.map(
          ({ hold }) =>
            ({
              ...{ actor: worker, action: "hold_placed", subject: { type: "hold", id: hold.id } },
              details: {
                request: request.id,
                program: hold.programId,
                claims: hold.poolId !== null,
              },
            }) as const,
        ),
      ),
      keepAnswer(batch, use, JSON.stringify(answer), now),
    ]);
    return { answer, written };
  };
  return answerOnce(database.read, use, () =>
    underReference((reference) => database.lockingTransaction((tx) => place(tx, reference))),
  );
};
