import { sql } from "drizzle-orm";
import type { Meilisearch } from "meilisearch";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../../db/client.ts";
import { insertListings } from "../../../seed/insert-listings.ts";
import { indexPrograms } from "../../../server/search/index-programs.ts";
import { readState } from "../../../server/search/meilisearch/index-state.ts";
import { openIndexWorker } from "../../../server/search/meilisearch/index-worker.ts";
import { readIndexStatus } from "../../../server/search/meilisearch/index-status.ts";
import { catchUp } from "../../../server/search/meilisearch/keep-in-step.ts";
import { openClient } from "../../../server/search/meilisearch/open-client.ts";
import { rebuildIndex } from "../../../server/search/meilisearch/rebuild-index.ts";
import {
  findDrift,
  isSound,
  verifyIndex,
} from "../../../server/search/meilisearch/verify-index.ts";
import { inTestMeilisearch, type InTestMeilisearch } from "../../support/in-test-meilisearch.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { indexedDirectory, type IndexedDirectory } from "./indexed-directory.ts";

let server: InTestMeilisearch;
let directory: IndexedDirectory;
let client: Meilisearch;

const partners = () =>
  aListing({ site: { ...aListing().site, visibility: "partners", state: "CA" } });
const listings = [
  ...Array.from({ length: 12 }, () => aListing()),
  partners(),
  aConfidentialListing(),
];

beforeEach(async () => {
  server = await inTestMeilisearch();
  directory = await indexedDirectory(server, listings);
  ({ client } = directory);
});
afterEach(async () => {
  server.mood.answer = undefined;
  await directory.close();
  await server.close();
});

const idOf = (at: number) => directory.idOf(listings[at]?.key ?? "");
const change = (id: string, changes: ReturnType<typeof sql>) =>
  directory.database.transaction(async (tx) => {
    await tx.execute(sql`update programs set ${changes} where id = ${id}`);
    await indexPrograms(tx, [id]);
  });
const stored = () => server.store.find(directory.uid).documents;
const nameIn = (id: string) => stored().get(id)?.document["name"];
const stateNow = async () => {
  const state = await readState(client, directory.uid);
  if (!state) throw new Error("the index says nothing of itself");
  return state;
};
const drift = async () => findDrift(directory.writing, directory.uid, await stateNow());
/** Tasks that changed documents, of whatever kind. */
const written = () =>
  server.requests.filter((one) => /^POST indexes\/:uid\/documents(\/delete(-batch)?)?$/.test(one))
    .length;

test("what was built has every program, partners' twice, and agrees with the database", async () => {
  expect(stored().size).toBe(listings.length + 1 + 1);
  expect(isSound(await drift())).toBe(true);
  expect(await readIndexStatus(directory.writing, directory.uid)).toMatchObject({
    ...{ documents: listings.length + 1, pending: 0, lagSeconds: 0 },
  });
});

test("however many changes there were, each program is written once, in one task", async () => {
  const before = written();
  for (let round = 0; round < 5; round++) {
    await change(idOf(0), sql`name = ${`Gull ${round}`}`);
    await change(idOf(1), sql`name = ${`Tern ${round}`}`);
  }
  await catchUp(directory.writing, directory.uid, await stateNow());
  expect(written() - before).toBe(1);
  expect([nameIn(idOf(0)), nameIn(idOf(1))]).toEqual(["gull 4", "tern 4"]);
});

