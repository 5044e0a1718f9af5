import { BestSlots } from "./best-slots.ts";
import type { Bitmap } from "../bitmap.ts";
import { criteria } from "./criteria/index.ts";
import { kind } from "./criteria/kind.ts";
import type { Judged } from "./judge-all.ts";

/** Where an excluded program stands in the order of those that come nearest to fitting. */
export interface ExcludedPosition {
  /** Criteria that exclude it; one of another kind than asked for comes after all that are not. */
  readonly against: number;
  /** Squared chord from the child; Infinity: not known. */
  readonly chord: number;
  readonly id: string;
}

export interface ExcludedSlot {
  readonly slot: number;
  readonly position: ExcludedPosition;
}

/** Programs by how many criteria exclude them: those with none at place 0, and so on. */
const byCount = ({ index, marks }: Judged, programs: Bitmap): Bitmap[] => {
  const { scratch } = index;
  const atLeast = [programs, ...marks.map(() => scratch.take())];
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
  return atLeast.map((here, count) => {
    const exactly = scratch.take();
    exactly.copy(here);
    const more = atLeast[count + 1];
    if (more) exactly.andNot(more);
    return exactly;
  });
};

const inOrder = (judged: Judged, of: Bitmap): Bitmap[] => {
  const { index, marks } = judged;
  const wanted = index.scratch.take();
  const others = index.scratch.take();
  const ofOtherKind = marks[criteria.indexOf(kind)]?.excludes;
  wanted.copy(of);
  others.copy(of);
  if (ofOtherKind) {
    wanted.andNot(ofOtherKind);
    others.and(ofOtherKind);
  }
  return [...byCount(judged, wanted), ...byCount(judged, others)];
};

/**
 * Excluded programs among `of`: those of a kind that was asked for first, then those with the fewest
 * criteria against them, the nearest, and by id; at most `limit`, and only those after `after`.
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
  inOrder(judged, of).forEach((programs, against) => {
    if (against < (after?.against ?? 0) || best.best.length === limit) return;
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
