import type { Point } from "../directory/places.ts";
import { Bitmap } from "../bitmap.ts";
import type { ProgramFacts } from "./facts.ts";
import { countyPlace, finestPlace } from "./known-place.ts";
import { PlaceColumn } from "./place-column.ts";
import type { AvoidedPlace } from "./search.ts";
import { vectorOf } from "./sphere.ts";

/** Where every program is, as far as it may be known, and how far from the child. */
export class PlaceColumns {
  readonly #finest = new PlaceColumn();
  readonly #county = new PlaceColumn();
  #chords = new Float64Array(0);
  #slots = 0;
  /** Slots whose place the viewer of this pass knows by its county only. */
  #coarse = new Bitmap();

  put(slot: number, program: ProgramFacts): void {
    this.#finest.put(slot, finestPlace(program));
    this.#county.put(slot, countyPlace(program));
    this.#slots = Math.max(this.#slots, slot + 1);
  }

  /** Begins a pass: measures from where the child is, by the county alone for `coarse` slots. */
  measure(from: Point | null, coarse: Bitmap): void {
    this.#coarse = coarse;
    if (this.#chords.length < this.#slots) this.#chords = new Float64Array(this.#slots * 2);
    if (!from) {
      this.#chords.fill(Infinity);
      return;
    }
    const origin = vectorOf(from);
    this.#finest.measure(origin, this.#chords, this.#slots);
    coarse.forEach((slot) => {
      this.#chords[slot] = this.#county.chord(slot, origin);
    });
  }

  /** Squared chord from the child; Infinity where it is not known. */
  chord(slot: number): number {
    return this.#chords[slot] ?? Infinity;
  }

  /** Programs nearer than a squared chord, and those that are not; unknown places are in neither. */
  markNearer(limit: number, nearer: Bitmap, farther: Bitmap): void {
    const chords = this.#chords;
    nearer.addWhere(this.#slots, (slot) => (chords[slot] ?? Infinity) < limit);
    farther.addWhere(this.#slots, (slot) => {
      const chord = chords[slot] ?? Infinity;
      return chord >= limit && chord < Infinity;
    });
  }

  /** Programs that are, or whose county reaches, within the circle. */
  markNear(circle: AvoidedPlace, near: Bitmap): void {
    const isNear = this.#finest.nearTo(vectorOf(circle), circle.miles);
    const isCountyNear = this.#county.nearTo(vectorOf(circle), circle.miles);
    near.addWhere(this.#slots, (slot) => isNear(slot) && !this.#coarse.has(slot));
    this.#coarse.forEach((slot) => {
      if (isCountyNear(slot)) near.set(slot, true);
    });
  }

  /** Programs of which at least the county is known. */
  markPlaced(placed: Bitmap): void {
    placed.copy(this.#finest.placed);
    placed.andNot(this.#coarse);
    this.#coarse.forEach((slot) => {
      if (this.#county.placed.has(slot)) placed.set(slot, true);
    });
  }
}
