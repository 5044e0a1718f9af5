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

/**
 * How many criteria exclude each program, as a binary number of which every digit is a bitmap, the
 * lowest first: all programs are counted at once.
 */
const countAgainst = ({ index, marks }: Judged): readonly Bitmap[] => {
  const { scratch } = index;
  const digits = Array.from({ length: 32 - Math.clz32(marks.length) }, () => scratch.take());
  let [carried, next] = [scratch.take(), scratch.take()];
  for (const { excludes } of marks) {
    carried.copy(excludes);
    for (const digit of digits) {
      next.copy(digit);
      next.and(carried);
      digit.or(carried);
      digit.andNot(next);
      [carried, next] = [next, carried];
    }
  }
  return digits;
};

/**
 * The programs among `of` at each place of the order: those of a kind that was asked for by how many
 * criteria exclude them, then in the same way all others. Each set is put together when it is asked
 * for, since the first few mostly have enough.
 */
const openPlaces = (judged: Judged, of: Bitmap) => {
  const { scratch } = judged.index;
  const ofOtherKind = judged.marks[criteria.indexOf(kind)]?.excludes;
  const digits = countAgainst(judged);
  const counts = judged.marks.length + 1;
  return {
    places: 2 * counts,
    at: (place: number): Bitmap => {
      const programs = scratch.take();
      programs.copy(of);
      if (ofOtherKind && place < counts) programs.andNot(ofOtherKind);
      if (ofOtherKind && place >= counts) programs.and(ofOtherKind);
      digits.forEach((digit, at) => {
        if ((((place % counts) >>> at) & 1) === 1) programs.and(digit);
        else programs.andNot(digit);
      });
      return programs;
    },
  };
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
  const { places, at } = openPlaces(judged, of);
  for (let place = after?.against ?? 0; place < places && best.best.length < limit; place += 1) {
    at(place).forEach((slot) => {
      const chord = pass.places.chord(slot);
      if (isAfter(slot, place, chord)) best.offer(slot, place, chord);
    });
  }
  return best.best.map(({ slot, rank, chord }) => ({
    slot,
    position: { against: rank, chord, id: index.at(slot).id },
  }));
};
