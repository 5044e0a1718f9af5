import type { Reader } from "../../../db/client.ts";
import type { AskingWorker } from "../../access/authorize-placements.ts";
import { readCursor, toCursor } from "../cursor.ts";
import { countCalls, findCalls } from "./attempts.repo.ts";
import type { CallAttemptList, CallQuery } from "./contract.ts";
import { toCallAttempt } from "./public-call.ts";

/**
 * A page of the worker's calls, newest first; of one request or one program where that is asked for.
 * @throws DomainError `invalid_input` when the cursor is none
 */
export const listCalls = async (
  reader: Reader,
  worker: AskingWorker,
  { request, program, limit = 20, cursor }: CallQuery,
): Promise<CallAttemptList> => {
  const filter = { workerId: worker.userId, requestId: request, programId: program };
  const [total, found] = await Promise.all([
    countCalls(reader, filter),
    findCalls(reader, filter, { after: readCursor(cursor), limit: limit + 1 }),
  ]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    total,
    items: rows.map(toCallAttempt),
    next: last ? toCursor(last.call.id) : null,
  };
};
