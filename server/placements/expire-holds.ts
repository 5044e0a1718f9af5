import { together, type Database } from "../../db/client.ts";
import {
  closeRequest,
  endExpired,
  findHoldsOf,
  findOverdueRequests,
  lockPoolsOfRequest,
  lockRequest,
} from "./holds.repo.ts";
import { isRunning, stateAt } from "./moves.ts";
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
      const [, , rows] = await together([
        lockRequest(tx, requestId),
        lockPoolsOfRequest(tx, requestId),
        findHoldsOf(tx, requestId),
      ]);
      const now = clock();
      const expired = rows.filter((row) => stateAt(row, now) !== row.state);
      await together([
        endExpired(
          tx,
          expired.map(({ id }) => id),
        ),
        tellChanges(
          tx,
          expired.map(expiryOf),
          expired.map(({ programId }) => programId),
        ),
        !rows.some((row) => isRunning(row, now)) && closeRequest(tx, requestId, now),
      ]);
      return expired.length;
    });
  }
  return written;
};
