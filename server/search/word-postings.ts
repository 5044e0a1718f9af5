import { LRUCache } from "lru-cache";
import { findNumbers } from "./postings.repo.ts";
import type { ProgramColumns } from "./program-columns.ts";
import type { ReadAtVersion } from "./read-at-version.ts";
import type { Wording } from "./read-query.ts";
import { SlotSet } from "./slot-set.ts";

/** Where a wording stands: in names, anywhere in the text, in town or ZIP. */
export interface Posting {
  readonly names: SlotSet;
  readonly words: SlotSet;
  readonly site: SlotSet;
}

interface HeldPosting extends Posting {
  version: number;
}

/** What is known of wordings beside one set of columns. */
interface Held {
  readonly postings: LRUCache<string, HeldPosting>;
  /** By wording: its looking up, for whoever else asks for it meanwhile. */
  readonly lookedUp: Map<string, Promise<void>>;
}

const parts = ["names", "words", "site"] as const;

const rememberedWordings = 3000;

const keyOf = ({ words, prefix }: Wording) => `${words.join(" ")}${prefix ? "*" : ""}`;

/**
 * Finds where wordings stand, exactly as of the columns' version. Sets are remembered; after a
 * change only the changed documents are asked again.
 */
export class WordPostings {
  readonly #reads: ReadAtVersion;
  readonly #held = new WeakMap<ProgramColumns, Held>();

  constructor(reads: ReadAtVersion) {
    this.#reads = reads;
  }

  /** Gives `work` one posting for each wording, while they agree with `columns` to the version. */
  async use<T>(
    columns: ProgramColumns,
    wordings: readonly Wording[],
    work: (postings: Posting[]) => T,
  ): Promise<T> {
    const held = this.#heldFor(columns);
    const wanted = new Map(wordings.map((wording) => [keyOf(wording), wording]));
    for (;;) {
      const behind = [...wanted].filter(
        ([key]) => !this.#isCurrent(columns, held.postings.get(key)),
      );
      if (behind.length === 0) break;
      await this.#lookUp(columns, behind);
    }
    const postings = wordings.map((wording) => {
      const posting = held.postings.get(keyOf(wording));
      if (!posting) throw new Error("more wordings in one query than are remembered");
      return posting;
    });
    return work(postings);
  }

  #heldFor(columns: ProgramColumns): Held {
    const known = this.#held.get(columns);
    if (known) return known;
    const fresh: Held = {
      postings: new LRUCache<string, HeldPosting>({ max: rememberedWordings }),
      lookedUp: new Map(),
    };
    this.#held.set(columns, fresh);
    return fresh;
  }

  /** Waits for what others look up already, and looks up the rest. */
  async #lookUp(columns: ProgramColumns, behind: readonly [string, Wording][]): Promise<void> {
    const { lookedUp } = this.#heldFor(columns);
    const missing = behind.filter(([key]) => !lookedUp.has(key));
    if (missing.length > 0) {
      const found = this.#bringUp(columns, missing).finally(() => {
        for (const [key] of missing) lookedUp.delete(key);
      });
      for (const [key] of missing) lookedUp.set(key, found);
    }
    await Promise.all(behind.flatMap(([key]) => lookedUp.get(key) ?? []));
  }

  #isCurrent(columns: ProgramColumns, posting: HeldPosting | undefined): boolean {
    if (!posting) return false;
    if (posting.version === columns.version) return true;
    if (columns.changedSince(posting.version)?.length !== 0) return false;
    posting.version = columns.version;
    return true;
  }

  async #bringUp(columns: ProgramColumns, behind: readonly [string, Wording][]): Promise<void> {
    const held = this.#heldFor(columns).postings;
    const { version } = columns;
    const before = behind.map(([key]) => held.get(key)?.version);
    // One that was never looked up, or too long ago, makes all of them start anew.
    const since = before.every((known) => known !== undefined && columns.changedSince(known))
      ? Math.min(...before.map((known) => known ?? 0))
      : undefined;
    const wordings = behind.map(([, wording]) => wording);
    const found = await this.#reads(version, (reader) => findNumbers(reader, wordings, since));
    behind.forEach(([key], at) => {
      const posting = held.get(key);
      // Another search brought it up meanwhile, perhaps further.
      if (posting?.version !== before[at]) return;
      const next = since === undefined || !posting ? emptyPosting(columns) : posting;
      const changed = since === undefined ? [] : (columns.changedSince(since) ?? []);
      for (const part of parts) {
        for (const slot of changed) next[part].remove(slot);
        for (const number of found[at]?.[part] ?? []) {
          // A document that the columns do not know yet is found again when they have caught up.
          const slot = columns.slotOfNumber(number);
          if (slot !== undefined) next[part].add(slot);
        }
      }
      held.set(key, Object.assign(next, { version }));
    });
  }
}

const emptyPosting = ({ words }: ProgramColumns): Posting => ({
  names: new SlotSet(words),
  words: new SlotSet(words),
  site: new SlotSet(words),
});
