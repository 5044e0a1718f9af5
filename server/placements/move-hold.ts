import { together, type Database, type Writer } from "../../db/client.ts";
import { inOneStatement } from "../../db/one-statement.ts";
import { recordAudit } from "../access/audit/record-audit.ts";
import type { OwnHold } from "../access/authorize-placements.ts";
import { notFound } from "../errors.ts";
import type { Hold } from "./contract.ts";
import {
  closeRequest,
  endExpired,
  findHoldsOf,
  lockPoolsOfRequest,
  lockRequest,
  raiseVersion,
  updateHold,
  type HoldEventRow,
  type HoldRow,
  type RequestRow,
} from "./holds.repo.ts";
import { isRunning, mayMove, moves, stateAt, type PersonalMove } from "./moves.ts";
import { toHold } from "./public-hold.ts";
import { refuseMove } from "./refuse-move.ts";
import { findHistory, findHold } from "./requests.repo.ts";
import { expiryOf, tellChanges } from "./tell-changes.ts";

/** What the move finds under the locks. */
export interface Standing {
  readonly tx: Writer;
  readonly now: Date;
  readonly request: RequestRow;
  readonly row: HoldRow;
  /** The other holds of the request. */
  readonly others: readonly HoldRow[];
}

/** What a move writes beside the new state, and which other holds end by it. */
export interface Outcome {
  readonly change: Partial<HoldRow>;
  readonly yields?: readonly HoldRow[];
}

/** One move: its entry of the table, and what it writes. */
export interface MoveOrder {
  readonly move: PersonalMove;
  readonly clock: () => Date;
  readonly write: (standing: Standing) => Outcome | Promise<Outcome>;
}

/** The holds as they stand by the clock, and which of them is not yet written down as expired. */
const standAt = (rows: readonly HoldRow[], now: Date) => ({
  standing: rows.map((row) => ({ ...row, state: stateAt(row, now) })),
  expired: rows.filter((row) => stateAt(row, now) !== row.state),
});

/**
 * Moves a hold, in one transaction under the locks of its request and of all pools that the request
 * touches. The table of moves decides; what has expired by the clock is written down with it.
 * @returns the hold as the viewer now sees it
 * @throws DomainError `hold_moved` or `accepted_elsewhere` with the current state
 */
export const moveHold = (
  database: Database,
  hold: OwnHold,
  { move, clock, write }: MoveOrder,
): Promise<Hold> =>
  database.lockingTransaction(async (tx) => {
    // Sent together, and read when the locks are there.
    const [request, pools, rows, facts, history] = await together([
      lockRequest(tx, hold.requestId),
      lockPoolsOfRequest(tx, hold.requestId),
      findHoldsOf(tx, hold.requestId),
      findHold(tx, hold.id),
      findHistory(tx, [hold.id]),
    ]);
    const now = clock();
    const { standing, expired } = standAt(rows, now);
    const row = standing.find(({ id }) => id === hold.id);
    if (!row || !request || !facts) throw notFound();
    if (!mayMove(move, hold.party, row.state)) throw await refuseMove(tx, hold, row, move);
    const others = standing.filter(({ id }) => id !== hold.id);
    const { change, yields = [] } = await write({ tx, now, request, row, others });
    const actor = hold.viewer.userId;
    const event: HoldEventRow = { holdId: row.id, move, party: hold.party, actor, at: now };
    const yielding = yields.map(({ id }): HoldEventRow => ({
      ...{ holdId: id, move: "yield", party: "rule", actor: null, at: now },
    }));
    const moved: HoldRow = { ...row, ...change, state: moves[move].to };
    const running = [moved, ...others.filter((other) => !yields.includes(other))].some((each) =>
      isRunning(each, now),
    );
    const written = inOneStatement(tx, (batch) => [
      endExpired(
        batch,
        expired.map(({ id }) => id),
      ),
      ...yields.map(({ id }) => updateHold(batch, id, { state: moves.yield.to, endedAt: now })),
      updateHold(batch, row.id, { ...change, state: moved.state }),
      moves[move].bed === "fill" && row.poolId !== null && raiseVersion(batch, row.poolId),
      !running && closeRequest(batch, request.id, now),
      tellChanges(
        batch,
        [...expired.map(expiryOf), event, ...yielding],
        [row, ...yields, ...expired].map(({ programId }) => programId),
      ),
      recordAudit(batch, {
        actor: hold.viewer,
        action: "hold_moved",
        subject: { type: "hold", id: row.id },
        details: { move, request: request.id, program: row.programId, party: hold.party },
      }),
    ]);
    const poolLabel = pools.find(({ id }) => id === moved.poolId)?.label ?? null;
    const seen = { ...facts, hold: moved, poolLabel };
    return { answer: toHold(seen, [...history, event], hold.party, now), written };
  });
