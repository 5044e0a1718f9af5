import type { Database, Writer } from "../../db/client.ts";
import { recordAudit } from "../access/audit/record-audit.ts";
import type { OwnHold } from "../access/authorize-placements.ts";
import { notFound } from "../errors.ts";
import type { Hold } from "./contract.ts";
import {
  closeRequest,
  expireHoldsOf,
  findHoldsOf,
  lockPoolsOfRequest,
  lockRequest,
  raiseVersion,
  updateHold,
  type HoldEventRow,
  type HoldRow,
  type NewHold,
  type RequestRow,
} from "./holds.repo.ts";
import { readHold } from "./list-requests.ts";
import { isRunning, mayMove, moves, stateAt, type PersonalMove } from "./moves.ts";
import { refuseMove } from "./refuse-move.ts";
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
  readonly change: Partial<NewHold>;
  readonly yields?: readonly HoldRow[];
}

/** One move: its entry of the table, and what it writes. */
export interface MoveOrder {
  readonly move: PersonalMove;
  readonly clock: () => Date;
  readonly write: (standing: Standing) => Outcome | Promise<Outcome>;
}

/**
 * Moves a hold, in one transaction under the locks of its request and of all pools that the request
 * touches. The table of moves decides; what has expired by the clock is written down first.
 * @returns the hold as the viewer now sees it
 * @throws DomainError `hold_moved` or `accepted_elsewhere` with the current state
 */
export const moveHold = (
  database: Database,
  hold: OwnHold,
  { move, clock, write }: MoveOrder,
): Promise<Hold> =>
  database.transaction(async (tx) => {
    const [request] = await Promise.all([
      lockRequest(tx, hold.requestId),
      lockPoolsOfRequest(tx, hold.requestId),
    ]);
    const now = clock();
    const [expired, rows] = await Promise.all([
      expireHoldsOf(tx, hold.requestId, now),
      findHoldsOf(tx, hold.requestId),
    ]);
    const row = rows.find(({ id }) => id === hold.id);
    if (!row || !request) throw notFound();
    if (!mayMove(move, hold.party, stateAt(row, now))) throw await refuseMove(tx, hold, row, move);
    const others = rows.filter(({ id }) => id !== hold.id);
    const { change, yields = [] } = await write({ tx, now, request, row, others });
    const yielded = { state: moves.yield.to, endedAt: now } as const;
    const actor = hold.viewer.userId;
    const events: HoldEventRow[] = [
      ...expired.map(expiryOf),
      { holdId: row.id, move, party: hold.party, actor, at: now },
      ...yields.map(({ id }) => ({
        ...({ holdId: id, move: "yield", party: "rule", actor: null, at: now } as const),
      })),
    ];
    const moved = { ...row, ...change, state: moves[move].to };
    const running = [moved, ...others.filter((other) => !yields.includes(other))].some((each) =>
      isRunning(each, now),
    );
    // The holds that yield come first: of one request only one may be accepted at any moment.
    for (const { id } of yields) await updateHold(tx, id, yielded);
    const written = Promise.all([
      updateHold(tx, row.id, { ...change, state: moves[move].to }),
      moves[move].bed === "fill" && row.poolId !== null && raiseVersion(tx, row.poolId),
      !running && closeRequest(tx, request.id, now),
      tellChanges(
        tx,
        events,
        [row, ...yields, ...expired].map(({ programId }) => programId),
      ),
      recordAudit(tx, {
        actor: hold.viewer,
        action: "hold_moved",
        subject: { type: "hold", id: row.id },
        details: { move, request: request.id, program: row.programId, party: hold.party },
      }),
    ]);
    const [answer] = await Promise.all([readHold(tx, row.id, hold.party, now), written]);
    return answer;
  });
