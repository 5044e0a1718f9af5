import type { Reader } from "../../db/client.ts";
import type { AskingWorker, OwnRequest, StaffedProgram } from "../access/authorize-placements.ts";
import { notFound } from "../errors.ts";
import type {
  IncomingRequestList,
  ListQuery,
  PlacementRequest,
  PlacementRequestList,
} from "./contract.ts";
import { readCursor, toCursor } from "./cursor.ts";
import { toIncoming, toRequest } from "./public-hold.ts";
import {
  countIncoming,
  countRequestsOf,
  findHistory,
  findHistoryOfRequest,
  findHoldsOfRequests,
  findIncoming,
  findRequest,
  findRequestsOf,
  type RequestFacts,
} from "./requests.repo.ts";

const withHolds = async (
  reader: Reader,
  requests: readonly RequestFacts[],
  now: Date,
): Promise<PlacementRequest[]> => {
  if (requests.length === 0) return [];
  const holds = await findHoldsOfRequests(
    reader,
    requests.map(({ id }) => id),
  );
  const history = await findHistory(
    reader,
    holds.map(({ hold }) => hold.id),
  );
  return requests.map((request) => toRequest(request, holds, history, now));
};

/** A request whole, as its worker sees it at `now`; whose it is was settled before. */
export const readOwnRequest = async (
  reader: Reader,
  requestId: string,
  now: Date,
): Promise<PlacementRequest> => {
  const [request, holds, history] = await Promise.all([
    findRequest(reader, requestId),
    findHoldsOfRequests(reader, [requestId]),
    findHistoryOfRequest(reader, requestId),
  ]);
  if (!request) throw notFound();
  return toRequest(request, holds, history, now);
};

/** One of the viewer's own requests. */
export const readRequest = (
  reader: Reader,
  request: OwnRequest,
  now: Date,
): Promise<PlacementRequest> => readOwnRequest(reader, request.id, now);

/**
 * A page of the worker's requests, newest first.
 * @throws DomainError `invalid_input` when the cursor is none
 */
export const listRequests = async (
  reader: Reader,
  worker: AskingWorker,
  { open, limit = 20, cursor }: ListQuery,
  now: Date,
): Promise<PlacementRequestList> => {
  const shown = { openAt: open === true ? now : undefined };
  const page = { after: readCursor(cursor), limit: limit + 1 };
  const [total, rows] = await Promise.all([
    countRequestsOf(reader, worker.userId, shown),
    findRequestsOf(reader, worker.userId, shown, page),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    total,
    items: await withHolds(reader, rows.slice(0, limit), now),
    next: last ? toCursor(last.id) : null,
  };
};

/**
 * A page of what the program was asked, newest first.
 * @throws DomainError `invalid_input` when the cursor is none
 */
export const listProgramRequests = async (
  reader: Reader,
  program: StaffedProgram,
  { open, limit = 20, cursor }: ListQuery,
  now: Date,
): Promise<IncomingRequestList> => {
  const shown = { openAt: open === true ? now : undefined };
  const page = { after: readCursor(cursor), limit: limit + 1 };
  const [total, found] = await Promise.all([
    countIncoming(reader, program.id, shown),
    findIncoming(reader, program.id, shown, page),
  ]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const history =
    rows.length === 0
      ? []
      : await findHistory(
          reader,
          rows.map(({ hold }) => hold.id),
        );
  return {
    total,
    items: rows.map((facts) => toIncoming(facts, history, now)),
    next: last ? toCursor(last.hold.id) : null,
  };
};