test("a program that is hidden loses its copies, and what told its place, in one task", async () => {
  const [inactive, narrowed, partners] = [idOf(0), idOf(1), idOf(12)];
  const before = written();
  await change(inactive, sql`status = 'inactive'`);
  await directory.database.transaction(async (tx) => {
    await tx.execute(sql`update sites set visibility = 'confidential', address = null, city = null,
      zip = null, lat = null, lon = null where id = (select site_id from programs where id = ${narrowed})`);
    await indexPrograms(tx, [narrowed]);
  });
  await change(partners, sql`status = 'inactive'`);
  await catchUp(directory.writing, directory.uid, await stateNow());
  expect(written() - before).toBe(1);
  for (const id of [inactive, partners, `${partners}-county`]) {
    expect(stored().get(id)?.document).toEqual({ id, record: "gone" });
  }
  expect(stored().get(narrowed)?.document).toMatchObject({
    ...{ visibility: "confidential", town: "", pointed: false },
  });
  expect(isSound(await drift())).toBe(true);
  expect(await readIndexStatus(directory.writing, directory.uid)).toMatchObject({
    documents: listings.length - 2,
  });
  const rebuild = () => rebuildIndex(directory.writing, directory.uid, new Date());
  expect((await verifyIndex(directory.writing, directory.uid, rebuild))?.mended).toBeUndefined();
  expect(stored().has(inactive)).toBe(false);
  await change(inactive, sql`status = 'active'`);
  await catchUp(directory.writing, directory.uid, await stateNow());
  expect(isSound(await drift())).toBe(true);
});

test("a removed program is taken out, and the index says that it knows", async () => {
  await directory.database.read.execute(sql`delete from programs where id = ${idOf(0)}`);
  await catchUp(directory.writing, directory.uid, await stateNow());
  expect(stored().has(idOf(0))).toBe(false);
  expect(await readIndexStatus(directory.writing, directory.uid)).toMatchObject({ pending: 0 });
});

test("a rebuild is swapped in while changes go on, and misses none", async () => {
  server.mood.taskMs = 15;
  const ended = new AbortController();
  const changing = (async () => {
    for (let round = 0; !ended.signal.aborted; round++) {
      await change(idOf(round % 12), sql`summary = ${`${round}`}`);
    }
  })();
  stored().delete(idOf(3));
  await rebuildIndex(directory.writing, directory.uid, new Date()).finally(() => ended.abort());
  await changing;
  await catchUp(directory.writing, directory.uid, await stateNow());
  expect(isSound(await drift())).toBe(true);
  expect(server.store.indexes.size).toBe(1);
});

test("during a rebuild the index that serves is whole and follows changes", async () => {
  const more = Array.from({ length: 600 }, () => aListing());
  await insertListings(directory.database, more, { now: new Date() });
  await catchUp(directory.writing, directory.uid, await stateNow());
  server.mood.taskMs = 20;
  const building = rebuildIndex(directory.writing, directory.uid, new Date());
  while (!server.store.indexes.get(`${directory.uid}_next`)?.documents.size) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await change(idOf(0), sql`name = 'Gull'`);
  expect(stored().size).toBeGreaterThan(600);
  await building;
  expect(nameIn(idOf(0))).toBe("gull");
});

describe("what Meilisearch refuses", () => {
  test("a task that fails changes nothing, is told, and is done again by the next pass", async () => {
    await change(idOf(0), sql`name = 'Gull'`);
    const before = await stateNow();
    server.mood.failTasks = 1;
    await expect(catchUp(directory.writing, directory.uid, before)).rejects.toThrow(
      /could not do documentDeletion|could not do documentAdditionOrUpdate/,
    );
    expect(await stateNow()).toEqual(before);
    await catchUp(directory.writing, directory.uid, before);
    expect(nameIn(idOf(0))).toBe("gull");
  });

  test("a payload that is too large is sent in halves", async () => {
    const bytes = JSON.stringify([...stored().values()].map(({ document }) => document)).length;
    server.mood.payloadLimit = Math.ceil(bytes / 3);
    for (const [at] of listings.entries()) await change(idOf(at), sql`summary = 'Changed.'`);
    await catchUp(directory.writing, directory.uid, await stateNow());
    expect(isSound(await drift())).toBe(true);
  });

  test("settings that it does not take end a rebuild, and what serves stays", async () => {
    server.mood.answer = { status: 503, to: "PATCH", times: 1 };
    await expect(rebuildIndex(directory.writing, directory.uid, new Date())).rejects.toThrow(
      /Too many/,
    );
    expect(stored().size).toBe(listings.length + 2);
    await rebuildIndex(directory.writing, directory.uid, new Date());
    expect(server.store.indexes.size).toBe(1);
  });

  test.each([
    { rankingRules: ["nearest"] },
    { searchableAttributes: "title" },
    { pagination: { maxTotalHits: -1 } },
    { unheardOf: true },
  ])("the in-test server itself refuses settings such as %j", async (settings) => {
    const updating = client.index(directory.uid).updateSettings(settings as object);
    await expect(updating).rejects.toMatchObject({ response: { status: 400 } });
  });

  test("a wrong key is 403, none is 401, as the API has it", async () => {
    const wrong = openClient({ url: server.url, key: "wrong" }, 1000);
    await expect(wrong.getStats()).rejects.toMatchObject({ cause: { code: "invalid_api_key" } });
    const none = openClient({ url: server.url, key: undefined }, 1000);
    await expect(none.getStats()).rejects.toMatchObject({
      cause: { code: "missing_authorization_header" },
    });
    expect(await none.health()).toEqual({ status: "available" });
  });
});

