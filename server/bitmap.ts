import {
  addAll,
  clearBit,
  countBits,
  countShared,
  eachBit,
  hasBit,
  keepShared,
  listBits,
  noBits,
  setBit,
  takeOut,
  type Bits,
} from "./bits.ts";

/** A set of slots that grows as they are added; what it does to itself makes no new set. */
export class Bitmap {
  #bits: Bits = noBits(0);

  set(slot: number, on: boolean): void {
    const word = slot >>> 5;
    if (word >= this.#bits.length) {
      if (!on) return;
      this.#resize(Math.max(word + 1, Math.ceil(this.#bits.length * 1.5)));
    }
    if (on) setBit(this.#bits, slot);
    else clearBit(this.#bits, slot);
  }

  has(slot: number): boolean {
    return hasBit(this.#bits, slot);
  }

  clear(): void {
    this.#bits.fill(0);
  }

  #resize(length: number): void {
    const longer = noBits(length);
    longer.set(this.#bits);
    this.#bits = longer;
  }

  /** Becomes the same set as `other`. */
  copy(other: Bitmap): void {
    if (this.#bits.length < other.#bits.length) this.#resize(other.#bits.length);
    this.#bits.set(other.#bits);
    this.#bits.fill(0, other.#bits.length);
  }

  /** Keeps what is in `other` too. */
  and(other: Bitmap): void {
    keepShared(this.#bits, other.#bits);
  }

  /** Takes out what is in `other`. */
  andNot(other: Bitmap): void {
    takeOut(this.#bits, other.#bits);
  }

  /** Adds what is in `other`. */
  or(other: Bitmap): void {
    if (this.#bits.length < other.#bits.length) this.#resize(other.#bits.length);
    addAll(this.#bits, other.#bits);
  }

  /** Adds every slot below `slots` that passes the test. */
  addWhere(slots: number, test: (slot: number) => boolean): void {
    this.addWords(slots, (first, end) => {
      let bits = 0;
      for (let slot = first; slot < end; slot += 1) if (test(slot)) bits |= 1 << (slot - first);
      return bits;
    });
  }

  /**
   * Adds slots below `slots`, of which `bitsOf` names those from `first` to before `end`, at most 32
   * of them: the lowest bit is the first. For rules of which a call a slot would cost more than they.
   */
  addWords(slots: number, bitsOf: (first: number, end: number) => number): void {
    const length = (slots + 31) >>> 5;
    if (this.#bits.length < length) this.#resize(length);
    for (let word = 0; word < length; word += 1) {
      const first = word * 32;
      const bits = bitsOf(first, Math.min(slots, first + 32));
      if (bits !== 0) this.#bits[word] = (this.#bits[word] ?? 0) | bits;
    }
  }

  /** How many slots are in it. */
  count(): number {
    return countBits(this.#bits);
  }

  /** How many slots are both here and in `other`. */
  countShared(other: Bitmap): number {
    return countShared(this.#bits, other.#bits);
  }

  /**
   * Writes the slots into `list`, which has room for them, in rising order; answers how many. For
   * loops that add up: what a visitor adds up lies on the heap.
   */
  list(list: Uint32Array): number {
    return listBits(this.#bits, list);
  }

  /** Calls `visit` with each slot, in rising order. */
  forEach(visit: (slot: number) => void): void {
    eachBit(this.#bits, visit);
  }
}

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
