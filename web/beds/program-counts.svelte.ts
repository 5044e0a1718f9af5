import { v4 } from "uuid";
import type { Pool, Program } from "../api/schema.ts";
import {
  edited,
  editOf,
  failed,
  heard,
  insisted,
  isDue,
  saved,
  sending,
  settled,
  yielded,
  type Figures,
  type PoolEdit,
  type Trouble,
} from "./pool-edit.ts";
import { readProgram, reportPool, reportUnchanged, troubleOf } from "./report-beds.ts";

/** Milliseconds without a tap after which a number is saved. */
const restFor = 600;

/**
 * The counts of one program on their way between the fingers, the screen and the server. Each
 * pool is saved by itself, since a statement about one says nothing of the others.
 */
export class ProgramCounts {
  readonly id: string;
  #program = $state.raw<Program>();
  #edits = $state.raw<readonly PoolEdit[]>([]);
  #loadTrouble = $state.raw<unknown>();
  #confirming = $state(false);
  #confirmed = $state.raw<string>();
  #confirmTrouble = $state.raw<Trouble>();
  #repeat: { key: string; versions: number } | undefined;
  /** What waits for the fingers to rest, by pool. */
  #timers: Record<string, ReturnType<typeof setTimeout>> = {};

  constructor(id: string) {
    this.id = id;
  }

  get program(): Program | undefined {
    return this.#program;
  }
  get edits(): readonly PoolEdit[] {
    return this.#edits;
  }
  /** Why the program could not be read, while nothing of it is on the screen. */
  get loadTrouble(): unknown {
    return this.#loadTrouble;
  }
  get confirming(): boolean {
    return this.#confirming;
  }
  /** When "unchanged" was last received from this screen. */
  get confirmed(): string | undefined {
    return this.#confirmed;
  }
  get confirmTrouble(): Trouble | undefined {
    return this.#confirmTrouble;
  }
  /** Something on the screen is not saved. */
  get unsaved(): boolean {
    return this.#edits.some((edit) => edit.draft !== undefined);
  }

  /** Reads the program again; what is being edited stays as it is on the screen. */
  async load(): Promise<void> {
    try {
      const program = await readProgram(this.id);
      this.#loadTrouble = undefined;
      this.#program = program;
      this.#hear(program.pools ?? []);
    } catch (error) {
      if (!this.#program) this.#loadTrouble = error;
    }
  }

  edit(poolId: string, change: Partial<Figures>): void {
    this.#change(poolId, (edit) => edited(edit, change));
    this.#confirmTrouble = undefined;
    clearTimeout(this.#timers[poolId]);
    this.#timers[poolId] = setTimeout(() => void this.save(poolId), restFor);
  }

  /** Saves what is on the screen for one pool now. */
  async save(poolId: string): Promise<void> {
    clearTimeout(this.#timers[poolId]);
    this.#timers = Object.fromEntries(
      Object.entries(this.#timers).filter(([waiting]) => waiting !== poolId),
    );
    this.#change(poolId, settled);
    const due = this.#edits.find((edit) => edit.pool.id === poolId);
    if (!due || !isDue(due)) return;
    const begun = sending(due, v4());
    this.#change(poolId, () => begun);
    if (!begun.attempt) return;
    try {
      const answer = await reportPool(this.id, poolId, begun.attempt);
      const pool = answer.pools.find((stated) => stated.id === poolId);
      if (pool) this.#change(poolId, (edit) => saved(edit, pool, answer.received_at));
      this.#hear(answer.pools);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === "changed") await this.load();
      this.#change(poolId, (edit) => failed(edit, trouble));
      return;
    }
    // Taps that came while it was being saved.
    if (!(poolId in this.#timers)) await this.save(poolId);
  }

  /** Restores what the newest statement from this screen replaced, by a statement of its own. */
  async undo(poolId: string): Promise<void> {
    const former = this.#edits.find((edit) => edit.pool.id === poolId)?.saved?.former;
    if (!former) return;
    this.#change(poolId, (edit) => edited(edit, former));
    await this.save(poolId);
    this.#change(poolId, (edit) =>
      edit.saved ? { ...edit, saved: { ...edit.saved, former: undefined } } : edit,
    );
  }

  /** A colleague's figures stand. */
  yield(poolId: string): void {
    this.#change(poolId, yielded);
  }

  /** The own figures are meant although a colleague stated others. */
  async insist(poolId: string): Promise<void> {
    this.#change(poolId, insisted);
    await this.save(poolId);
  }

  /** States that every count still stands; what is not saved yet is saved first. */
  async confirm(): Promise<void> {
    if (this.#confirming) return;
    this.#confirming = true;
    this.#confirmTrouble = undefined;
    try {
      await this.flush();
      if (this.unsaved) return;
      const versions = this.#edits.reduce((sum, { pool }) => sum + pool.version, 0);
      if (this.#repeat?.versions !== versions) this.#repeat = { key: v4(), versions };
      const answer = await reportUnchanged(this.id, this.#repeat.key, versions);
      this.#repeat = undefined;
      this.#hear(answer.pools);
      this.#confirmed = answer.received_at;
    } catch (error) {
      this.#confirmTrouble = troubleOf(error);
      if (this.#confirmTrouble === "changed") await this.load();
    } finally {
      this.#confirming = false;
    }
  }

  /** Saves now whatever waits for the fingers to rest. */
  async flush(): Promise<void> {
    await Promise.all(Object.keys(this.#timers).map((poolId) => this.save(poolId)));
  }

  #change(poolId: string, change: (edit: PoolEdit) => PoolEdit): void {
    this.#edits = this.#edits.map((edit) => (edit.pool.id === poolId ? change(edit) : edit));
  }

  #hear(pools: readonly Pool[]): void {
    this.#edits = pools.map((pool) => {
      const known = this.#edits.find((edit) => edit.pool.id === pool.id);
      return known ? heard(known, pool) : editOf(pool);
    });
  }
}
