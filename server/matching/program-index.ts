import { visibilities, type Visibility } from "../../db/codes.ts";
import { Bitmap, BitmapStore } from "../bitmap.ts";
import { criteria } from "./criteria/index.ts";
import type { Column } from "./criteria/criterion.ts";
import type { ProgramFacts } from "./facts.ts";
import { IntakeColumns } from "./intake-columns.ts";
import { PlaceColumns } from "./place-columns.ts";
import { PoolColumns } from "./pool-columns.ts";

const visibilityOf = (program: ProgramFacts): Visibility => program.site?.visibility ?? "public";

/**
 * Every active program at a slot of its own, with the columns by which a search judges all of them
 * at once. A change of one program touches its slot only.
 */
export class ProgramIndex {
  readonly live = new Bitmap();
  /** Bitmaps of the current pass. */
  readonly scratch = new BitmapStore();
  readonly places = new PlaceColumns();
  readonly intake = new IntakeColumns();
  readonly pools = new PoolColumns();
  /** One a criterion, in the order of `criteria`. */
  readonly columns: readonly Column[] = criteria.map((criterion) => criterion.openColumn());
  readonly #byVisibility = new Map(visibilities.map((name) => [name, new Bitmap()]));
  readonly #programs: (ProgramFacts | undefined)[] = [];
  readonly #slotOf = new Map<string, number>();
  readonly #free: number[] = [];
  /** The id's digits as two numbers, so that putting in order rarely compares texts. */
  readonly #idStart: number[] = [];
  readonly #idMiddle: number[] = [];

  /** Programs in it. */
  get size(): number {
    return this.#slotOf.size;
  }

  /** One past the highest slot ever used. */
  get slots(): number {
    return this.#programs.length;
  }

  ids(): IterableIterator<string> {
    return this.#slotOf.keys();
  }

  slotOf(id: string): number | undefined {
    return this.#slotOf.get(id);
  }

  find(id: string): ProgramFacts | undefined {
    const slot = this.#slotOf.get(id);
    return slot === undefined ? undefined : this.#programs[slot];
  }

  at(slot: number): ProgramFacts {
    const program = this.#programs[slot];
    if (!program) throw new RangeError(`No program is at slot ${slot}.`);
    return program;
  }

  /** Whether the program of the first slot comes before that of the second, by id. */
  precedes(a: number, b: number): boolean {
    const byStart = (this.#idStart[a] ?? 0) - (this.#idStart[b] ?? 0);
    if (byStart !== 0) return byStart < 0;
    const byMiddle = (this.#idMiddle[a] ?? 0) - (this.#idMiddle[b] ?? 0);
    return byMiddle === 0 ? this.at(a).id < this.at(b).id : byMiddle < 0;
  }

  /** Slots of programs whose site is this visible. */
  ofVisibility(visibility: Visibility): Bitmap {
    return this.#byVisibility.get(visibility) ?? new Bitmap();
  }

  /** Takes the program in, in place of what was known of it. */
  put(program: ProgramFacts): void {
    this.remove(program.id);
    const slot = this.#free.pop() ?? this.#programs.length;
    this.#programs[slot] = program;
    this.#slotOf.set(program.id, slot);
    const digits = program.id.replaceAll("-", "");
    this.#idStart[slot] = Number.parseInt(digits.slice(0, 13), 16);
    this.#idMiddle[slot] = Number.parseInt(digits.slice(13, 26), 16);
    this.live.set(slot, true);
    for (const visibility of visibilities) {
      this.#byVisibility.get(visibility)?.set(slot, visibility === visibilityOf(program));
    }
    this.places.put(slot, program);
    this.intake.put(slot, program);
    this.pools.put(slot, program);
    for (const column of this.columns) column.put(slot, program);
  }

  /** Forgets the program; one that is not known is none. */
  remove(id: string): void {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return;
    const program = this.at(slot);
    for (const column of this.columns) column.remove(slot, program);
    this.intake.remove(slot, program);
    this.pools.remove(slot);
    this.live.set(slot, false);
    this.#slotOf.delete(id);
    this.#programs[slot] = undefined;
    this.#free.push(slot);
  }
}
