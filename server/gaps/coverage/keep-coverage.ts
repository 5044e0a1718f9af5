import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { allCounties, learnCounties, type CountyPlace } from "../../directory/places.ts";
import type { Catalogue } from "../../matching/catalogue.ts";
import { ProgramIndex } from "../../matching/program-index.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import type { Search } from "../../matching/search.ts";
import { needProfiles, profileKeys, type ProfileNeed } from "../profiles/need-profiles.ts";
import { runInSlices } from "../../slices.ts";
import { computeCoverage } from "./compute-coverage.ts";
import { serviceKinds, type CoverageTable, type ProfileCoverage } from "./coverage-table.ts";

/** Coverage of the profiles that everybody has, and of others when asked for. */
export interface CoverageKeeper {
  /** The newest table, its profiles in the order of `profileKeys`; waits only for the first. */
  current(): Promise<CoverageTable>;
  /** What every county of the table has for another need. */
  of(need: ProfileNeed): Promise<ProfileCoverage>;
  /** Works it out anew now. */
  refresh(): Promise<void>;
  /** Begins to keep the table as new as the catalogue. */
  start(): void;
  stop(): Promise<void>;
}

export interface CoverageOptions {
  clock: () => Date;
  /** Whose coverage is worked out; all of the country unless given. */
  counties?: readonly CountyPlace[];
  /** How often it is looked whether anything has changed. */
  everyMs?: number;
  /** Without any change counts age and intake opens: after so long it is worked out all the same. */
  agesMs?: number;
  /** How long other work may have to wait. */
  sliceMs?: number;
  onFailure?: (error: unknown) => void;
}

const mostOwn = 50;

/** Whoever asks: a service is not judged by age. */
const services: readonly Search[] = serviceKinds.map((kind) => ({
  ...resolveNeed({ age: 0, kinds: [kind] }),
  age: null,
}));

type Options = Required<Omit<CoverageOptions, "counties">> & {
  counties: readonly CountyPlace[] | undefined;
};

class Keeper implements CoverageKeeper {
  /** The catalogue as of the last refresh, apart from it so that it holds still. */
  readonly #index = new ProgramIndex();
  readonly #catalogue: Catalogue;
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #table: CoverageTable | undefined;
  #first: Promise<void> | undefined;
  #own = new Map<string, Promise<ProfileCoverage>>();
  /** One piece of work at a time. */
  #work: Promise<unknown> = Promise.resolve();
  #ended: Promise<void> | undefined;

  constructor(catalogue: Catalogue, options: Options) {
    this.#catalogue = catalogue;
    this.#options = options;
  }

  async current(): Promise<CoverageTable> {
    this.#first ??= this.#table ? undefined : this.refresh();
    try {
      await this.#first;
    } finally {
      this.#first = undefined;
    }
    if (!this.#table) throw new Error("coverage was not worked out");
    return this.#table;
  }

  async of(need: ProfileNeed): Promise<ProfileCoverage> {
    const { counties, asOf } = await this.current();
    const key = JSON.stringify(need);
    const known = this.#own.get(key);
    if (known) return known;
    const [oldest] = this.#own.keys();
    if (oldest !== undefined && this.#own.size >= mostOwn) this.#own.delete(oldest);
    const found = this.#next(async () => {
      const run = computeCoverage(this.#index, [resolveNeed(need)], counties, asOf);
      const [coverage] = await this.#inSlices(run);
      if (!coverage) throw new Error("a profile without its coverage");
      return coverage;
    });
    this.#own.set(key, found);
    // What failed is tried again by whoever asks next.
    found.catch(() => this.#own.delete(key));
    return found;
  }

  refresh(): Promise<void> {
    return this.#next(async () => {
      await this.#takeChanges();
      const counties = this.#options.counties ?? (await this.#everyCounty());
      const searches = profileKeys.map((key) => resolveNeed(needProfiles[key] as ProfileNeed));
      const now = this.#options.clock();
      const run = computeCoverage(this.#index, [...searches, ...services], counties, now);
      const found = await this.#inSlices(run);
      this.#table = {
        ...{ asOf: now, counties },
        profiles: found.slice(0, searches.length),
        services: found.slice(searches.length),
      };
      this.#own = new Map();
    });
  }

  start(): void {
    this.#ended ??= this.#keepUp();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled([this.#ended, this.#work]);
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        if (this.#isDue()) await this.refresh();
      } catch (error) {
        if (!this.#stopping.signal.aborted) this.#options.onFailure(error);
      }
      await wait(this.#options.everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  #isDue(): boolean {
    if (!this.#table) return true;
    const age = this.#options.clock().getTime() - this.#table.asOf.getTime();
    return age >= this.#options.agesMs || this.#changed().length > 0;
  }

  /** Ids of programs that are there, gone or new, as far as they are not as they were taken. */
  #changed(): string[] {
    const { index } = this.#catalogue;
    const ids = new Set([...index.ids(), ...this.#index.ids()]);
    return [...ids].filter((id) => index.find(id) !== this.#index.find(id));
  }

  async #takeChanges(): Promise<void> {
    let since = performance.now();
    for (const id of this.#changed()) {
      const facts = this.#catalogue.index.find(id);
      if (facts) this.#index.put(facts);
      else this.#index.remove(id);
      since = await this.#breathe(since);
    }
  }

  async #everyCounty(): Promise<readonly CountyPlace[]> {
    await learnCounties(this.#slices());
    return allCounties();
  }

  #slices(): { sliceMs: number; signal: AbortSignal } {
    return { sliceMs: this.#options.sliceMs, signal: this.#stopping.signal };
  }

  #inSlices<Result>(run: Generator<undefined, Result>): Promise<Result> {
    return runInSlices(run, this.#slices());
  }

  /** Lets other work go first when this has had its slice; answers when the slice began. */
  async #breathe(since: number): Promise<number> {
    if (performance.now() - since < this.#options.sliceMs) return since;
    await nextTurn();
    this.#stopping.signal.throwIfAborted();
    return performance.now();
  }

  #next<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

/** Opens coverage over a catalogue; nothing is worked out before `start` or the first question. */
export const openCoverage = (
  catalogue: Catalogue,
  { clock, counties, ...rest }: CoverageOptions,
): CoverageKeeper =>
  new Keeper(catalogue, {
    clock,
    counties,
    everyMs: rest.everyMs ?? 60_000,
    agesMs: rest.agesMs ?? 300_000,
    sliceMs: rest.sliceMs ?? 4,
    onFailure: rest.onFailure ?? (() => undefined),
  });
