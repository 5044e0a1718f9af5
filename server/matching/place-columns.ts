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
  /** What is found of them. */
  readonly #byCounty = new Bitmap();
  #measured = false;

  put(slot: number, program: ProgramFacts): void {
    this.#finest.put(slot, finestPlace(program));
    this.#county.put(slot, countyPlace(program));
    this.#slots = Math.max(this.#slots, slot + 1);
  }

  /** Begins a pass: measures from where the child is, by the county alone for `coarse` slots. */
  measure(from: Point | null, coarse: Bitmap): void {
    this.#coarse = coarse;
    if (this.#chords.length < this.#slots) this.#chords = new Float64Array(this.#slots * 2);
    this.#measured = from !== null;
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
    if (!this.#measured) return;
    const chords = this.#chords;
    nearer.addWords(this.#slots, (first, end) => {
      let bits = 0;
      for (let slot = first; slot < end; slot += 1) {
        if ((chords[slot] ?? Infinity) < limit) bits |= 1 << (slot - first);
      }
      return bits;
    });
    this.markPlaced(farther);
    farther.andNot(nearer);
  }

  /** Programs that are, or whose county reaches, within one of the circles. */
  markNear(circles: readonly AvoidedPlace[], near: Bitmap): void {
    for (const circle of circles) {
      this.#finest.markWithin(vectorOf(circle), circle.miles, this.#slots, near);
    }
    if (this.#coarse.count() === 0) return;
    near.andNot(this.#coarse);
    const byCounty = this.#byCounty;
    byCounty.clear();
    for (const circle of circles) {
      this.#county.markWithin(vectorOf(circle), circle.miles, this.#slots, byCounty);
    }
    byCounty.and(this.#coarse);
    near.or(byCounty);
  }

  /** Programs of which at least the county is known. */
  markPlaced(placed: Bitmap): void {
    placed.copy(this.#finest.placed);
    placed.andNot(this.#coarse);
    this.#byCounty.copy(this.#county.placed);
    this.#byCounty.and(this.#coarse);
    placed.or(this.#byCounty);
  }
}
