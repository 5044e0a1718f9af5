import { setTimeout as wait } from "node:timers/promises";
import { shuffle } from "d3-array";
import type { Database } from "../../../db/client.ts";
import type { AnsweredSearch } from "../../matching/answered-search.ts";
import { addShowings, insertEvents, type DemandEvent, type Showings } from "./demand.repo.ts";
import { SearchEpisodes } from "./search-episodes.ts";
import { toSearchEvent } from "./to-search-event.ts";

/** Counts searches in memory and writes them in batches. */
export interface DemandKeeper {
  /** Takes note of a search; never waits and never fails for the database. */
  note(search: AnsweredSearch): void;
  /** Writes what was noted so far, as if nobody changed their need any more. */
  flush(): Promise<void>;
  /** Writes the rest and ends. */
  stop(): Promise<void>;
}

export interface DemandOptions {
  /** How often is written. */
  everyMs?: number;
  /** Events kept while the database is away; beyond it the newest are not counted. */
  atMost?: number;
  /** Hears of batches that could not be written; they are tried again with the next. */
  onFailure?: (error: unknown) => void;
}

const addInto = (counts: Map<string, number>, key: string, count: number) =>
  counts.set(key, (counts.get(key) ?? 0) + count);

const toShowings = (counts: ReadonlyMap<string, number>): Showings[] =>
  [...counts].map(([key, shown]) => {
    const [programId = "", day = ""] = key.split(" ");
    return { programId, day, shown };
  });

/** Opens the one place where searches are counted. */
export const openDemand = (
  database: Database,
  { everyMs = 10_000, atMost = 20_000, onFailure = () => undefined }: DemandOptions = {},
): DemandKeeper => {
  const episodes = new SearchEpisodes();
  let events: DemandEvent[] = [];
  let showings = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  const write = async () => {
    if (events.length === 0 && showings.size === 0) return;
    const [batch, shown] = [events, showings];
    events = [];
    showings = new Map();
    try {
      await database.transaction(async (tx) => {
        // The order of rows would tell in which order was searched.
        await insertEvents(tx, shuffle(batch));
        await addShowings(tx, toShowings(shown));
      });
    } catch (error) {
      events = [...batch, ...events].slice(0, atMost);
      for (const [key, count] of shown) addInto(showings, key, count);
      onFailure(error);
    }
  };
  const count = (search: AnsweredSearch) => {
    if (events.length < atMost) events.push(toSearchEvent(search));
    const day = search.at.toISOString().slice(0, 10);
    for (const id of search.shown) addInto(showings, `${id} ${day}`, 1);
  };
  const writeSettled = (all: boolean) => {
    episodes.settle(all).forEach(count);
    return (writing = writing.then(write));
  };

  const writeAgainAndAgain = async () => {
    while (!stopping.signal.aborted) {
      await wait(everyMs, undefined, { ref: false, signal: stopping.signal }).catch(
        () => undefined,
      );
      await writeSettled(stopping.signal.aborted);
    }
  };
  const ended = writeAgainAndAgain();

  return {
    note: (search) => episodes.take(search).forEach(count),
    flush: () => writeSettled(true),
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};
