import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../../db/client.ts";
import { insertListings } from "../../../seed/insert-listings.ts";
import { findCounty } from "../../../server/directory/places.ts";
import type { FallbackReason, SearchAnswer } from "../../../server/search/engine.ts";
import { indexPrograms } from "../../../server/search/index-programs.ts";
import type { Served } from "../../../server/search/meilisearch/fall-back.ts";
import { openSearch, type OpenedSearch } from "../../../server/search/open-search.ts";
import { freshDatabase, type TestDatabase } from "../../support/database.ts";
import { inTestMeilisearch, type InTestMeilisearch } from "../../support/in-test-meilisearch.ts";
import { aListing } from "../../support/listings.ts";
import { anonymousAccess, ask, everyPage, workerAccess, type AskedQuery } from "../searching.ts";
import { freshUid } from "./indexed-directory.ts";

let database: TestDatabase;
let searched: ReturnType<typeof openDatabase>;
let server: InTestMeilisearch;
let search: OpenedSearch;
let ids: string[];
let served: Served[];
let givenUp: unknown[];

/** Quick enough to be watched, in order and number as it is for real. */
const patience = { attempts: 3, firstPauseMs: 5, sweepMs: 50, gatherMs: 1 };

const open = async (changes: { mostLagSeconds?: number; timeoutMs?: number } = {}) => {
  search = await openSearch(
    searched,
    { url: server.url, key: server.key, timeoutMs: 2000, mostLagSeconds: 3600, ...changes },
    {
      countyCentre: findCounty,
      uid: freshUid(),
      restMs: 100,
      patience,
      reports: {
        onTurn: () => undefined,
        onServed: (answer) => served.push(answer),
        onRetry: () => undefined,
        onGiveUp: (error) => givenUp.push(error),
      },
    },
  );
  await search.worker?.settle();
};

beforeEach(async () => {
  served = [];
  givenUp = [];
  database = await freshDatabase();
  searched = openDatabase(database.url, 6, "harborlight_search");
  server = await inTestMeilisearch();
  const listings = Array.from({ length: 24 }, (_, n) => aListing({ name: `Beacon ${n}` }));
  const seeded = await insertListings(database, listings, { now: new Date() });
  ids = listings.map(({ key }) => seeded.get(key)?.programId ?? "");
});
afterEach(async () => {
  await search.stop();
  await server.close();
  await searched.close();
  await database.close();
});

const last = () => served.at(-1);
const total = async (query: AskedQuery = {}): Promise<number> =>
  (await ask(search.engine, query)).total;

/** Searches until an engine answers, as it must sooner or later. */
const until = async (engine: Served["engine"]): Promise<void> => {
  do expect(await total()).toBe(24);
  while (last()?.engine !== engine);
};

/** What may happen to Meilisearch, and how it ends. */
const troubles: [reason: FallbackReason, spoil: () => unknown, mend: () => unknown][] = [
  ["away", () => server.stop(), () => server.start()],
  [
    "refused",
    () => void (server.mood.key = "another key than before"),
    () => void (server.mood.key = server.key),
  ],
  [
    "failing",
    () => void (server.mood.answer = { status: 503, to: "multi-search", times: Infinity }),
    () => void (server.mood.answer = undefined),
  ],
  [
    "failing",
    () => void (server.mood.answer = { status: 429, to: "multi-search", times: Infinity }),
    () => void (server.mood.answer = undefined),
  ],
];

