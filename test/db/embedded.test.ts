import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmbeddedPostgres } from "../../db/embedded.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = await temporaryFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const start = () => startEmbeddedPostgres({ folder: folder.path });
const pidFile = join(folder.path, "postgres", "postmaster.pid");

const ask = async (serverUrl: string, question: string): Promise<unknown> => {
  const driver = postgres(`${serverUrl}/postgres`, { max: 1 });
  const [row] = await driver.unsafe<{ answer: unknown }[]>(question);
  await driver.end();
  return row?.answer;
};

beforeAll(async () => {
  const first = await start();
  await ask(first.serverUrl, "create table kept as select 7 as answer");
  await first.stop();
});

test("what is acknowledged is on disk, not on its way there", async () => {
  const server = await start();
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    expect(await ask(server.serverUrl, `select current_setting('${setting}') as answer`)).toBe(
      "on",
    );
  }
  await server.stop();
});

test("it keeps its data and lets go of the folder when it stops", async () => {
  const server = await start();
  expect(await ask(server.serverUrl, "select answer from kept")).toBe(7);
  await server.stop();
  expect(existsSync(pidFile)).toBe(false);
});

test("nobody gets in without the password, which only its owner can read", async () => {
  const server = await start();
  const wrong = new URL(server.serverUrl);
  wrong.password = "guessed";
  expect((await stat(join(folder.path, "postgres.password"))).mode & 0o077).toBe(0);
  await expect(ask(wrong.href, "select 1 as answer")).rejects.toMatchObject({ code: "28P01" });
  await server.stop();
});

test("a folder has one server: a second start is refused", async () => {
  const server = await start();
  await expect(start()).rejects.toThrow(/^Harborlight is already running on the data folder /);
  await server.stop();
});

test("a folder that cannot be written is named", async () => {
  await using other = await temporaryFolder();
  await mkdir(join(other.path, "lock"));
  await expect(startEmbeddedPostgres({ folder: other.path })).rejects.toThrow(
    `The data folder ${other.path} cannot be read and written`,
  );
});

test("a note of a server that died does not stop the next, nor whoever has its number now", async () => {
  await writeFile(pidFile, `${process.pid}\n${folder.path}/postgres\n1\n5432\n\n127.0.0.1\n`);
  const server = await start();
  expect(await ask(server.serverUrl, "select answer from kept")).toBe(7);
  expect(await readFile(pidFile, "utf8")).not.toMatch(new RegExp(`^${process.pid}\n`));
  await server.stop();
});

test("a database of another PostgreSQL is left alone", async () => {
  const version = join(folder.path, "postgres", "PG_VERSION");
  const made = await readFile(version, "utf8");
  await writeFile(version, "12\n");
  await expect(start()).rejects.toThrow(/is of PostgreSQL 12 and this version brings \d+/);
  await writeFile(version, made);
});
