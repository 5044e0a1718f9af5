/** Where the primary's log of changes was (bytes) at a moment (milliseconds). */
export interface Mark {
  readonly at: number;
  readonly position: number;
}

/** An hour of marks, one each half second. */
const keptMarks = 7200;

export interface LagMeter {
  /** Adds a mark; later ones stand further on. */
  note(mark: Mark): void;
  /**
   * Seconds since the primary was where the replica is: all that was written before is there. At
   * most that long, for what was written between two marks counts with the earlier one. Undefined:
   * the replica has not reached a mark that is still known.
   */
  lagAt(replayed: number, now: number): number | undefined;
}

/**
 * Measures how far a replica is behind by what it has replayed, not by the age of the last change:
 * where nobody writes, nothing is old.
 */
export const openLagMeter = (): LagMeter => {
  const marks: Mark[] = [];
  return {
    note: (mark) => {
      marks.push(mark);
      if (marks.length > keptMarks) marks.shift();
    },
    lagAt: (replayed, now) => {
      const reached = marks.findLastIndex(({ position }) => position <= replayed);
      const mark = marks[reached];
      if (!mark) return undefined;
      return reached === marks.length - 1 ? 0 : Math.max(0, now - mark.at) / 1000;
    },
  };
};
