import { sql } from "drizzle-orm";
import postgres from "postgres";
import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "uuid";
import { beforeAll, expect, inject, test } from "vitest";
import { openDatabase, type Database } from "../../../db/client.ts";
import { openReplica } from "../../../db/replica.ts";
import type { ProgramList, ResourceList } from "../../../server/directory/contract.ts";
import type { Health } from "../../../server/health/contract.ts";
import { indexPrograms } from "../../../server/search/index-programs.ts";
import { keptOpen } from "../../support/kept-open.ts";
import { runMain, type MainProcess } from "../../support/main-process.ts";
import {
  openOwnPostgres,
  openReplicaOf,
  type OwnPostgres,
  type OwnReplica,
} from "../../support/own-postgres.ts";
import { providerAt } from "../../support/provider.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const metricsToken = "a-token-for-the-figures";
const keep = keptOpen();
const folder = await keep(temporaryFolder(), (it) => it[Symbol.asyncDispose]());
let primary: OwnPostgres;
let replica: OwnReplica;
let database: Database;
let main: MainProcess;

beforeAll(async () => {
  primary = await keep(openOwnPostgres(), (it) => it.remove());
  replica = await keep(openReplicaOf(primary), (it) => it.remove());
  const running = runMain({
    ...{ DATABASE_URL: primary.ownerUrl, DATABASE_REPLICA_URL: replica.ownerUrl },
    ...{ DATASET: "sources,training", DATA_DIR: folder.path, REPLICA_LAG_SECONDS: "2" },
    ...{ RATE_LIMIT_PER_MINUTE: "1000000", METRICS_TOKEN: metricsToken },
  });
  main = await keep(running, (it) => it.stop());
  await main.ready();
  database = await keep(openDatabase(primary.url, 2), (it) => it.close());
});

const get = async <Body>(path: string): Promise<Body> => {
  const answer = await fetch(`${main.address}/api${path}`);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Body;
};
const search = (query: string) => get<ProgramList>(`/programs?${query}`);
const standing = async () => (await get<Health>("/health")).replica;
/** Waits until the replica is asked, or is not for this reason. */
const becomes = (reason: string | null) =>
  expect.poll(async () => (await standing())?.reason, { timeout: 30_000 }).toBe(reason);
const onReplica = async (statement: string): Promise<void> => {
  const driver = postgres(replica.ownerUrl, { max: 1 });
  await driver.unsafe(statement);
  await driver.end();
};
/** Tables that the replica was asked for since it was started. */
const readThere = async (): Promise<string[]> => {
  const statements = await replica.statements();
  const tables = statements.flatMap((statement) =>
    [...statement.matchAll(/\b(?:from|join)\s+"?(\w+)"?(?!\s*\()/g)].map(([, name]) => name ?? ""),
  );
  return [...new Set(tables)];
};
const figure = async (name: string): Promise<number> => {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const told = await (await fetch(`${main.address}/metrics`, { headers })).text();
  const line = told.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? Number.NaN);
};

