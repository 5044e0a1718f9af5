import { findCounty } from "../directory/places.ts";
import { criteria } from "../matching/contract.ts";
import type { Hold, IncomingRequest, PlacementRequest, RequestNeed } from "./contract.ts";
import { isRunning, mayMove, personalMoves, stateAt } from "./moves.ts";
import type { HistoryRow, HoldFacts, IncomingFacts, RequestFacts } from "./requests.repo.ts";

type Party = "worker" | "staff";

const timestamp = (moment: Date | null): string | null => moment?.toISOString() ?? null;

/** A hold as its worker or its program's staff see it at `now`; both see the same but their moves. */
export const toHold = (
  facts: HoldFacts,
  history: readonly HistoryRow[],
  party: Party,
  now: Date,
): Hold => {
  const { hold } = facts;
  const state = stateAt(hold, now);
  const isUnwritten = state !== hold.state;
  const events = history
    .filter(({ holdId }) => holdId === hold.id)
    .map(({ move, party: by, at }) => ({ move, by, at: at.toISOString() }));
  const expiry = { move: "expire", by: "rule", at: hold.expiresAt.toISOString() } as const;
  return {
    id: hold.id,
    request_id: hold.requestId,
    reference: facts.reference,
    program: {
      id: hold.programId,
      name: facts.programName,
      organization: facts.organization,
      phone: facts.phone,
      training: facts.training,
    },
    state,
    claims_bed: hold.poolId !== null && isRunning(hold, now),
    pool: hold.poolId === null ? null : { id: hold.poolId, label: facts.poolLabel ?? "" },
    enquiry: hold.enquiry,
    excluded_by: criteria.filter((name) => hold.excludedBy.includes(name)),
    asked_at: hold.askedAt.toISOString(),
    told: facts.told.map(({ by, at }) => ({ by, at: new Date(at).toISOString() })),
    expires_at: hold.expiresAt.toISOString(),
    arriving_at: timestamp(hold.arrivingAt),
    accepted_at: timestamp(hold.acceptedAt),
    arrived_at: timestamp(hold.arrivedAt),
    ended_at: timestamp(isUnwritten ? hold.expiresAt : hold.endedAt),
    decline:
      hold.declineReason === null
        ? null
        : { reason: hold.declineReason, circumstance: hold.declineCircumstance },
    history: isUnwritten ? [...events, expiry] : events,
    may: personalMoves.filter((move) => mayMove(move, party, state)),
  };
};

const countyOf = (fips: string | null): RequestNeed["county"] => {
  const county = fips === null ? undefined : findCounty(fips);
  return county ? { fips: county.fips, name: county.name, state: county.state } : null;
};

/** What is shown of a need: all that is kept of it. */
export const toRequestNeed = (
  request: Pick<
    RequestFacts,
    "age" | "gender" | "languages" | "interpreter" | "circumstances" | "county"
  >,
): RequestNeed => ({
  age: request.age,
  gender: request.gender,
  languages: request.languages,
  interpreter: request.interpreter,
  circumstances: request.circumstances,
  county: countyOf(request.county),
});

/** A request as the worker who asked it sees it. */
export const toRequest = (
  request: RequestFacts,
  holds: readonly HoldFacts[],
  history: readonly HistoryRow[],
  now: Date,
): PlacementRequest => {
  const own = holds.filter(({ hold }) => hold.requestId === request.id);
  return {
    id: request.id,
    reference: request.reference,
    need: toRequestNeed(request),
    arriving_at: timestamp(request.arrivingAt),
    asked_at: request.askedAt.toISOString(),
    open: own.some(({ hold }) => isRunning(hold, now)),
    holds: own.map((facts) => toHold(facts, history, "worker", now)),
  };
};

/** A hold as the program's staff see it, with the need that decides and who asks. */
export const toIncoming = (
  facts: IncomingFacts,
  history: readonly HistoryRow[],
  now: Date,
): IncomingRequest => ({
  hold: toHold(facts, history, "staff", now),
  need: toRequestNeed(facts.request),
  arriving_at: timestamp(facts.hold.arrivingAt ?? facts.request.arrivingAt),
  asked_by: { name: facts.worker, organization: facts.workerOrganization },
});
