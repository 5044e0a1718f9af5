import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../../../db/client.ts";
import { findCounty } from "../../../server/directory/places.ts";
import type { EngineName } from "../../../server/search/engine.ts";
import { openSearch, type OpenedSearch } from "../../../server/search/open-search.ts";
import { postgresEngine } from "../../../server/search/postgres-engine.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { freshDatabase } from "../../support/database.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { ask } from "../searching.ts";
import { freshUid } from "./indexed-directory.ts";
import { troubledMeilisearches, type TroubledMeilisearch } from "./troubled-meilisearch.ts";

const connections = 20;

const listings = [
  ...Array.from({ length: 30 }, (_, n) =>
    aListing({ name: `Beacon ${n}`, kind: n % 3 === 0 ? "group_home" : "safe_house" }),
  ),
  ...Array.from({ length: 4 }, (_, n) => aConfidentialListing({ name: `Lantern ${n}` })),
];

/** What people ask, and what the whole answer is. */
const questions = [
  { query: "", asked: {} },
  { query: "q=beacon", asked: { q: "beacon" } },
  { query: "q=lantrn", asked: { q: "lantrn" } },
  { query: "kind=group_home&sort=name", asked: { kind: ["group_home"] } },
  { query: "q=oakland&kind=safe_house", asked: { q: "oakland", kind: ["safe_house"] } },
] as const;

for (const tested of troubledMeilisearches("searching while Meilisearch is in trouble")) {
  describe(`while ${tested.name} is in trouble`, () => {
    let meilisearch: TroubledMeilisearch;
    let searched: Database;
    let search: OpenedSearch;
    let harborlight: TestApp;
    const uid = freshUid();
    const served: Record<EngineName, number> = { meilisearch: 0, postgres: 0 };
    const expected = new Map<string, Set<string>>();

    beforeAll(async () => {
      meilisearch = await tested.open();
      const database = await freshDatabase();
      searched = openDatabase(database.url, 8, "harborlight_search");
      const { url, key } = meilisearch;
      search = await openSearch(
        searched,
        { url, key, timeoutMs: 700, mostLagSeconds: 3600 },
        {
          ...{ countyCentre: findCounty, uid, restMs: 150 },
          patience: { attempts: 2, firstPauseMs: 20, sweepMs: 100, gatherMs: 1 },
          reports: {
            onTurn: () => undefined,
            onRetry: () => undefined,
            onGiveUp: () => undefined,
            onServed: ({ engine }) => (served[engine] += 1),
          },
        },
      );
      harborlight = await testApp({ listings, database, engine: () => search.engine });
      await search.worker?.settle();
      const postgres = postgresEngine(searched.read);
      for (const { query, asked } of questions) {
        const { hits } = await ask(postgres, asked);
        expected.set(query, new Set(hits.map(({ id }) => id)));
      }
    });
    afterAll(async () => {
      await search.stop();
      await harborlight.close();
      await searched.close();
      await meilisearch.close();
    });

    /** Reads every page of a question and holds each answer to the truth. */
    const readThrough = async (query: string, cookie: string): Promise<void> => {
      const truth = expected.get(query) ?? new Set();
      const found: string[] = [];
      for (let cursor: string | null = ""; cursor !== null;) {
        const next: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const answer = await harborlight.app.inject({
          url: `/api/programs?${query}&limit=7${next}`,
          headers: { cookie },
        });
        expect([query, answer.statusCode]).toEqual([query, 200]);
        const page: { total: number; items: { id: string }[]; next: string | null } = answer.json();
        expect([query, page.total]).toEqual([query, truth.size]);
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect([query, found.length]).toEqual([query, truth.size]);
      expect(new Set(found)).toEqual(truth);
    };

    test(`${connections} connections search: no request fails and no answer is wrong`, async () => {
      const { cookie } = await harborlight.signIn("worker");
      let going = true;
      let read = 0;
      const searching = Array.from({ length: connections }, async (_, n) => {
        for (let turn = n; going; turn++) {
          await readThrough(questions[turn % questions.length]?.query ?? "", cookie);
          read += 1;
        }
      });
      // Whoever fails ends the test at once, and not when its time is over.
      const failed = Promise.all(searching).then(() => undefined);
      const readsOn = async (rounds = 2) => {
        const enough = read + rounds * connections;
        while (read < enough) {
          await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 5))]);
        }
      };
      const servedBy = async (engine: EngineName) => {
        const before = served[engine];
        while (served[engine] < before + connections) await readsOn(0.2);
      };
      try {
        await servedBy("meilisearch");
        await meilisearch.stop();
        await servedBy("postgres");
        await meilisearch.start();
        await servedBy("meilisearch");
        await meilisearch.empty(uid);
        await readsOn();
        await servedBy("meilisearch");
        meilisearch.slow();
        await servedBy("postgres");
        await meilisearch.quick();
        await servedBy("meilisearch");
        await meilisearch.refuseKey();
        await servedBy("postgres");
        await meilisearch.takeKey();
        await servedBy("meilisearch");
      } finally {
        going = false;
        await failed;
      }
      expect(served.postgres).toBeGreaterThan(0);
    }, 120_000);
  });
}
