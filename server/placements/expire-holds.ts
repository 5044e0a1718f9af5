import type { Database } from "../../db/client.ts";
import {
  closeRequest,
  expireHoldsOf,
  findHoldsOf,
  findOverdueRequests,
  lockPoolsOfRequest,
  lockRequest,
} from "./holds.repo.ts";
import { isRunning } from "./moves.ts";
import { expiryOf, tellChanges } from "./tell-changes.ts";

const mostAtOnce = 200;

/**
 * Writes down which holds have expired, frees the references of requests that ended so, and tells
 * every screen. Nothing waits for it: by the clock these holds had expired already.
 * @returns how many holds it wrote down
 */
export const expireHolds = async (database: Database, clock: () => Date): Promise<number> => {
  let written = 0;
  for (const requestId of await findOverdueRequests(database.read, clock(), mostAtOnce)) {
    written += await database.transaction(async (tx) => {
      await Promise.all([lockRequest(tx, requestId), lockPoolsOfRequest(tx, requestId)]);
      const now = clock();
      const [expired, rows] = await Promise.all([
        expireHoldsOf(tx, requestId, now),
        findHoldsOf(tx, requestId),
      ]);
      const programIds = expired.map(({ programId }) => programId);
      await tellChanges(tx, expired.map(expiryOf), programIds);
      if (!rows.some((row) => isRunning(row, now))) await closeRequest(tx, requestId, now);
      return expired.length;
    });
  }
  return written;
};
