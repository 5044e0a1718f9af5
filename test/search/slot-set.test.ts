import fc from "fast-check";
import { expect, test } from "vitest";
import { eachBit, filledWords, noBits, setBit, type Bits } from "../../server/bits.ts";
import { SlotSet } from "../../server/search/slot-set.ts";

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
