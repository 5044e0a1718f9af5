/** A set of slots, one bit each; sets of one index have the same length. */
export type Bits = Uint32Array<ArrayBuffer>;

export const hasBit = (bits: Bits, slot: number): boolean =>
  ((bits[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0;

export const setBit = (bits: Bits, slot: number): void => {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
};

export const clearBit = (bits: Bits, slot: number): void => {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) & ~(1 << (slot & 31));
};

/** What is in both. */
export const both = (a: Bits, b: Bits): Bits => {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word += 1) result[word] = (a[word] ?? 0) & (b[word] ?? 0);
  return result;
};

/** What is in the first and not in the second. */
export const without = (a: Bits, b: Bits): Bits => {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word += 1) result[word] = (a[word] ?? 0) & ~(b[word] ?? 0);
  return result;
};

/** Adds the second to the first. */
export const addAll = (target: Bits, more: Bits): void => {
  for (let word = 0; word < target.length; word += 1) {
    target[word] = (target[word] ?? 0) | (more[word] ?? 0);
  }
};

const ones = (word: number): number => {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

export const countBits = (bits: Bits): number => {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) count += ones(bits[word] ?? 0);
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
    let rest = bits[word] ?? 0;
    while (rest !== 0) {
      const lowest = rest & -rest;
      visit((word << 5) + 31 - Math.clz32(lowest));
      rest ^= lowest;
    }
  }
};
