import type { Database } from "../../../db/client.ts";
import { findPerson } from "../../access/access.repo.ts";
import { DomainError } from "../../errors.ts";
import type { StopAnswer, StopInput } from "./contract.ts";
import { readStopToken } from "./stop-token.ts";
import { setStopped } from "./stops.repo.ts";

/**
 * Ends the reminders of whom the token was mailed to, or brings them back.
 * @throws DomainError `link_unknown`
 */
export const stopReminders = async (
  database: Database,
  { token, stopped }: StopInput,
  { secret, now }: { secret: string; now: Date },
): Promise<StopAnswer> => {
  const userId = readStopToken(secret, token);
  if (userId === undefined || !(await findPerson(database.read, userId))) {
    throw new DomainError("link_unknown", "This link is none of ours, or not whole.");
  }
  await database.transaction((tx) => setStopped(tx, userId, stopped, now));
  return { stopped };
};