describe("drift", () => {
  const verify = () =>
    verifyIndex(directory.writing, directory.uid, () =>
      rebuildIndex(directory.writing, directory.uid, new Date()),
    );

  test("nothing is mended where nothing has drifted", async () => {
    expect((await verify())?.mended).toBeUndefined();
  });

  test("one that is missing, one too many and one that differs are found and mended", async () => {
    const [missing, different] = [idOf(0), idOf(1)];
    stored().delete(missing);
    const entry = stored().get(different);
    if (!entry) throw new Error("is not there");
    stored().set(different, { ...entry, document: { ...entry.document, kind: ["hotline"] } });
    stored().set("stray", { ...entry, document: { ...entry.document, id: "stray" } });
    const verified = await verify();
    expect(verified?.drift).toMatchObject({
      ...{ missing: [missing], superfluous: ["stray"], different: [different] },
    });
    expect(isSound(await drift())).toBe(true);
  });

  test("where much differs, all is made anew", async () => {
    for (const [id, entry] of stored()) {
      if (id === "state") continue;
      stored().set(id, { ...entry, document: { ...entry.document, text: "something else" } });
    }
    expect((await verify())?.mended).toBe("rebuild");
    expect(isSound(await drift())).toBe(true);
  });
});

describe("workers", () => {
  const patience = { attempts: 4, firstPauseMs: 5, sweepMs: 60_000, gatherMs: 1 };
  const open = (events: Partial<Parameters<typeof openIndexWorker>[3]> = {}) => {
    const searched = openDatabase(directory.database.url, 3, "harborlight_search");
    const told = { onRetry: () => undefined, onGiveUp: () => undefined, ...events };
    const writing = { ...directory.writing, reader: searched.read };
    return openIndexWorker(writing, searched, directory.uid, told, { patience }).then((worker) => ({
      ...worker,
      stop: async () => {
        await worker.stop();
        await searched.close();
      },
    }));
  };

  test("hear of a change when it commits, without being told", async () => {
    const worker = await open();
    await worker.settle();
    await change(idOf(0), sql`name = 'Gull'`);
    while (nameIn(idOf(0)) !== "gull") await new Promise((resolve) => setTimeout(resolve, 5));
    await worker.stop();
  });

  test("two of them write one after the other, and nothing is lost", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    for (let round = 0; round < 20; round++) {
      await change(idOf(round % 12), sql`summary = ${`${round}`}`);
    }
    await Promise.all([one.settle(), other.settle()]);
    await one.settle();
    expect(isSound(await drift())).toBe(true);
    await Promise.all([one.stop(), other.stop()]);
  });

  test("try again, and say so, until it succeeds", async () => {
    const retries: number[] = [];
    const worker = await open({ onRetry: (_error, attempt) => retries.push(attempt) });
    await worker.settle();
    server.mood.answer = { status: 429, to: "POST indexes/:uid/documents", times: 2 };
    await change(idOf(0), sql`name = 'Gull'`);
    await worker.settle();
    expect(nameIn(idOf(0))).toBe("gull");
    expect(retries).toEqual([1, 2]);
    expect(worker.failing()).toBe(false);
    await worker.stop();
  });
});
