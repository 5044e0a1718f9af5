import { and, asc, eq, gt, inArray, lte, or, sql } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import type { HoldMove, HoldParty, HoldState } from "../../../db/codes.ts";
import { holdHistory, holds, notices, requests } from "../../../db/schema/index.ts";
import { runningStates } from "../moves.ts";

/** A move that somebody is to be told of, with where its hold stands now. */
export interface TellableMove {
  id: string;
  move: HoldMove;
  party: HoldParty;
  at: Date;
  holdId: string;
  programId: string;
  workerId: string;
  state: HoldState;
  expiresAt: Date;
}

/** Asking, the program's answers, and what staff take back. */
const tellable = or(
  inArray(holdHistory.move, ["ask", "accept", "decline"]),
  and(eq(holdHistory.move, "release"), eq(holdHistory.party, "staff")),
);

const untold = sql`not exists (select from ${notices} n where n.event = ${holdHistory.id}::text)`;

/** Moves since `since` of which nobody was told, of this hold or of all, oldest first. */
export const findTellableMoves = (
  reader: Reader,
  since: Date,
  holdId?: string,
): Promise<TellableMove[]> =>
  reader
    .select({
      id: holdHistory.id,
      move: holdHistory.move,
      party: holdHistory.party,
      at: holdHistory.at,
      holdId: holds.id,
      programId: holds.programId,
      workerId: requests.workerId,
      state: holds.state,
      expiresAt: holds.expiresAt,
    })
    .from(holdHistory)
    .innerJoin(holds, eq(holds.id, holdHistory.holdId))
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(
      and(
        gt(holdHistory.at, since),
        tellable,
        untold,
        holdId === undefined ? undefined : eq(holds.id, holdId),
      ),
    )
    .orderBy(asc(holdHistory.id))
    .limit(500);

/** Running holds that expire between `now` and `until`, with whose they are. */
export const findExpiring = (reader: Reader, now: Date, until: Date) =>
  reader
    .select({ holdId: holds.id, workerId: requests.workerId, expiresAt: holds.expiresAt })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(
      and(
        inArray(holds.state, runningStates),
        gt(holds.expiresAt, now),
        lte(holds.expiresAt, until),
      ),
    );
