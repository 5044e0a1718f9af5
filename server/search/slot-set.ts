import { addAll, clearBit, countBoth, hasBit, noBits, setBit, type Bits } from "../bits.ts";

/** Which slots carry a code or a word: a list while it is shorter than the bits would be. */
export class SlotSet {
  readonly #words: number;
  #list: number[] | undefined = [];
  #bits: Bits | undefined;

  /** `words` is the length of the index's bit sets. */
  constructor(words: number) {
    this.#words = words;
  }

  get isEmpty(): boolean {
    return this.#list?.length === 0;
  }

  add(slot: number): void {
    if (this.#bits) {
      setBit(this.#bits, slot);
      return;
    }
    const list = this.#list ?? [];
    const last = list.at(-1);
    // Slots mostly come in rising order; only otherwise can one be there already.
    if (last !== undefined && slot <= last && list.includes(slot)) return;
    list.push(slot);
    if (list.length > this.#words) this.#toBits();
  }

  remove(slot: number): void {
    if (this.#bits) clearBit(this.#bits, slot);
    else this.#list = this.#list?.filter((listed) => listed !== slot);
  }

  has(slot: number): boolean {
    return this.#bits ? hasBit(this.#bits, slot) : (this.#list?.includes(slot) ?? false);
  }

  addTo(target: Bits): void {
    if (this.#bits) addAll(target, this.#bits);
    else for (const slot of this.#list ?? []) setBit(target, slot);
  }

  /** How many of these slots are in `bits`; `filled` are its filled words. */
  countIn(bits: Bits, filled: Uint32Array): number {
    if (this.#bits) return countBoth(bits, this.#bits, filled);
    const list = this.#list ?? [];
    let count = 0;
    for (let at = 0; at < list.length; at += 1) if (hasBit(bits, list[at] ?? 0)) count += 1;
    return count;
  }

  toBits(): Bits {
    const bits = noBits(this.#words);
    this.addTo(bits);
    return bits;
  }

  #toBits(): void {
    const bits = this.toBits();
    this.#list = undefined;
    this.#bits = bits;
  }
}
