import type { HoldMove, HoldParty, HoldState } from "../../db/codes.ts";

/** What a move does to the bed of the pool: `fill`: a child lies in it until the next count. */
export type BedEffect = "claim" | "keep" | "free" | "fill";

interface Move {
  /** Who may make it, and from which states. */
  readonly by: Readonly<Partial<Record<HoldParty, readonly HoldState[]>>>;
  readonly to: HoldState;
  readonly bed: BedEffect;
}

/**
 * The one table of what may happen to a hold. A move that is not here, by this party and from this
 * state, does not exist. `ask` begins a hold, so it comes from no state. Staff release what they
 * accepted when the bed is lost after all; `yield` and `expire` are nobody's choice.
 */
export const moves = {
  ask: { by: {}, to: "waiting", bed: "claim" },
  accept: { by: { staff: ["waiting"] }, to: "accepted", bed: "claim" },
  decline: { by: { staff: ["waiting"] }, to: "declined", bed: "free" },
  release: {
    by: { worker: ["waiting", "accepted"], staff: ["accepted"] },
    to: "released",
    bed: "free",
  },
  extend: { by: { worker: ["accepted"] }, to: "accepted", bed: "keep" },
  arrive: { by: { worker: ["accepted"], staff: ["accepted"] }, to: "arrived", bed: "fill" },
  no_show: { by: { staff: ["accepted"] }, to: "no_show", bed: "free" },
  yield: { by: { rule: ["waiting"] }, to: "released", bed: "free" },
  expire: { by: { rule: ["waiting", "accepted"] }, to: "expired", bed: "free" },
} as const satisfies Record<HoldMove, Move>;

/** The moves that a person makes of a hold that is there. */
export const personalMoves = [
  "accept",
  "decline",
  "release",
  "extend",
  "arrive",
  "no_show",
] as const;
export type PersonalMove = (typeof personalMoves)[number];

/** States in which a hold is open and, with a pool, claims a bed until it expires. */
export const runningStates = ["waiting", "accepted"] as const satisfies HoldState[];
const running: readonly HoldState[] = runningStates;

/** Whether the table has this move by this party from this state. */
export const mayMove = (move: HoldMove, party: HoldParty, from: HoldState): boolean => {
  const by: Move["by"] = moves[move].by;
  return by[party]?.includes(from) === true;
};

/** The state by the clock: a running hold has expired once its moment has come (rule 3). */
export const stateAt = (hold: { state: HoldState; expiresAt: Date }, now: Date): HoldState =>
  running.includes(hold.state) && hold.expiresAt <= now ? "expired" : hold.state;

/** Whether the hold is open, by the clock. */
export const isRunning = (hold: { state: HoldState; expiresAt: Date }, now: Date): boolean =>
  running.includes(stateAt(hold, now));
