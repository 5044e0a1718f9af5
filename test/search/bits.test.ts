import fc from "fast-check";
import { expect, test } from "vitest";
import {
  both,
  countBits,
  countBoth,
  eachBit,
  filledWords,
  isEmpty,
  setBit,
  without,
  type Bits,
} from "../../server/search/bits.ts";
import { SlotSet } from "../../server/search/slot-set.ts";

const words = 5;
const slots = fc.uniqueArray(fc.integer({ min: 0, max: words * 32 - 1 }));
const bitsOf = (members: readonly number[]): Bits => {
  const bits = new Uint32Array(words);
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
      expect(countBoth(x, y, filledWords(x))).toBe(shared.length);
    }),
  );
});

test("a slot set is the same set whether it is short or long", () => {
  const step = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: words * 32 - 1 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), slots, (steps, others) => {
      const set = new SlotSet(words);
      const expected = new Set<number>();
      for (const [adds, slot] of steps) {
        if (adds) set.add(slot);
        else set.remove(slot);
        if (adds) expected.add(slot);
        else expected.delete(slot);
      }
      const other = bitsOf(others);
      expect(membersOf(set.toBits())).toEqual(sorted([...expected]));
      for (const slot of others) expect(set.has(slot)).toBe(expected.has(slot));
      expect(set.countIn(other, filledWords(other))).toBe(
        others.filter((slot) => expected.has(slot)).length,
      );
    }),
  );
});
