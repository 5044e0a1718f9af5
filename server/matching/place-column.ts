import { earthMiles } from "../directory/places.ts";
import { Bitmap } from "../bitmap.ts";
import type { KnownPlace } from "./known-place.ts";
import { SlotLists } from "./slot-lists.ts";
import { chordBetween, chordOfMiles, type Vector } from "./sphere.ts";

const longer = (values: Float64Array, length: number): Float64Array<ArrayBuffer> => {
  const copy = new Float64Array(length);
  copy.set(values);
  return copy;
};

/** Whether any of the county lies within `miles` of `centre`. */
const reaches = (county: KnownPlace, centre: Vector, miles: number): boolean => {
  const within = miles + county.radiusMiles;
  const chord = chordBetween(county.at, centre);
  // An arc is longer than its chord: most counties are out of reach without a sine.
  return chord <= (within / earthMiles) ** 2 * 1.000_001 && chord <= chordOfMiles(within);
};

/** A place for every slot: a point, or a county's centre with its radius. Infinity: none. */
export class PlaceColumn {
  readonly placed = new Bitmap();
  #x = new Float64Array(0);
  #y = new Float64Array(0);
  #z = new Float64Array(0);
  /** Each county that ever was some slot's place, by its FIPS code. */
  readonly #counties = new Map<string, KnownPlace>();
  readonly #inCounty = new SlotLists();
  /** By slot, the county that is its place. */
  readonly #countyOf: (string | null)[] = [];

  put(slot: number, place: KnownPlace | null): void {
    if (slot >= this.#x.length) {
      const length = Math.max(64, slot * 2);
      this.#x = longer(this.#x, length);
      this.#y = longer(this.#y, length);
      this.#z = longer(this.#z, length);
    }
    this.#x[slot] = place?.at.x ?? Infinity;
    this.#y[slot] = place?.at.y ?? Infinity;
    this.#z[slot] = place?.at.z ?? Infinity;
    this.placed.set(slot, place !== null);
    this.#putCounty(slot, place);
  }

  #putCounty(slot: number, place: KnownPlace | null): void {
    const before = this.#countyOf[slot];
    if (before) this.#inCounty.remove(before, slot);
    this.#countyOf[slot] = place?.county ?? null;
    if (!place?.county) return;
    this.#inCounty.add(place.county, slot);
    this.#counties.set(place.county, place);
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

  /** Adds the slots below `slots` whose place, or any of whose county, lies within `miles`. */
  markWithin(centre: Vector, miles: number, slots: number, near: Bitmap): void {
    const [xs, ys, zs] = [this.#x, this.#y, this.#z];
    const { x, y, z } = centre;
    const most = chordOfMiles(miles);
    near.addWords(slots, (first, end) => {
      let bits = 0;
      for (let slot = first; slot < end; slot += 1) {
        const dx = (xs[slot] ?? Infinity) - x;
        const dy = (ys[slot] ?? Infinity) - y;
        const dz = (zs[slot] ?? Infinity) - z;
        if (dx * dx + dy * dy + dz * dz <= most) bits |= 1 << (slot - first);
      }
      return bits;
    });
    for (const [fips, county] of this.#counties) {
      if (reaches(county, centre, miles)) this.#inCounty.addTo(near, fips);
    }
  }
}