describe("PostgreSQL answers, says why, and gives way again", () => {
  beforeEach(() => open());

  test.each(troubles)("when Meilisearch is %s", async (reason, spoil, mend) => {
    await until("meilisearch");
    await spoil();
    for (let turn = 0; turn < 12; turn++) {
      expect(await total()).toBe(24);
      expect(last()).toEqual({ engine: "postgres", reason });
    }
    expect(search.engine.standing?.()).toMatchObject({ engine: "postgres", reason, held: true });
    await mend();
    await until("meilisearch");
    expect(search.engine.standing?.()).toMatchObject({ engine: "meilisearch", reason: null });
  });

  test("when its index was emptied by mistake, until the index is made anew", async () => {
    await until("meilisearch");
    for (const index of server.store.indexes.values()) index.documents.clear();
    expect(await total()).toBe(24);
    expect(last()).toEqual({ engine: "postgres", reason: "empty" });
    await search.worker?.settle();
    await until("meilisearch");
  });

  test("when its index is gone", async () => {
    await until("meilisearch");
    server.store.indexes.clear();
    expect(await total()).toBe(24);
    expect(last()).toEqual({ engine: "postgres", reason: "empty" });
    await search.worker?.settle();
    await until("meilisearch");
  });

  test.each([1, 2])(
    "when its index is emptied and made anew within one answer, before part %i",
    async (place) => {
      await until("meilisearch");
      const [index] = server.store.indexes.values();
      const whole = [...(index?.documents ?? [])];
      const empty = () => index?.documents.clear();
      const makeAnew = () => {
        for (const [id, entry] of whole) {
          const made = id === "state" ? { made: "another time" } : {};
          index?.documents.set(id, { ...entry, document: { ...entry.document, ...made } });
        }
      };
      // State, page, counts, state.
      server.mood.meanwhile = new Map([
        [place, empty],
        [3, makeAnew],
      ]);
      const answer = await ask(search.engine, { q: "beacon" });
      expect(last()).toEqual({ engine: "postgres", reason: "lagging" });
      expect(answer.total).toBe(24);
      expect(answer.hits).toHaveLength(24);
      await until("meilisearch");
    },
  );

  test("when ages of counts decide the order, which says nothing against Meilisearch", async () => {
    expect(await total({ sort: "freshness" })).toBe(24);
    expect(last()).toEqual({ engine: "postgres", reason: "counts_wanted" });
    expect(await total({ sort: "freshness", access: anonymousAccess })).toBe(24);
    expect(last()).toEqual({ engine: "meilisearch", reason: null });
  });

  test("while it is left alone it is not asked", async () => {
    server.mood.answer = { status: 503, to: "multi-search", times: Infinity };
    while (search.engine.standing?.().held === false) await total();
    const before = server.requests.filter((one) => one === "POST multi-search").length;
    for (let turn = 0; turn < 5; turn++) await total();
    const after = server.requests.filter((one) => one === "POST multi-search").length;
    expect(after - before).toBeLessThanOrEqual(2);
  });

  test("a cursor that belongs to another search is refused and no failure", async () => {
    for (let turn = 0; turn < 12; turn++) {
      await expect(ask(search.engine, { cursor: "nonsense" })).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
    await until("meilisearch");
    expect(search.engine.standing?.().held).toBe(false);
  });
});

test("PostgreSQL answers when Meilisearch takes too long", async () => {
  await open({ timeoutMs: 150 });
  server.mood.slowMs = 400;
  expect(await total()).toBe(24);
  expect(last()).toEqual({ engine: "postgres", reason: "slow" });
  server.mood.slowMs = 0;
  await until("meilisearch");
});

describe("an index that is behind", () => {
  const hide = (id: string, changes: ReturnType<typeof sql>) =>
    database.transaction(async (tx) => {
      await tx.execute(changes);
      await indexPrograms(tx, [id]);
    });
  /** From here on nothing more is written to the index. */
  const freeze = () => {
    server.mood.answer = { status: 503, to: "POST indexes/:uid/documents", times: Infinity };
  };

  test("never shows nor counts a program that was made inactive since", async () => {
    await open();
    freeze();
    const [id = ""] = ids;
    await hide(id, sql`update programs set status = 'inactive' where id = ${id}`);
    const answer = await ask(search.engine, { q: "beacon" });
    expect(last()).toEqual({ engine: "meilisearch", reason: null });
    expect(answer.total).toBe(23);
    expect(answer.hits.map((hit) => hit.id)).not.toContain(id);
    expect(answer.facets.kind).toEqual([{ value: "emergency_shelter", programs: 23 }]);
  });

  test("never shows nor counts a program whose site was hidden since", async () => {
    await open();
    freeze();
    const [id = ""] = ids;
    const site = sql`(select site_id from programs where id = ${id})`;
    await hide(
      id,
      sql`update sites set visibility = 'confidential', address = null, city = null, zip = null,
        lat = null, lon = null where id = ${site}`,
    );
    for (const access of [anonymousAccess, workerAccess]) {
      const answer = await ask(search.engine, { q: "oakland", access });
      expect(last()).toEqual({ engine: "meilisearch", reason: null });
      expect(answer.total).toBe(23);
      expect(answer.facets.county).toEqual([{ value: "06001", programs: 23 }]);
      expect(answer.hits.map((hit) => hit.id)).not.toContain(id);
    }
  });

  test("still finds a program that was only renamed, and PostgreSQL hydrates it", async () => {
    await open();
    freeze();
    const [id = ""] = ids;
    await hide(id, sql`update programs set name = 'Heron' where id = ${id}`);
    expect(await total()).toBe(24);
    expect(last()).toEqual({ engine: "meilisearch", reason: null });
    expect(search.engine.standing?.().lagSeconds).toBeGreaterThan(0);
  });

  test("is not asked once it is behind for longer than the setting", async () => {
    await open({ mostLagSeconds: 60 });
    freeze();
    const [id = ""] = ids;
    await hide(id, sql`update programs set name = 'Heron' where id = ${id}`);
    expect(await total()).toBe(24);
    expect(last()?.engine).toBe("meilisearch");
    await database.owner`update search_documents set written_at = now() - interval '61 s'
      where program_id = ${id}`;
    expect((await ask(search.engine, { q: "heron" })).hits.map((hit) => hit.id)).toEqual([id]);
    expect(last()).toEqual({ engine: "postgres", reason: "lagging" });
    server.mood.answer = undefined;
    await search.worker?.settle();
    expect((await ask(search.engine, { q: "heron" })).hits.map((hit) => hit.id)).toEqual([id]);
    expect(last()).toEqual({ engine: "meilisearch", reason: null });
  });

  test("is not asked after a program was removed, until it is gone from the index too", async () => {
    await open();
    freeze();
    const [id = ""] = ids;
    await database.read.execute(sql`delete from programs where id = ${id}`);
    expect(await total()).toBe(23);
    expect(last()).toEqual({ engine: "postgres", reason: "lagging" });
    server.mood.answer = undefined;
    await search.worker?.settle();
    expect(await total()).toBe(23);
    expect(last()).toEqual({ engine: "meilisearch", reason: null });
  });

  test("whoever keeps it in step gives up loudly, and recovers by itself", async () => {
    await open();
    freeze();
    const [id = ""] = ids;
    await hide(id, sql`update programs set name = 'Heron' where id = ${id}`);
    await search.worker?.settle();
    expect(givenUp.length).toBeGreaterThan(0);
    expect(search.engine.standing?.().indexing).toBe("failing");
    server.mood.answer = undefined;
    await search.worker?.settle();
    expect(search.engine.standing?.().indexing).toBe("ok");
  });
});

describe("pages that two engines give in turns", () => {
  beforeEach(() => open());

  test.each([
    { q: "beacon", sort: "relevance" as const },
    { q: "beacon 1", sort: "relevance" as const },
    { sort: "name" as const },
  ])("neither repeat nor skip: %j", async (query) => {
    const whole = new Set(await everyPage(search.engine, { ...query, limit: 50 }));
    const ids: string[] = [];
    let turn = 0;
    for (let cursor: string | null | undefined; cursor !== null; turn++) {
      server.mood.key = turn % 2 === 0 ? server.key : "another key than before";
      if (turn % 2 === 0) await until("meilisearch");
      const answer: SearchAnswer = await ask(search.engine, {
        ...{ ...query, limit: 3 },
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(last()?.engine).toBe(turn % 2 === 0 ? "meilisearch" : "postgres");
      ids.push(...answer.hits.map(({ id }) => id));
      cursor = answer.next;
    }
    expect(new Set(ids)).toEqual(whole);
    expect(ids).toHaveLength(whole.size);
    expect(turn).toBeGreaterThan(2);
  });
});
