import { agingHours, freshHours, type Freshness } from "../directory/freshness.ts";
import { summarizeBeds } from "../directory/pool-figures.ts";
import { genderBit, withClaims, type ProgramFacts } from "./facts.ts";
import { PoolRuns } from "./pool-runs.ts";
import type { Search } from "./search.ts";
import { usablePools } from "./usable-pools.ts";

/** Beds that a search may use at one program, as `summarizeBeds` puts them. */
export interface BedFigure {
  freshness: Freshness;
  /** 0 where nothing is open or nothing is known. */
  open: number;
  /** Milliseconds; -Infinity: never. */
  observedAt: number;
}

const hour = 3_600_000;

/** Beds of every program, kept as runs of numbers so that a pass over them follows no pointers. */
export class PoolColumns {
  readonly #runs = new PoolRuns();
  /** Programs with claimed beds: holds end by the clock, so these are worked out each time. */
  readonly #claimed = new Map<number, ProgramFacts>();
  /** By slot: when the newest count was true, in milliseconds; -Infinity: never counted. */
  readonly #newest: number[] = [];
  readonly #figure: BedFigure = { freshness: "never", open: 0, observedAt: -Infinity };

  put(slot: number, program: ProgramFacts): void {
    this.#runs.put(slot, program);
    this.#newest[slot] = this.#runs.newest(slot);
    if (program.claims.length > 0) this.#claimed.set(slot, program);
  }

  remove(slot: number): void {
    this.#runs.remove(slot);
    this.#claimed.delete(slot);
  }

  /** When the program's newest count was true: no figure of it is newer. */
  newest(slot: number): number {
    return this.#newest[slot] ?? -Infinity;
  }

  /** The program's beds that this search may use, as they stand at `now`; read it before the next. */
  figure(slot: number, search: Search, now: Date): Readonly<BedFigure> {
    const claimed = this.#claimed.size > 0 ? this.#claimed.get(slot) : undefined;
    if (claimed) return exactFigure(claimed, search, now);
    this.#sum(slot, search, now.getTime());
    return this.#figure;
  }

  #sum(slot: number, search: Search, now: number): void {
    const runs = this.#runs;
    const age = search.age ?? -1;
    const asked = search.gender === null ? -1 : genderBit(search.gender);
    const end = runs.end(slot);
    let uncounted = false;
    let [openFresh, openAging, openStale] = [0, 0, 0];
    let [oldestFresh, oldestAging, oldestStale] = [Infinity, Infinity, Infinity];
    for (let pool = runs.first(slot); pool < end; pool += 1) {
      if (!runs.admits(pool, age, asked, search.dedicatedOnly)) continue;
      const observedAt = runs.observedAt(pool);
      const old = now - observedAt;
      if (observedAt === -Infinity) {
        uncounted = true;
      } else if (old <= freshHours * hour) {
        openFresh += runs.open(pool);
        oldestFresh = Math.min(oldestFresh, observedAt);
      } else if (old <= agingHours * hour) {
        openAging += runs.open(pool);
        oldestAging = Math.min(oldestAging, observedAt);
      } else {
        openStale += runs.open(pool);
        oldestStale = Math.min(oldestStale, observedAt);
      }
    }
    // The freshest counts that show a bed are the figure; older ones would only age it.
    if (openFresh > 0) this.#set("fresh", openFresh, oldestFresh);
    else if (openAging > 0) this.#set("aging", openAging, Math.min(oldestAging, oldestFresh));
    else {
      const oldest = Math.min(oldestStale, oldestAging, oldestFresh);
      const stale = oldestStale < Infinity;
      if (openStale > 0) this.#set("stale", openStale, oldest);
      else if (uncounted || oldest === Infinity) this.#set("never", 0, -Infinity);
      else this.#set(stale ? "stale" : oldestAging < Infinity ? "aging" : "fresh", 0, oldest);
    }
  }

  #set(freshness: Freshness, open: number, observedAt: number): void {
    this.#figure.freshness = freshness;
    this.#figure.open = open;
    this.#figure.observedAt = observedAt;
  }
}

const exactFigure = (program: ProgramFacts, search: Search, now: Date): BedFigure => {
  const beds = summarizeBeds(usablePools(withClaims(program, now), search), now);
  return {
    freshness: beds.freshness,
    open: beds.open ?? 0,
    observedAt: beds.observed_at === null ? -Infinity : Date.parse(beds.observed_at),
  };
};
