/** How long holds last; the operator's settings. */
export interface HoldLimits {
  /** Minutes in which a program may answer. */
  readonly waitingMinutes: number;
  /** Minutes for which an accepted bed is kept. */
  readonly acceptedMinutes: number;
}

/** Holds that one worker may have running at once (rule 4). */
export const mostHolds = 5;

/** A bed is kept this long beyond the arrival that a worker announced. */
export const graceMinutes = 30;

/** No hold is kept longer than this after it was accepted, however often it is extended. */
export const longestHoldHours = 24;

const minute = 60_000;
export const minutesAfter = (moment: Date, minutes: number): Date =>
  new Date(moment.getTime() + minutes * minute);
