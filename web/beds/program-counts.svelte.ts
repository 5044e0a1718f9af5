import { v4 } from "uuid";
import type { Pool, Program } from "../api/schema.ts";
import { dropCount, keepCount, keptCounts } from "./kept-counts.ts";
import {
  acknowledged,
  edited,
  editOf,
  failed,
  heard,
  insisted,
  isDue,
  overtaken,
  restored,
  saved,
  sending,
  settled,
  statedIn,
  yielded,
  type Figures,
  type PoolEdit,
  type Statement,
  type Trouble,
} from "./pool-edit.ts";
import { readProgram, reportPool, reportUnchanged, troubleOf } from "./report-beds.ts";

/** Milliseconds without a tap after which a number is saved. */
const restFor = 600;

/**
 * The counts of one program on their way between the fingers, the screen and the server. Each
 * pool is saved by itself, since a statement about one says nothing of the others. What the fingers
 * said is kept on the device until the server has it.
 */
export class ProgramCounts {
  readonly id: string;
  readonly #viewerId: string;
  #program = $state.raw<Program>();
  #edits = $state.raw<readonly PoolEdit[]>([]);
  #loadTrouble = $state.raw<unknown>();
  #confirming = $state(false);
  #confirmed = $state.raw<string>();
  #confirmTrouble = $state.raw<Trouble>();
  #repeat: { key: string; versions: number } | undefined;
  #loads = 0;
  #loaded = 0;
  /** What waits for the fingers to rest, by pool. */
  #timers: Record<string, ReturnType<typeof setTimeout>> = {};
  /** The newest saying of each pool's draft, and whether the device keeps it. */
  #statements = $state.raw<Readonly<Record<string, Statement & { kept: boolean }>>>({});

