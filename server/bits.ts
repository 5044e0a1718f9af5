/**
 * A set of slots, one bit each, so that a rule is applied to 32 programs at a time. A shorter set
 * has nothing beyond its end.
 */
export type Bits = Int32Array<ArrayBuffer>;

/** The empty set, with room for so many times 32 slots. */
export const noBits = (words: number): Bits => new Int32Array(words);

export const hasBit = (bits: Bits, slot: number): boolean =>
  (((bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;

export const setBit = (bits: Bits, slot: number): void => {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
};

export const clearBit = (bits: Bits, slot: number): void => {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) & ~(1 << (slot & 31));
};

/** Adds the second, which is not longer, to the first. */
export const addAll = (target: Bits, more: Bits): void => {
  for (let word = 0; word < more.length; word += 1) {
    target[word] = (target[word] ?? 0) | (more[word] ?? 0);
  }
};

/** Leaves in the first what is in the second too. */
export const keepShared = (target: Bits, other: Bits): void => {
  const shared = Math.min(target.length, other.length);
  for (let word = 0; word < shared; word += 1) {
    target[word] = (target[word] ?? 0) & (other[word] ?? 0);
  }
  target.fill(0, shared);
};

/** Takes the second out of the first. */
export const takeOut = (target: Bits, other: Bits): void => {
  const shared = Math.min(target.length, other.length);
  for (let word = 0; word < shared; word += 1) {
    target[word] = (target[word] ?? 0) & ~(other[word] ?? 0);
  }
};

/** What is in both. */
export const both = (a: Bits, b: Bits): Bits => {
  const result = a.slice();
  keepShared(result, b);
  return result;
};

/** What is in the first and not in the second. */
export const without = (a: Bits, b: Bits): Bits => {
  const result = a.slice();
  takeOut(result, b);
  return result;
};

const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

export const countBits = (bits: Bits): number => {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) count += ones(bits[word] ?? 0);
  return count;
};

/** How many are in both. */
export const countShared = (a: Bits, b: Bits): number => {
  const shared = Math.min(a.length, b.length);
  let count = 0;
  for (let word = 0; word < shared; word += 1) count += ones((a[word] ?? 0) & (b[word] ?? 0));
  return count;
};

/** The words of the set that hold anything: where to look when counting in many other sets. */
export const filledWords = (bits: Bits): Uint32Array => {
  const filled = new Uint32Array(bits.length);
  let length = 0;
  for (let word = 0; word < bits.length; word += 1) if (bits[word] !== 0) filled[length++] = word;
  return filled.subarray(0, length);
};

/** How many are in both; `filled` are the filled words of the first. */
export const countBoth = (a: Bits, b: Bits, filled: Uint32Array): number => {
  let count = 0;
  for (let at = 0; at < filled.length; at += 1) {
    const word = filled[at] ?? 0;
    const shared = (a[word] ?? 0) & (b[word] ?? 0);
    if (shared !== 0) count += ones(shared);
  }
  return count;
};

export const isEmpty = (bits: Bits): boolean => bits.every((word) => word === 0);

/** Calls `visit` for every slot of the set, in rising order. */
export const eachBit = (bits: Bits, visit: (slot: number) => void): void => {
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
      visit((word << 5) + 31 - Math.clz32(rest & -rest));
    }
  }
};

/** Takes what is in both out of the first, and calls `visit` for every slot of it. */
export const takeEach = (from: Bits, what: Bits, visit: (slot: number) => void): void => {
  const shared = Math.min(from.length, what.length);
  for (let word = 0; word < shared; word += 1) {
    const taken = (from[word] ?? 0) & (what[word] ?? 0);
    if (taken === 0) continue;
    from[word] = (from[word] ?? 0) & ~taken;
    for (let rest = taken; rest !== 0; rest &= rest - 1) {
      visit((word << 5) + 31 - Math.clz32(rest & -rest));
    }
  }
};

/** Writes the slots of the set into `list`, in rising order; answers how many there are. */
export const listBits = (bits: Bits, list: Uint32Array): number => {
  let length = 0;
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
      list[length++] = (word << 5) + 31 - Math.clz32(rest & -rest);
    }
  }
  return length;
};
