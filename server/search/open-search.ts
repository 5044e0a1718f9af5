import type { Database } from "../../db/client.ts";
import type { Replica } from "../../db/replica.ts";
import type { SearchEngine } from "./engine.ts";
import { openCorrections } from "./corrections.ts";
import { fallBack, type Served } from "./meilisearch/fall-back.ts";
import { followIndex } from "./meilisearch/follow-index.ts";
import type { CountyCentre } from "./meilisearch/index-document.ts";
import { readState } from "./meilisearch/index-state.ts";
import {
  openIndexWorker,
  usualPatience,
  type IndexWorker,
  type WorkerPatience,
} from "./meilisearch/index-worker.ts";
import { holdLock } from "./meilisearch/hold-lock.ts";
import { meilisearchEngine } from "./meilisearch/meilisearch-engine.ts";
import { openClient, type MeilisearchAddress } from "./meilisearch/open-client.ts";
import { rebuildIndex } from "./meilisearch/rebuild-index.ts";
import { indexUid } from "./meilisearch/settings.ts";
import { verifyIndex, type Verified } from "./meilisearch/verify-index.ts";
import { postgresEngine } from "./postgres-engine.ts";
import { readAtVersion } from "./read-at-version.ts";

/** A Meilisearch to search with, and how far it is trusted. */
export interface MeilisearchSettings extends MeilisearchAddress {
  readonly timeoutMs: number;
  readonly mostLagSeconds: number;
}

export interface SearchReports {
  /** The engine that answers has changed, or why. */
  readonly onTurn: (served: Served, error: unknown) => void;
  readonly onServed?: (served: Served) => void;
  /** The index could not be brought in step; it is tried again. */
  readonly onRetry: (error: unknown) => void;
  /** It could not be for some time: somebody must look. */
  readonly onGiveUp: (error: unknown) => void;
  /** The index was compared with the database, and mended where it had drifted. */
  readonly onVerified?: (verified: Verified) => void;
}

export interface OpenedSearch {
  readonly engine: SearchEngine;
  /** Keeps the index in step; undefined where there is none. */
  readonly worker: IndexWorker | undefined;
  /** Compares the index with the database and mends it, unless somebody else is writing to it. */
  readonly verify: () => Promise<void>;
  stop(): Promise<void>;
}

/** Writing waits longer than a search: a big task may take its time to be taken on. */
const writingTimeoutMs = 30_000;
const restMs = 5_000;

interface Options {
  readonly countyCentre: CountyCentre;
  readonly reports: SearchReports;
  /** Reads documents for the search on PostgreSQL, too. */
  readonly replica?: Replica | undefined;
  /** For tests: another index, and other patience. */
  readonly uid?: string;
  readonly restMs?: number;
  readonly patience?: WorkerPatience;
}

/**
 * Opens the directory's search: on PostgreSQL alone, or on Meilisearch with PostgreSQL behind it.
 * @param searched the database with the rights of search alone
 */
export const openSearch = async (
  searched: Database,
  meilisearch: MeilisearchSettings | undefined,
  options: Options,
): Promise<OpenedSearch> => {
  const replica = options.replica ? { replica: options.replica } : {};
  if (!meilisearch) {
    const engine = postgresEngine(searched.read, replica);
    const nothing = () => Promise.resolve();
    return { engine, worker: undefined, verify: nothing, stop: nothing };
  }
  const { reports, countyCentre, uid = indexUid, patience = usualPatience } = options;
  const { timeoutMs, mostLagSeconds } = meilisearch;
  const searching = openClient(meilisearch, timeoutMs);
  const writing = {
    client: openClient(meilisearch, writingTimeoutMs),
    reader: searched.read,
    countyCentre,
  };
  const worker = await openIndexWorker(writing, searched, uid, reports, { patience });
  const follower = followIndex(searched.read, () => readState(searching, uid), mostLagSeconds);
  const correct = openCorrections(readAtVersion(searched.read, options.replica));
  const engine = fallBack({
    meilisearch: meilisearchEngine(searching, uid, follower, correct),
    postgres: postgresEngine(searched.read, { besideAnother: true, ...replica }),
    patience: { timeoutMs, restMs: options.restMs ?? restMs },
    lagSeconds: follower.lagSeconds,
    indexing: () => (worker.failing() ? "failing" : "ok"),
    onTurn: reports.onTurn,
    ...(reports.onServed ? { onServed: reports.onServed } : {}),
  });
  return {
    engine,
    worker,
    verify: async () => {
      const verified = await holdLock(searched, uid, () =>
        verifyIndex(writing, uid, () => rebuildIndex(writing, uid, new Date())),
      );
      if (verified?.done) reports.onVerified?.(verified.done);
    },
    stop: async () => {
      engine.stop();
      await worker.stop();
    },
  };
};
