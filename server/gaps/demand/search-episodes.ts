import type { AnsweredSearch } from "../../matching/answered-search.ts";

/** A need that is changed sooner was not what somebody meant to ask. */
const settlesMs = 20_000;
/** The same need of the same person is one search for so long: a night at most. */
const episodeMs = 12 * 3_600_000;
const mostRemembered = 20_000;

interface Waiting {
  readonly search: AnsweredSearch;
  readonly need: string;
  readonly since: number;
}

const needOf = ({ age, gender, county, languages, circumstances, kinds }: AnsweredSearch): string =>
  JSON.stringify([age, gender, county, languages, circumstances, kinds]);

/**
 * Takes what somebody means to ask out of what their screen asks: a screen asks with each letter
 * typed, with every change of a count and once a minute. In memory alone.
 */
export class SearchEpisodes {
  readonly #waiting = new Map<string, Waiting>();
  readonly #counted = new Map<string, number>();
  readonly #clock: () => number;

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Searches that are to be counted, now that this one came. */
  take(search: AnsweredSearch): AnsweredSearch[] {
    if (search.asker === null) return [search];
    const need = needOf(search);
    const before = this.#waiting.get(search.asker);
    const now = this.#clock();
    if (before?.need === need) return [];
    const isKnown = (this.#counted.get(search.asker + need) ?? -Infinity) > now - episodeMs;
    const settled = before && now - before.since >= settlesMs ? this.#count(before, now) : [];
    if (isKnown) this.#waiting.delete(search.asker);
    else this.#waiting.set(search.asker, { search, need, since: now });
    return settled;
  }

  /** Searches that have been left as they are for long enough; `all`: whatever waits. */
  settle(all = false): AnsweredSearch[] {
    const now = this.#clock();
    return [...this.#waiting].flatMap(([asker, waiting]) => {
      if (!all && now - waiting.since < settlesMs) return [];
      this.#waiting.delete(asker);
      return this.#count(waiting, now);
    });
  }

  #count({ search, need }: Waiting, now: number): AnsweredSearch[] {
    for (const [key, at] of this.#counted) {
      if (at > now - episodeMs && this.#counted.size < mostRemembered) break;
      this.#counted.delete(key);
    }
    this.#counted.set((search.asker ?? "") + need, now);
    return [search];
  }
}
