import { BestSlots } from "./best-slots.ts";
import type { Bitmap } from "./bitmap.ts";
import type { Judged } from "./judge-all.ts";

/** Where an excluded program stands in the order of those that come nearest to fitting. */
export interface ExcludedPosition {
  /** Criteria that exclude it. */
  readonly against: number;
  /** Squared chord from the child; Infinity: not known. */
  readonly chord: number;
  readonly id: string;
}

export interface ExcludedSlot {
  readonly slot: number;
  readonly position: ExcludedPosition;
}

/** Excluded programs by how many criteria exclude them: those with one at place 1, and so on. */
const byCount = ({ index, marks, excluded }: Judged): Bitmap[] => {
  const { scratch } = index;
  const atLeast = [excluded, ...marks.map(() => scratch.take()), scratch.take()];
  const both = scratch.take();
  for (const { excludes } of marks) {
    for (let count = marks.length; count > 0; count -= 1) {
      const fewer = atLeast[count - 1];
      if (!fewer) continue;
      both.copy(fewer);
      both.and(excludes);
      atLeast[count]?.or(both);
    }
  }
  return atLeast.slice(0, -1).map((here, count) => {
    const exactly = scratch.take();
    exactly.copy(here);
    const more = atLeast[count + 1];
    if (more) exactly.andNot(more);
    return exactly;
  });
};

/**
 * Excluded programs among `of`, those with the fewest criteria against them first, then by distance
 * and id; at most `limit`, and only those that come after `after`.
 */
export const nearestExcluded = (
  judged: Judged,
  of: Bitmap,
  limit: number,
  after?: ExcludedPosition,
): ExcludedSlot[] => {
  const { index, pass } = judged;
  const isAfter = (slot: number, against: number, chord: number): boolean => {
    if (!after || against > after.against) return true;
    return chord === after.chord ? index.at(slot).id > after.id : chord > after.chord;
  };
  const best = new BestSlots(index, limit);
  byCount(judged).forEach((programs, against) => {
    if (against < (after?.against ?? 1) || best.best.length === limit) return;
    programs.and(of);
    programs.forEach((slot) => {
      const chord = pass.places.chord(slot);
      if (isAfter(slot, against, chord)) best.offer(slot, against, chord);
    });
  });
  return best.best.map(({ slot, rank, chord }) => ({
    slot,
    position: { against: rank, chord, id: index.at(slot).id },
  }));
};
