import { randomBytes } from "node:crypto";
import type { Meilisearch } from "meilisearch";
import { openDatabase } from "../../../db/client.ts";
import { insertListings } from "../../../seed/insert-listings.ts";
import type { Listing } from "../../../seed/listing.ts";
import type { SearchEngine } from "../../../server/search/engine.ts";
import { findCounty } from "../../../server/directory/places.ts";
import { openCorrections } from "../../../server/search/corrections.ts";
import { readAtVersion } from "../../../server/search/read-at-version.ts";
import { fallBack, type Served } from "../../../server/search/meilisearch/fall-back.ts";
import { followIndex } from "../../../server/search/meilisearch/follow-index.ts";
import { readState } from "../../../server/search/meilisearch/index-state.ts";
import type { Writing } from "../../../server/search/meilisearch/keep-in-step.ts";
import { meilisearchEngine } from "../../../server/search/meilisearch/meilisearch-engine.ts";
import {
  openClient,
  type MeilisearchAddress,
} from "../../../server/search/meilisearch/open-client.ts";
import { rebuildIndex } from "../../../server/search/meilisearch/rebuild-index.ts";
import { postgresEngine } from "../../../server/search/postgres-engine.ts";
import { testSettings } from "../../support/config.ts";
import { freshDatabase, type TestDatabase } from "../../support/database.ts";
import { inTestMeilisearch, type InTestMeilisearch } from "../../support/in-test-meilisearch.ts";
import type { SearchedDirectory } from "../searching.ts";

const patience = 30_000;
const mostLagSeconds = 3600;

/** A directory in a database of its own and in an index of its own. */
export interface IndexedDirectory extends SearchedDirectory, OwnIndex {
  readonly engine: SearchEngine;
  readonly database: TestDatabase;
}

/** A name for an index that no other test has. */
export const freshUid = () => `harborlight_programs_test_${randomBytes(6).toString("hex")}`;

/** What a database holds, in an index of its own. */
export interface OwnIndex {
  readonly engine: SearchEngine;
  readonly client: Meilisearch;
  readonly uid: string;
  readonly writing: Writing;
  /** Which engine answered each search. */
  readonly served: readonly Served[];
  close(): Promise<void>;
}

/** Puts what a database holds into Meilisearch, with PostgreSQL behind it. */
export const indexOf = async (
  address: MeilisearchAddress,
  database: TestDatabase,
): Promise<OwnIndex> => {
  const searched = openDatabase(database.url, 4, "harborlight_search");
  const client = openClient(address, patience);
  const uid = freshUid();
  const writing: Writing = { client, reader: searched.read, countyCentre: findCounty };
  await rebuildIndex(writing, uid, new Date());
  const follower = followIndex(searched.read, () => readState(client, uid), mostLagSeconds);
  const served: Served[] = [];
  const correct = openCorrections(readAtVersion(searched.read, undefined));
  const engine = fallBack({
    meilisearch: meilisearchEngine(client, uid, follower, correct),
    postgres: postgresEngine(searched.read, { besideAnother: true }),
    patience: { timeoutMs: patience, restMs: 100 },
    lagSeconds: follower.lagSeconds,
    indexing: () => "ok",
    onServed: (answer) => served.push(answer),
  });
  return {
    ...{ client, uid, writing, engine, served },
    close: async () => {
      engine.stop();
      await client.deleteIndexIfExists(uid);
      await searched.close();
    },
  };
};

/** Puts listings into a database and into Meilisearch. */
export const indexedDirectory = async (
  address: MeilisearchAddress,
  listings: readonly Listing[],
): Promise<IndexedDirectory> => {
  const database = await freshDatabase();
  const seeded = await insertListings(database, [...listings], { now: new Date() });
  const keys = new Map([...seeded].map(([key, { programId }]) => [programId, key]));
  const index = await indexOf(address, database);
  return {
    ...index,
    database,
    keyOf: (id) => keys.get(id) ?? id,
    idOf: (key) => seeded.get(key)?.programId ?? key,
    close: async () => {
      await index.close();
      await database.close();
    },
  };
};

/** A Meilisearch to test against: the in-test one, or the real one that the run was given. */
export interface Tested {
  readonly name: string;
  open(): Promise<MeilisearchAddress & { close(): Promise<void> }>;
}

const inTest: Tested = {
  name: "the in-test Meilisearch",
  open: async () => {
    const server: InTestMeilisearch = await inTestMeilisearch();
    return { url: server.url, key: server.key, close: () => server.close() };
  },
};

const real = ({ url, key }: MeilisearchAddress): Tested => ({
  name: `the Meilisearch at ${url}`,
  open: async () => ({ url, key, close: () => Promise.resolve() }),
});

/** Every Meilisearch that this run has; says by name what it leaves out for want of a real one. */
export const testedMeilisearches = (what: string): Tested[] => {
  if (testSettings.meilisearch) return [inTest, real(testSettings.meilisearch)];
  console.log(`Skipped: ${what} on a real Meilisearch (MEILI_URL names none).`);
  return [inTest];
};
