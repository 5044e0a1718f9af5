import type { Bitmap } from "../bitmap.ts";

/** Slots by a key of which there are thousands with few slots each, such as counties. */
export class SlotLists {
  readonly #slots = new Map<string, number[]>();

  add(key: string, slot: number): void {
    const slots = this.#slots.get(key);
    if (slots) slots.push(slot);
    else this.#slots.set(key, [slot]);
  }

  remove(key: string, slot: number): void {
    const slots = this.#slots.get(key);
    const last = slots?.pop();
    if (!slots || last === undefined) return;
    if (last !== slot) slots[slots.indexOf(slot)] = last;
    if (slots.length === 0) this.#slots.delete(key);
  }

  /** Adds the slots of `key` to the set. */
  addTo(bitmap: Bitmap, key: string): void {
    for (const slot of this.#slots.get(key) ?? []) bitmap.set(slot, true);
  }
}
