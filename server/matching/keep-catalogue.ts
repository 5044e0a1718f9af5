import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { followChanges } from "../../db/change-feed.ts";
import type { Database } from "../../db/client.ts";
import type { Catalogue, CatalogueOptions } from "./catalogue.ts";
import { FeedPulse, type Beat } from "./feed-pulse.ts";
import { ProgramIndex } from "./program-index.ts";
import { readAllPrograms, readPrograms } from "./read-facts.ts";

const batchSize = 200;

/** Holds the catalogue and brings it up to what the database says, one piece of work at a time. */
export class CatalogueKeeper implements Catalogue {
  readonly index = new ProgramIndex();
  readonly #database: Database;
  readonly #options: Required<CatalogueOptions>;
  readonly #stopping = new AbortController();
  readonly #pulse: FeedPulse;
  #feed: { stop(): Promise<void> } | undefined;
  #asOf = new Date(0);
  #settledAt = -Infinity;
  /** Programs to read again. */
  #changed = new Set<string>();
  /** Changes may have been missed: everything is to be read again. */
  #reloadDue = false;
  /** The last beat to come back: with what is due now read, everything up to it is known. */
  #returned: Beat | undefined;
  #away = false;
  #work: Promise<void> | undefined;

  constructor(database: Database, options: Required<CatalogueOptions>) {
    this.#database = database;
    this.#options = options;
    this.#pulse = new FeedPulse(database, options, {
      onFailure: (error) => this.#fail(error),
      onSilence: () => {
        this.#reloadDue = true;
        this.#wake();
      },
    });
  }

  get asOf(): Date {
    return this.#asOf;
  }

  get size(): number {
    return this.index.size;
  }

  get current(): boolean {
    return !this.#away && performance.now() - this.#settledAt <= this.#options.silenceMs;
  }

  async start(): Promise<void> {
    let loaded = false;
    this.#feed = await followChanges(this.#database, {
      onChange: ({ topic, id }) => {
        if (topic !== "program") return;
        this.#changed.add(id);
        if (loaded) this.#wake();
      },
      onConnected: () => {
        this.#reloadDue = true;
        if (loaded) this.#wake();
      },
      onBeat: (id) => {
        this.#returned = this.#pulse.returned(id) ?? this.#returned;
        if (this.#returned && loaded) this.#wake();
      },
    });
    try {
      await this.#reload();
    } catch (error) {
      await this.stop();
      throw error;
    }
    loaded = true;
    this.#pulse.start(this.#stopping.signal);
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    // A feed whose connection is gone refuses to stop, and without the database nobody answers:
    // either way it ends with the pool.
    const ended = Promise.allSettled([this.#pulse.stopped, this.#work, this.#feed?.stop()]);
    await Promise.race([ended, wait(1000, undefined, { ref: false })]);
  }

  #fail(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    this.#away = true;
    this.#options.onFailure(error);
  }

  #wake(): void {
    this.#work ??= this.#catchUp().finally(() => {
      this.#work = undefined;
    });
  }

  async #catchUp(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      // Bursts run together here, and a reconnection is heard before a beat that came with it.
      await nextTurn();
      if (!this.#reloadDue && this.#changed.size === 0 && !this.#returned) return;
      try {
        await (this.#reloadDue ? this.#reload() : this.#readChanged());
      } catch (error) {
        this.#fail(error);
        await wait(this.#options.retryMs);
      }
    }
  }

  async #reload(): Promise<void> {
    const began: Beat = { sentAt: this.#options.clock(), moment: performance.now() };
    this.#reloadDue = false;
    this.#changed = new Set();
    try {
      const missing = new Set(this.index.ids());
      for await (const programs of readAllPrograms(this.#database.read)) {
        for (const program of programs) {
          this.index.put(program);
          missing.delete(program.id);
        }
      }
      for (const id of missing) this.index.remove(id);
    } catch (error) {
      this.#reloadDue = true;
      throw error;
    }
    this.#settle(began);
  }

  async #readChanged(): Promise<void> {
    const changed = [...this.#changed];
    const returned = this.#returned;
    this.#changed = new Set();
    this.#returned = undefined;
    try {
      for (let first = 0; first < changed.length; first += batchSize) {
        await this.#read(changed.slice(first, first + batchSize));
      }
    } catch (error) {
      for (const id of changed) this.#changed.add(id);
      this.#returned ??= returned;
      throw error;
    }
    if (returned) this.#settle(returned);
  }

  async #read(ids: readonly string[]): Promise<void> {
    const known = (id: string) => this.index.find(id);
    const programs = await readPrograms(this.#database.read, ids, known);
    const missing = new Set(ids);
    for (const program of programs) {
      this.index.put(program);
      missing.delete(program.id);
    }
    for (const id of missing) this.index.remove(id);
  }

  /** Everything up to this beat is known. */
  #settle(beat: Beat): void {
    this.#away = false;
    if (beat.moment <= this.#settledAt) return;
    this.#settledAt = beat.moment;
    this.#asOf = beat.sentAt;
  }
}