test("the replica finds programs and resources, and is asked for nothing else", async () => {
  await becomes(null);
  const found = await search("q=shelter&sort=freshness");
  expect(found.total).toBeGreaterThan(0);
  await search("q=sheltre");
  expect((await get<ResourceList>("/resources?q=screening")).total).toBeGreaterThan(0);
  await get(`/programs/${found.items[0]?.id}`);
  const provider = await providerAt(main.address);
  await provider.report(2);
  const tables = await readThere();
  const documents = ["search_documents", "search_state", "search_words"];
  expect(tables).toEqual(expect.arrayContaining([...documents, "resources"]));
  // Neither counts nor people, addresses, promises, and nothing that tells who may see what.
  const stored = await database.driver<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema in ('public', 'pgboss')`;
  const allowed = new Set([...documents, "resources", "documents"]);
  const all = new Set(stored.map(({ name }) => name));
  expect(all.size).toBeGreaterThan(40);
  expect(tables.filter((name) => all.has(name) && !allowed.has(name))).toEqual([]);
  expect(await figure(`harborlight_replica_reads_total{server="replica",reason="none"}`)).not.toBe(
    0,
  );
  expect(await figure("harborlight_replica_left_out")).toBe(0);
});

test("rights hold on it as they do on the primary", async () => {
  const there = await openReplica(
    { url: replica.ownerUrl, mostLagSeconds: 60 },
    primary.url,
    database,
  );
  await expect.poll(() => there.standing().reason, { timeout: 30_000 }).toBe(null);
  const failures: unknown[] = [];
  const attempt = async (rights: "app" | "search", statement: string) => {
    const answered = await there.ask(rights, async (reader) => {
      try {
        return await reader.execute(sql.raw(statement));
      } catch (error) {
        failures.push(error instanceof Error ? String(error.cause) : error);
        throw error;
      }
    });
    return answered?.done.length;
  };
  // There are some, and they are shown to nobody who is not named.
  const [kept] = await database.driver`select count(*)::int as n from programs p
    join sites s on s.id = p.site_id where s.visibility = 'confidential'`;
  expect(kept?.["n"]).toBeGreaterThan(0);
  expect(await attempt("app", "select * from confidential_addresses")).toBe(0);
  expect(await attempt("app", "select * from programs limit 1")).toBe(1);
  expect(await attempt("search", "select * from confidential_addresses")).toBeUndefined();
  expect(failures.at(-1)).toMatch(/permission denied/);
  await there.stop();
});

test("what it has not got yet is answered by the primary, and past the setting it is left out", async () => {
  const name = `Heron ${v7()}`;
  const change = async (id: string, changes: ReturnType<typeof sql>) =>
    database.transaction(async (tx) => {
      await tx.execute(sql`update programs set ${changes} where id = ${id}`);
      await indexPrograms(tx, [id]);
    });
  const { total, items } = await search("sort=name&limit=2");
  const [renamed, hidden] = items;
  if (!renamed || !hidden) throw new Error("There are no programs.");
  const foundByName = async () =>
    (await search(`q=${encodeURIComponent(name)}`)).items.map(({ id }) => id);
  await becomes(null);
  await onReplica("select pg_wal_replay_pause()");
  try {
    await change(renamed.id, sql`name = ${name}`);
    await change(hidden.id, sql`status = 'inactive'`);
    // At once, while nobody knows yet how far the replica is behind.
    expect(await foundByName()).toContain(renamed.id);
    expect((await search("sort=name&limit=1")).total).toBe(total - 1);
    await becomes("lagging");
    expect((await standing())?.lag_seconds).toBeGreaterThan(2);
    expect(await figure("harborlight_replica_left_out")).toBe(1);
    const before = await replica.statements();
    await change(renamed.id, sql`name = ${renamed.name}`);
    expect(await foundByName()).not.toContain(renamed.id);
    const asked = (await replica.statements()).slice(before.length);
    expect(asked.filter((statement) => statement.includes("search_"))).toEqual([]);
    await change(hidden.id, sql`status = 'active'`);
  } finally {
    await onReplica("select pg_wal_replay_resume()");
  }
  await becomes(null);
});

test("its end and its return fail no request", async () => {
  const words = (await search("limit=60")).items.flatMap(({ name }) => name.split(/\W+/));
  let [served, stopped, asked] = [0, false, 0];
  const failures: string[] = [];
  const line = async () => {
    while (!stopped) {
      asked += 1;
      // A beginning that was not looked up before, so that a database is asked.
      const word = words[asked % words.length] ?? "";
      const q = encodeURIComponent(`${word} ${asked.toString(36)}`);
      try {
        const answer = await fetch(`${main.address}/api/programs?q=${q}`);
        // Read to its end, or the connection is not used again.
        const told = await answer.text();
        if (answer.status === 200) served += 1;
        else failures.push(`${answer.status} ${told}`);
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const lines = Array.from({ length: 20 }, line);
  const serve = async (more: number) => {
    const enough = served + more;
    while (served < enough && failures.length === 0) await pause(10);
    expect(failures, main.said()).toEqual([]);
  };
  try {
    await serve(100);
    await replica.stop();
    await serve(100);
    await becomes("away");
    await serve(100);
    await replica.start();
    await becomes(null);
    await serve(100);
  } finally {
    stopped = true;
    await Promise.all(lines);
  }
  expect(failures).toEqual([]);
  // It was started anew, so that these were asked since.
  expect(await readThere()).toContain("search_documents");
});

test("a server that is no replica of this database is never asked", async () => {
  const reasonOf = async (url: string) => {
    const opened = await openReplica({ url, mostLagSeconds: 60 }, primary.url, database);
    const { reason } = opened.standing();
    expect(await opened.ask("app", async () => "asked")).toBeUndefined();
    await opened.stop();
    return reason;
  };
  expect(await reasonOf(primary.ownerUrl)).toBe("foreign");
  expect(await reasonOf(`${inject("appUrl")}/harborlight_template`)).toBe("refused");
  expect(await reasonOf("postgres://127.0.0.1:1/harborlight")).toBe("away");
});
