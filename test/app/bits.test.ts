import fc from "fast-check";
import { expect, test } from "vitest";
import { Bitmap } from "../../server/bitmap.ts";
import {
  both,
  countBits,
  countBoth,
  countShared,
  eachBit,
  filledWords,
  isEmpty,
  noBits,
  setBit,
  without,
  type Bits,
} from "../../server/bits.ts";

const words = 5;
const slots = fc.uniqueArray(fc.integer({ min: 0, max: words * 32 - 1 }));
const bitsOf = (members: readonly number[]): Bits => {
  const bits = noBits(words);
  for (const slot of members) setBit(bits, slot);
  return bits;
};
const membersOf = (bits: Bits): number[] => {
  const members: number[] = [];
  eachBit(bits, (slot) => members.push(slot));
  return members;
};
const sorted = (members: readonly number[]) => members.toSorted((a, b) => a - b);

test("bits are a set: they hold, count and combine as sets do", () => {
  fc.assert(
    fc.property(slots, slots, (a, b) => {
      const [x, y] = [bitsOf(a), bitsOf(b)];
      const shared = a.filter((slot) => b.includes(slot));
      expect(membersOf(x)).toEqual(sorted(a));
      expect(countBits(x)).toBe(a.length);
      expect(isEmpty(x)).toBe(a.length === 0);
      expect(membersOf(both(x, y))).toEqual(sorted(shared));
      expect(membersOf(without(x, y))).toEqual(sorted(a.filter((slot) => !b.includes(slot))));
      expect(countShared(x, y)).toBe(shared.length);
      expect(countBoth(x, y, filledWords(x))).toBe(shared.length);
    }),
  );
});

test("a bitmap is the same set however long it has grown", () => {
  const far = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 30 });
  const bitmapOf = (members: readonly number[]) => {
    const bitmap = new Bitmap();
    for (const slot of members) bitmap.set(slot, true);
    return bitmap;
  };
  const slotsOf = (bitmap: Bitmap) => {
    const members: number[] = [];
    bitmap.forEach((slot) => members.push(slot));
    return members;
  };
  fc.assert(
    fc.property(slots, far, (a, b) => {
      for (const [mine, its] of [
        [a, b],
        [b, a],
      ] as const) {
        const shared = sorted(mine.filter((slot) => its.includes(slot)));
        const other = bitmapOf(its);
        const changed = (change: (bitmap: Bitmap) => void) => {
          const bitmap = bitmapOf(mine);
          change(bitmap);
          expect(bitmap.count()).toBe(slotsOf(bitmap).length);
          return slotsOf(bitmap);
        };
        expect(bitmapOf(mine).countShared(other)).toBe(shared.length);
        expect(changed((bitmap) => bitmap.and(other))).toEqual(shared);
        expect(changed((bitmap) => bitmap.or(other))).toEqual(
          sorted([...new Set([...mine, ...its])]),
        );
        expect(changed((bitmap) => bitmap.andNot(other))).toEqual(
          sorted(mine.filter((slot) => !its.includes(slot))),
        );
        expect(changed((bitmap) => bitmap.copy(other))).toEqual(sorted(its));
        expect(changed((bitmap) => its.forEach((slot) => bitmap.set(slot, false)))).toEqual(
          sorted(mine.filter((slot) => !its.includes(slot))),
        );
        const added = changed((bitmap) => bitmap.addWhere(200, (slot) => its.includes(slot)));
        const below = its.filter((slot) => slot < 200);
        expect(added).toEqual(sorted([...new Set([...mine, ...below])]));
        for (const slot of its) expect(bitmapOf(mine).has(slot)).toBe(mine.includes(slot));
      }
    }),
  );
});
