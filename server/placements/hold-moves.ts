import type { Database } from "../../db/client.ts";
import type { OwnHold } from "../access/authorize-placements.ts";
import { invalid } from "../errors.ts";
import { keptUntil, settleArrival } from "./arrival.ts";
import type { DeclineInput, ExtendInput, Hold } from "./contract.ts";
import { moveHold } from "./move-hold.ts";

type Clock = () => Date;

/** Says no, and why; a circumstance is named with the reason that asks for it and no other. */
export const declineHold = async (
  database: Database,
  hold: OwnHold,
  { reason, circumstance }: DeclineInput,
  clock: Clock,
): Promise<Hold> => {
  if ((reason === "circumstance") !== (circumstance !== undefined)) {
    throw invalid(
      "body/circumstance",
      reason === "circumstance" ? "is missing: which one?" : "belongs to the reason circumstance",
    );
  }
  return moveHold(database, hold, {
    ...{ move: "decline", clock },
    write: ({ now }) => ({
      change: {
        ...{ endedAt: now, declineReason: reason, declineCircumstance: circumstance ?? null },
      },
    }),
  });
};

/** Gives the bed back; staff take back what they accepted. */
export const releaseHold = (database: Database, hold: OwnHold, clock: Clock): Promise<Hold> =>
  moveHold(database, hold, {
    ...{ move: "release", clock },
    write: ({ now }) => ({ change: { endedAt: now } }),
  });

/** Keeps an accepted bed until after the arrival that the worker announces. */
export const extendHold = (
  database: Database,
  hold: OwnHold,
  input: ExtendInput,
  clock: Clock,
): Promise<Hold> =>
  moveHold(database, hold, {
    ...{ move: "extend", clock },
    write: ({ row, now }) => {
      const arrivingAt = settleArrival(input.arriving_at, now);
      return { change: { arrivingAt, expiresAt: keptUntil(row, arrivingAt, now) } };
    },
  });

/**
 * Says that the child has arrived. The hold promises nothing any more, yet the bed stays taken off
 * the count until a count was true after this moment.
 */
export const arriveHold = (database: Database, hold: OwnHold, clock: Clock): Promise<Hold> =>
  moveHold(database, hold, {
    ...{ move: "arrive", clock },
    write: ({ now }) => ({ change: { arrivedAt: now } }),
  });

/** Says that nobody came; the bed is open again. */
export const markNoShow = (database: Database, hold: OwnHold, clock: Clock): Promise<Hold> =>
  moveHold(database, hold, {
    ...{ move: "no_show", clock },
    write: ({ now }) => ({ change: { endedAt: now } }),
  });
