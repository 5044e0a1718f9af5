/**
 * A set of small numbers (slots of programs) as bits, so that a rule is applied to 32 programs at a
 * time. It grows as slots are added; a shorter one counts as having nothing beyond its end.
 */
export class Bitmap {
  #words = new Int32Array(0);

  set(slot: number, on: boolean): void {
    const word = slot >>> 5;
    if (word >= this.#words.length) {
      if (!on) return;
      this.#resize(Math.max(word + 1, Math.ceil(this.#words.length * 1.5)));
    }
    const bits = this.#words[word] ?? 0;
    this.#words[word] = on ? bits | (1 << (slot & 31)) : bits & ~(1 << (slot & 31));
  }

  has(slot: number): boolean {
    return (((this.#words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
  }

  clear(): void {
    this.#words.fill(0);
  }

  #resize(length: number): void {
    const longer = new Int32Array(length);
    longer.set(this.#words);
    this.#words = longer;
  }

  /** Becomes the same set as `other`. */
  copy(other: Bitmap): void {
    if (this.#words.length < other.#words.length) this.#resize(other.#words.length);
    this.#words.set(other.#words);
    this.#words.fill(0, other.#words.length);
  }

  /** Keeps what is in `other` too. */
  and(other: Bitmap): void {
    const mine = this.#words;
    const its = other.#words;
    const shared = Math.min(mine.length, its.length);
    for (let i = 0; i < shared; i += 1) mine[i] = (mine[i] ?? 0) & (its[i] ?? 0);
    mine.fill(0, shared);
  }

  /** Takes out what is in `other`. */
  andNot(other: Bitmap): void {
    const mine = this.#words;
    const its = other.#words;
    const shared = Math.min(mine.length, its.length);
    for (let i = 0; i < shared; i += 1) mine[i] = (mine[i] ?? 0) & ~(its[i] ?? 0);
  }

  /** Adds what is in `other`. */
  or(other: Bitmap): void {
    if (this.#words.length < other.#words.length) this.#resize(other.#words.length);
    const mine = this.#words;
    const its = other.#words;
    for (let i = 0; i < its.length; i += 1) mine[i] = (mine[i] ?? 0) | (its[i] ?? 0);
  }

  /** Adds every slot below `slots` that passes the test. */
  addWhere(slots: number, test: (slot: number) => boolean): void {
    const length = (slots + 31) >>> 5;
    if (this.#words.length < length) this.#resize(length);
    for (let word = 0; word < length; word += 1) {
      const first = word * 32;
      const end = Math.min(slots, first + 32);
      let bits = 0;
      for (let slot = first; slot < end; slot += 1) if (test(slot)) bits |= 1 << (slot - first);
      this.#words[word] = (this.#words[word] ?? 0) | bits;
    }
  }

  /** How many slots are in it. */
  count(): number {
    let total = 0;
    for (let i = 0; i < this.#words.length; i += 1) total += bitsIn(this.#words[i] ?? 0);
    return total;
  }

  /** How many slots are both here and in `other`. */
  countShared(other: Bitmap): number {
    const shared = Math.min(this.#words.length, other.#words.length);
    let total = 0;
    for (let i = 0; i < shared; i += 1) {
      total += bitsIn((this.#words[i] ?? 0) & (other.#words[i] ?? 0));
    }
    return total;
  }

  /** Calls `visit` with each slot, in rising order. */
  forEach(visit: (slot: number) => void): void {
    for (let i = 0; i < this.#words.length; i += 1) {
      for (let left = this.#words[i] ?? 0; left !== 0; left &= left - 1) {
        visit(i * 32 + 31 - Math.clz32(left & -left));
      }
    }
  }
}

const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/**
 * Empty bitmaps for the length of one pass, used again by the next: a pass needs some dozens, each
 * as long as the index.
 */
export class BitmapStore {
  readonly #kept: Bitmap[] = [];
  #taken = 0;

  /** Begins a pass; what was taken before is free again. */
  reset(): void {
    this.#taken = 0;
  }

  take(): Bitmap {
    const bitmap = this.#kept[this.#taken] ?? new Bitmap();
    this.#kept[this.#taken] = bitmap;
    this.#taken += 1;
    bitmap.clear();
    return bitmap;
  }
}
