import type { Database } from "../../db/client.ts";
import { forgetAnswers } from "../availability/idempotency.ts";
import { deleteLoneCalls, deleteRequests, lockEndedRequests } from "./forget.repo.ts";

const mostAtOnce = 100;

/** How much was forgotten. */
export interface Forgotten {
  readonly requests: number;
  /** Calls that belonged to no request. */
  readonly calls: number;
}

/**
 * Forgets requests whose last hold ended `months` ago: who asked, whom, when and for what need, with
 * all that happened, and the calls. Until then their worker can take out the record of attempts;
 * figures are made of demand's own coarse events, which name nobody. Answers that were kept for
 * repeats go too. A hundred at once, so that nobody waits.
 * @param months whole months of the calendar; the database refuses fewer than 30 days
 */
export const forgetRequests = async (
  database: Database,
  months: number,
  now: Date,
): Promise<Forgotten> => {
  let forgotten = 0;
  for (let found = mostAtOnce; found === mostAtOnce;) {
    found = await database.transaction(async (tx) => {
      const ids = await lockEndedRequests(tx, { now, months, most: mostAtOnce });
      if (ids.length > 0) await deleteRequests(tx, ids);
      return ids.length;
    });
    forgotten += found;
  }
  const calls = await database.transaction(async (tx) => {
    await forgetAnswers(tx, now);
    return deleteLoneCalls(tx, now, months);
  });
  return { requests: forgotten, calls };
};
