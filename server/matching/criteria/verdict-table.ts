import { Bitmap } from "../../bitmap.ts";
import type { Marks, Verdict } from "./criterion.ts";

/** Verdicts of every program for each of a few values that a search may ask for. */
export class VerdictTable {
  readonly #meets: readonly Bitmap[];
  readonly #excludes: readonly Bitmap[];

  constructor(values: number) {
    this.#meets = Array.from({ length: values }, () => new Bitmap());
    this.#excludes = Array.from({ length: values }, () => new Bitmap());
  }

  put(slot: number, value: number, verdict: Verdict): void {
    this.#meets[value]?.set(slot, verdict === "meets");
    this.#excludes[value]?.set(slot, verdict === "excludes");
  }

  meeting(value: number): Bitmap {
    return this.#at(this.#meets, value);
  }

  excluding(value: number): Bitmap {
    return this.#at(this.#excludes, value);
  }

  mark(value: number, marks: Marks): void {
    marks.meets.copy(this.meeting(value));
    marks.excludes.copy(this.excluding(value));
  }

  #at(bitmaps: readonly Bitmap[], value: number): Bitmap {
    const bitmap = bitmaps[value];
    if (!bitmap) throw new RangeError(`No verdicts are kept for the value ${value}.`);
    return bitmap;
  }
}