  constructor(id: string, viewerId: string) {
    this.id = id;
    this.#viewerId = viewerId;
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
  /** Something on the screen would be lost with it. */
  get unsaved(): boolean {
    return this.#edits.some(
      ({ draft, pool }) => draft !== undefined && !this.#statements[pool.id]?.kept,
    );
  }
  /** How many counts this device keeps until the server can be reached. */
  get waiting(): number {
    return this.#edits.filter(
      ({ trouble, pool }) => trouble === "unreachable" && this.#statements[pool.id]?.kept,
    ).length;
  }

  /** Reads the program again; what is being edited stays as it is on the screen. */
  async load(): Promise<void> {
    const mine = ++this.#loads;
    try {
      const program = await readProgram(this.id);
      // The answer to a later question is newer, whichever comes first.
      if (mine < this.#loaded) return;
      this.#loaded = mine;
      this.#loadTrouble = undefined;
      this.#program = program;
      this.#hear(program.pools ?? []);
    } catch (error) {
      if (!this.#program) this.#loadTrouble = error;
    }
  }

  /** Shows pools as they were when they were last read, until they are read again. */
  show(pools: readonly Pool[]): void {
    if (this.#edits.length === 0) this.#hear(pools);
  }

  /** Brings back what was stated here and may not have reached the server. */
  async restore(): Promise<void> {
    for (const kept of await keptCounts(this.#viewerId, this.id)) {
      if (this.#edits.some(({ pool, draft }) => pool.id === kept.poolId && !draft)) {
        this.#note(kept.poolId, { key: kept.key, at: kept.at, kept: true });
        this.#change(kept.poolId, (edit) => restored(edit, kept));
      }
    }
  }

  /** Sends again what got no answer, or came from nobody who was signed in. */
  async resend(): Promise<void> {
    const late = this.#edits.filter(({ attempt, sending }) => attempt?.late && !sending);
    await Promise.all(late.map(({ pool }) => this.save(pool.id)));
  }

  edit(poolId: string, change: Partial<Figures>): void {
    this.#change(poolId, (edit) => edited(edit, change));
    this.#confirmTrouble = undefined;
    this.#keep(poolId, { key: v4(), at: Date.now() });
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
    if (due && !due.draft) this.#drop(poolId);
    if (!due || !isDue(due)) return;
    const begun = sending(due, this.#statements[poolId] ?? { key: v4(), at: Date.now() });
    this.#change(poolId, () => begun);
    if (!begun.attempt) return;
    try {
      const answer = await reportPool(this.id, poolId, begun.attempt);
      const pool = answer.pools.find((stated) => stated.id === poolId);
      const done = answer.superseded.includes(poolId) ? overtaken : saved;
      if (pool) this.#change(poolId, (edit) => done(edit, pool, answer.received_at));
      this.#drop(poolId, begun.attempt.key);
      this.#hear(answer.pools);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === "changed") await this.load();
      this.#change(poolId, (edit) => failed(edit, trouble));
      // Of two different counts a person chooses; what was refused is no count.
      if (trouble === "changed" || trouble === "refused") this.#drop(poolId, begun.attempt.key);
      return;
    }
    // Taps that came while it was being saved.
    if (!(poolId in this.#timers)) await this.save(poolId);
  }

  /** Restores what the newest statement from this screen replaced, by a statement of its own. */
  async undo(poolId: string): Promise<void> {
    const former = this.#edits.find((edit) => edit.pool.id === poolId)?.saved?.former;
    if (!former) return;
    this.edit(poolId, former);
    await this.save(poolId);
    this.#change(poolId, (edit) =>
      edit.saved ? { ...edit, saved: { ...edit.saved, former: undefined } } : edit,
    );
  }

  /** A colleague's figures stand. */
  yield(poolId: string): void {
    this.#change(poolId, yielded);
    this.#drop(poolId);
  }

  /** The own figures are meant although a colleague stated others. */
  async insist(poolId: string): Promise<void> {
    this.#change(poolId, insisted);
    this.#keep(poolId, { key: v4(), at: Date.now() });
    await this.save(poolId);
  }

  /** It was read that the own figures went to history. */
  acknowledge(poolId: string): void {
    this.#change(poolId, acknowledged);
  }

  /** States that every count still stands; what is not saved yet is saved first. */
  async confirm(): Promise<void> {
    if (this.#confirming) return;
    this.#confirming = true;
    this.#confirmTrouble = undefined;
    const at = Date.now();
    try {
      await this.flush();
      if (this.#edits.some(({ draft }) => draft)) {
        this.#confirmLater(at);
        return;
      }
      const versions = this.#edits.reduce((sum, { pool }) => sum + pool.version, 0);
      if (this.#repeat?.versions !== versions) this.#repeat = { key: v4(), versions };
      const answer = await reportUnchanged(this.id, this.#repeat.key, versions);
      this.#repeat = undefined;
      this.#hear(answer.pools);
      this.#confirmed = answer.received_at;
    } catch (error) {
      this.#confirmTrouble = troubleOf(error);
      if (this.#confirmTrouble === "changed") await this.load();
      if (this.#confirmTrouble === "unreachable") this.#confirmLater(at);
    } finally {
      this.#confirming = false;
    }
  }

  /** Saves now whatever waits for the fingers to rest. */
  async flush(): Promise<void> {
    await Promise.all(Object.keys(this.#timers).map((poolId) => this.save(poolId)));
  }

  /** Without network each count is said again by itself, as it is on the screen. */
  #confirmLater(at: number): void {
    if (this.#edits.some(({ trouble }) => trouble && trouble !== "unreachable")) return;
    for (const edit of this.#edits) {
      const figures = statedIn(edit);
      if (edit.draft || !figures) continue;
      const statement = { key: v4(), at };
      this.#change(edit.pool.id, () => restored(edit, { ...statement, figures }));
      this.#keep(edit.pool.id, statement);
    }
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

  #note(poolId: string, statement: Statement & { kept: boolean }): void {
    this.#statements = { ...this.#statements, [poolId]: statement };
  }

  #keep(poolId: string, statement: Statement): void {
    const figures = this.#edits.find((edit) => edit.pool.id === poolId)?.draft;
    if (!figures) return;
    this.#note(poolId, { ...statement, kept: false });
    const place = { viewerId: this.#viewerId, programId: this.id, poolId };
    void keepCount({ ...place, ...statement, figures }).then((kept) => {
      if (this.#statements[poolId]?.key === statement.key)
        this.#note(poolId, { ...statement, kept });
    });
  }

  /** Forgets what is kept of a pool; with a key, only what was sent under it. */
  #drop(poolId: string, key = this.#statements[poolId]?.key): void {
    if (key === undefined) return;
    void dropCount(poolId, key).catch(() => undefined);
    if (this.#statements[poolId]?.key !== key) return;
    this.#statements = Object.fromEntries(
      Object.entries(this.#statements).filter(([noted]) => noted !== poolId),
    );
  }
}
