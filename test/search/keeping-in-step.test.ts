import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertListings } from "../../seed/insert-listings.ts";
import type { SearchEngine } from "../../server/search/engine.ts";
import { indexPrograms } from "../../server/search/index-programs.ts";
import { postgresEngine } from "../../server/search/postgres-engine.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aListing } from "../support/listings.ts";
import { ask, everyPage } from "./searching.ts";

let database: TestDatabase;
let engine: SearchEngine;
let ids: string[];

beforeEach(async () => {
  database = await freshDatabase();
  engine = postgresEngine(database.read);
  const listings = Array.from({ length: 30 }, (_, n) =>
    aListing({
      name: `Beacon ${String.fromCharCode(97 + (n % 26))}${n}`,
      ages: { min: n % 15, max: 17 },
    }),
  );
  const seeded = await insertListings(database, listings, { now: new Date() });
  ids = listings.map(({ key }) => seeded.get(key)?.programId ?? "");
});
afterEach(() => database.close());

const change = (id: string, changes: ReturnType<typeof sql>) =>
  database.transaction(async (tx) => {
    await tx.execute(sql`update programs set ${changes} where id = ${id}`);
    await indexPrograms(tx, [id]);
  });
const found = async (q: string) => (await ask(engine, { q })).hits.map(({ id }) => id);
const [first, second] = [() => ids[0] ?? "", () => ids[1] ?? ""];

describe("an engine that has searched before", () => {
  test("finds a new name at once, and no longer the old one", async () => {
    expect(await found("beacon a0")).toContain(first());
    await change(first(), sql`name = 'Gull Rock'`);
    expect(await found("gull")).toEqual([first()]);
    expect(await found("beacon")).not.toContain(first());
  });

  test("follows a word through several changes that no search has seen", async () => {
    expect(await found("gull")).toEqual([]);
    await change(first(), sql`name = 'Gull Rock'`);
    await change(second(), sql`summary = 'A gull lives here.'`);
    await change(first(), sql`name = 'Heron Rock'`);
    expect(await found("gull")).toEqual([second()]);
    await change(second(), sql`summary = null`);
    expect(await found("gull")).toEqual([]);
  });

  test("finds and counts a new program, and learns its words", async () => {
    const before = (await ask(engine, {})).total;
    await insertListings(database, [aListing({ name: "Zephyr Landing" })], { now: new Date() });
    expect((await ask(engine, {})).total).toBe(before + 1);
    expect(await found("zephir")).toHaveLength(1);
  });

  test("neither finds nor counts what was made inactive, and finds it when it is active again", async () => {
    await change(first(), sql`status = 'inactive'`);
    expect((await ask(engine, {})).total).toBe(29);
    expect(await found("beacon a0")).not.toContain(first());
    await change(first(), sql`status = 'active'`);
    expect(await found("beacon a0")).toContain(first());
  });

  test("forgets what was removed", async () => {
    expect((await ask(engine, {})).total).toBe(30);
    await database.read.execute(sql`delete from programs where id = ${first()}`);
    expect((await ask(engine, {})).total).toBe(29);
    expect(await found("beacon a0")).not.toContain(first());
  });

  test("counts again by changed facts", async () => {
    const aged = async (age: number) => (await ask(engine, { age })).total;
    expect(await aged(0)).toBe(2);
    await change(first(), sql`age_min = 16`);
    expect(await aged(0)).toBe(1);
    expect(await aged(16)).toBe(30);
  });

  test("makes room for many more programs than there were", async () => {
    expect((await ask(engine, {})).total).toBe(30);
    const many = Array.from({ length: 1200 }, () => aListing());
    await insertListings(database, many, { now: new Date() });
    expect((await ask(engine, {})).total).toBe(1230);
    expect((await ask(engine, { q: "beacon" })).total).toBe(30);
  });

  test("is right while everything changes under it", async () => {
    const names = ["gull", "heron", "tern"];
    let done = false;
    const writers = names.map(async (name, n) => {
      for (let round = 0; round < 15; round++) {
        await change(ids[n] ?? "", sql`name = ${`${name} ${round}`}`);
      }
    });
    const readers = Array.from({ length: 6 }, async (_, n) => {
      while (!done) {
        const answer = await ask(engine, { q: names[n % 3] ?? "" });
        expect(answer.total).toBeLessThanOrEqual(1);
        expect(answer.hits).toHaveLength(answer.total);
      }
    });
    const writing = Promise.all(writers).finally(() => (done = true));
    await Promise.all([writing, ...readers]);
    for (const [n, name] of names.entries()) expect(await found(name)).toEqual([ids[n]]);
    expect((await ask(engine, { q: "beacon" })).total).toBe(27);
  });
});

describe("a cursor", () => {
  test("neither repeats nor skips the programs that stay as they are while others change", async () => {
    const sorts = ["name", "relevance"] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 9 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 8 }),
        async (sort, limit, changing) => {
          const ids: string[] = [];
          const waiting = [...changing];
          for (let cursor: string | null | undefined; cursor !== null;) {
            const answer = await ask(engine, {
              ...{ q: "beacon", sort, limit },
              ...(cursor === undefined ? {} : { cursor }),
            });
            ids.push(...answer.hits.map(({ id }) => id));
            cursor = answer.next;
            const next = waiting.pop();
            if (next !== undefined) await rename(next);
          }
          const changed = new Set(changing.map((n) => allIds()[n]));
          const stayed = allIds().filter((id) => !changed.has(id));
          expect(ids.filter((id) => !changed.has(id)).toSorted()).toEqual(stayed.toSorted());
        },
      ),
      { numRuns: 12 },
    );
  });

  test("goes on where it stood when its own program is gone", async () => {
    const whole = await everyPage(engine, { sort: "name" });
    const page = await ask(engine, { sort: "name", limit: 5 });
    await database.read.execute(sql`delete from programs where id = ${whole[4] ?? ""}`);
    const rest = await ask(engine, {
      ...{ sort: "name", limit: 50 },
      ...(page.next === null ? {} : { cursor: page.next }),
    });
    expect(rest.hits.map(({ id }) => id)).toEqual(whole.slice(5));
  });

  test("sorted by the newest bed report, pages make up the whole", async () => {
    const now = Date.now();
    for (const [n, id] of ids.slice(0, 12).entries()) {
      await database.read.execute(sql`
        insert into bed_pools (id, program_id, label, open, total, observed_at, received_at, source)
        values (gen_random_uuid(), ${id}, 'All', 1, 2, ${new Date(now - n * 60_000).toISOString()},
          now(), 'web')`);
    }
    const paged = await everyPage(engine, { sort: "freshness", limit: 5 });
    expect(paged.slice(0, 12)).toEqual(ids.slice(0, 12));
    expect(new Set(paged).size).toBe(30);
    expect(paged).toHaveLength(30);
  });
});

let renamed = 0;
const allIds = () => ids;
const rename = (n: number) => {
  renamed += 1;
  return change(ids[n] ?? "", sql`name = ${`Beacon ${"zmaq"[renamed % 4] ?? ""} ${renamed}`}`);
};
