import { Bitmap } from "../bitmap.ts";
import type { KnownPlace } from "./known-place.ts";
import { chordOfMiles, type Vector } from "./sphere.ts";

const longer = (values: Float64Array, length: number): Float64Array<ArrayBuffer> => {
  const copy = new Float64Array(length);
  copy.set(values);
  return copy;
};

/** A place for every slot: a point, or a county's centre with its radius. Infinity: none. */
export class PlaceColumn {
  readonly placed = new Bitmap();
  #x = new Float64Array(0);
  #y = new Float64Array(0);
  #z = new Float64Array(0);
  #radius = new Float64Array(0);
  #longestRadius = 0;

  put(slot: number, place: KnownPlace | null): void {
    if (slot >= this.#x.length) {
      const length = Math.max(64, slot * 2);
      this.#x = longer(this.#x, length);
      this.#y = longer(this.#y, length);
      this.#z = longer(this.#z, length);
      this.#radius = longer(this.#radius, length);
    }
    this.#x[slot] = place?.at.x ?? Infinity;
    this.#y[slot] = place?.at.y ?? Infinity;
    this.#z[slot] = place?.at.z ?? Infinity;
    this.#radius[slot] = place?.radiusMiles ?? 0;
    this.#longestRadius = Math.max(this.#longestRadius, place?.radiusMiles ?? 0);
    this.placed.set(slot, place !== null);
  }

  /** Squared chord between the slot's place and `to`; Infinity: no place. */
  chord(slot: number, to: Vector): number {
    const dx = (this.#x[slot] ?? Infinity) - to.x;
    const dy = (this.#y[slot] ?? Infinity) - to.y;
    const dz = (this.#z[slot] ?? Infinity) - to.z;
    return dx * dx + dy * dy + dz * dz;
  }

  /** Writes the squared chords of all slots below `slots`. */
  measure(to: Vector, chords: Float64Array, slots: number): void {
    const [xs, ys, zs] = [this.#x, this.#y, this.#z];
    const { x, y, z } = to;
    for (let slot = 0; slot < slots; slot += 1) {
      const dx = (xs[slot] ?? Infinity) - x;
      const dy = (ys[slot] ?? Infinity) - y;
      const dz = (zs[slot] ?? Infinity) - z;
      chords[slot] = dx * dx + dy * dy + dz * dz;
    }
  }

  /** Whether a slot's place, or any of its county, lies within `miles` of `centre`. */
  nearTo(centre: Vector, miles: number): (slot: number) => boolean {
    const ofPoint = chordOfMiles(miles);
    const farthest = chordOfMiles(miles + this.#longestRadius);
    return (slot) => {
      const chord = this.chord(slot, centre);
      if (chord <= ofPoint) return true;
      // Few are near enough for their radius to matter.
      return chord <= farthest && chord <= chordOfMiles(miles + (this.#radius[slot] ?? 0));
    };
  }
}
