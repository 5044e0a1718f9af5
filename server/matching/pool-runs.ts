import type { PoolFacts, ProgramFacts } from "./facts.ts";

const five = 0b11111;
const anyGender = five;

/** Who may use a pool in one number: youngest, oldest, genders (five bits each) and dedicated. */
const packed = (pool: PoolFacts, program: ProgramFacts): number => {
  const youngest = Math.min(pool.ageMin ?? 0, five);
  const oldest = Math.min(pool.ageMax ?? five, five);
  const dedicated = pool.dedicated || program.dedicated === true ? 1 : 0;
  return youngest | (oldest << 5) | ((pool.genders ?? anyGender) << 10) | (dedicated << 15);
};

/** Pools as numbers, those of one program one after the other. */
export class PoolRuns {
  #who = new Int32Array(0);
  #open = new Int32Array(0);
  #observedAt = new Float64Array(0);
  #end = 0;
  #unused = 0;
  readonly #first: number[] = [];
  readonly #count: number[] = [];
  readonly #room: number[] = [];

  put(slot: number, program: ProgramFacts): void {
    this.#reserve(slot, program.pools.length);
    this.#count[slot] = program.pools.length;
    const first = this.first(slot);
    program.pools.forEach((pool, position) => {
      this.#who[first + position] = packed(pool, program);
      this.#open[first + position] = pool.open ?? 0;
      this.#observedAt[first + position] =
        pool.open === null ? -Infinity : (pool.observedAt?.getTime() ?? -Infinity);
    });
  }

  remove(slot: number): void {
    this.#count[slot] = 0;
  }

  first(slot: number): number {
    return this.#first[slot] ?? 0;
  }

  /** One past the program's last pool. */
  end(slot: number): number {
    return this.first(slot) + (this.#count[slot] ?? 0);
  }

  /** Whether one of `genders` (bits) at `age` (-1: any) may use the pool; `dedicated`: if it is. */
  admits(pool: number, age: number, genders: number, dedicated: boolean): boolean {
    const who = this.#who[pool] ?? 0;
    if (age >= 0 && (age < (who & five) || age > ((who >>> 5) & five))) return false;
    return ((who >>> 10) & genders) !== 0 && (!dedicated || who >>> 15 === 1);
  }

  open(pool: number): number {
    return this.#open[pool] ?? 0;
  }

  /** Milliseconds; -Infinity: never counted. */
  observedAt(pool: number): number {
    return this.#observedAt[pool] ?? -Infinity;
  }

  /** Milliseconds; -Infinity: no pool of the program was ever counted. */
  newest(slot: number): number {
    let newest = -Infinity;
    for (let pool = this.first(slot); pool < this.end(slot); pool += 1) {
      newest = Math.max(newest, this.observedAt(pool));
    }
    return newest;
  }

  #reserve(slot: number, pools: number): void {
    if ((this.#room[slot] ?? 0) >= pools) return;
    this.#unused += this.#room[slot] ?? 0;
    this.#count[slot] = 0;
    if (this.#unused > 1024 && this.#unused * 2 > this.#end) this.#repack();
    this.#first[slot] = this.#end;
    this.#room[slot] = pools;
    this.#end += pools;
    if (this.#end > this.#who.length) this.#resize(this.#end * 2);
  }

  #resize(pools: number): void {
    const who = new Int32Array(pools);
    const open = new Int32Array(pools);
    const observedAt = new Float64Array(pools);
    who.set(this.#who);
    open.set(this.#open);
    observedAt.set(this.#observedAt);
    this.#who = who;
    this.#open = open;
    this.#observedAt = observedAt;
  }

  /** Moves the runs together in rising order, to reuse what programs that grew left behind. */
  #repack(): void {
    const slots = [...this.#room.keys()].sort((a, b) => this.first(a) - this.first(b));
    let end = 0;
    for (const slot of slots) {
      const [from, to] = [this.first(slot), this.end(slot)];
      for (const column of [this.#who, this.#open, this.#observedAt]) {
        column.copyWithin(end, from, to);
      }
      this.#first[slot] = end;
      this.#room[slot] = to - from;
      end += to - from;
    }
    this.#end = end;
    this.#unused = 0;
  }
}
