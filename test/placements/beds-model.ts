import type { HoldState } from "../../db/codes.ts";

export const minute = 60_000;
export const start = Date.parse("2026-03-01T12:00:00Z");
export const poolCount = 10;
export const workerCount = 10;

export const personal = ["accept", "decline", "release", "extend", "arrive", "no_show"] as const;
export type Personal = (typeof personal)[number];
export type Party = "worker" | "staff";

// The moves as people agreed on them, written out once more so that no edit changes them unnoticed.
const agreed: Record<Personal, { worker?: HoldState[]; staff?: HoldState[]; to: HoldState }> = {
  accept: { staff: ["waiting"], to: "accepted" },
  decline: { staff: ["waiting"], to: "declined" },
  release: { worker: ["waiting", "accepted"], staff: ["accepted"], to: "released" },
  extend: { worker: ["accepted"], to: "accepted" },
  arrive: { worker: ["accepted"], staff: ["accepted"], to: "arrived" },
  no_show: { staff: ["accepted"], to: "no_show" },
};

export interface ModelHold {
  id: string;
  request: string;
  program: number;
  worker: number;
  state: HoldState;
  expiresAt: number;
  acceptedAt: number;
  claims: boolean;
  arrivedAt: number | null;
}

/** What the rules say of ten pools, each of a program of its own, and of the holds on them. */
export class BedsModel {
  now = start;
  readonly pools = Array.from({ length: poolCount }, () => ({
    open: null as number | null,
    at: -Infinity,
  }));
  readonly holds: ModelHold[] = [];
  readonly clock = () => new Date(this.now);

  stateOf(hold: ModelHold): HoldState {
    const running = hold.state === "waiting" || hold.state === "accepted";
    return running && hold.expiresAt <= this.now ? "expired" : hold.state;
  }

  running(hold: ModelHold): boolean {
    return ["waiting", "accepted"].includes(this.stateOf(hold));
  }

  /** How many holds of this worker run. */
  runningOf(worker: number): number {
    return this.holds.filter((hold) => hold.worker === worker && this.running(hold)).length;
  }

  claimed(program: number): number {
    const { at } = this.pools[program] ?? { at: -Infinity };
    return this.holds.filter(
      (hold) =>
        hold.program === program &&
        hold.claims &&
        (this.running(hold) || (hold.arrivedAt !== null && at <= hold.arrivedAt)),
    ).length;
  }

  /** Rule 4: whether a hold on it would claim a bed now. */
  offers(program: number): boolean {
    const pool = this.pools[program];
    if (!pool || pool.open === null || this.now - pool.at > 12 * 60 * minute) return false;
    return pool.open - this.claimed(program) > 0;
  }

  allows(move: Personal, party: Party, hold: ModelHold): boolean {
    return agreed[move][party]?.includes(this.stateOf(hold)) ?? false;
  }

  /** A count that was true at `observed`; an older one than the newest changes nothing. */
  report(program: number, open: number, observed: number): void {
    const pool = this.pools[program];
    if (pool && observed >= pool.at) Object.assign(pool, { open, at: observed });
  }

  /** Makes an allowed move; `ahead` is how many minutes away an extension says the arrival is. */
  make(move: Personal, hold: ModelHold, ahead: number): void {
    hold.state = agreed[move].to;
    if (move === "accept") {
      hold.acceptedAt = this.now;
      hold.expiresAt = this.now + 90 * minute;
      hold.claims = true;
      for (const other of this.holds) {
        const yields = other !== hold && other.request === hold.request;
        if (yields && this.stateOf(other) === "waiting") other.state = "released";
      }
    }
    if (move === "extend") {
      const wanted = this.now + (ahead + 30) * minute;
      const last = hold.acceptedAt + 24 * 60 * minute;
      hold.expiresAt = Math.max(hold.expiresAt, Math.min(wanted, last));
    }
    if (move === "arrive") hold.arrivedAt = this.now;
  }
}
