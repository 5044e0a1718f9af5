import { mkdir, readdir, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../db/embedded.ts";
import { backUp } from "../../db/embedded/back-up.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = await temporaryFolder();
const live = join(folder.path, "live");
const copy = join(folder.path, "copies", "tonight");

const connect = ({ serverUrl }: EmbeddedPostgres) =>
  postgres(`${serverUrl}/postgres`, { max: 1, onnotice: () => undefined });
const numbersIn = async (server: EmbeddedPostgres): Promise<number[]> => {
  const driver = connect(server);
  const rows = await driver<{ n: number }[]>`select n from kept order by n`;
  await driver.end();
  return rows.map(({ n }) => n);
};

let server: EmbeddedPostgres;
beforeAll(async () => {
  await mkdir(live, { mode: 0o755 });
  server = await startEmbeddedPostgres({ folder: live });
  const driver = connect(server);
  await driver`create table kept (n integer primary key, filling text not null)`;
  await driver.end();
});
afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

/** Writes rows one after another until it is told to stop; answers the last that is on disk. */
const openWriter = () => {
  const driver = connect(server);
  let [last, stopped] = [0, false];
  const writing = (async () => {
    for (let n = 1; !stopped; n += 1) {
      await driver`insert into kept values (${n}, ${"x".repeat(2000)})`;
      last = n;
    }
    await driver.end();
  })();
  return {
    last: () => last,
    stop: async () => {
      stopped = true;
      await writing;
    },
  };
};

test("a backup that is taken while others write holds all that was acknowledged before", async () => {
  const writer = openWriter();
  while (writer.last() < 50) await new Promise((resolve) => setTimeout(resolve, 5));
  const before = writer.last();
  try {
    await backUp(live, server.serverUrl, copy);
  } finally {
    await writer.stop();
  }
  const after = writer.last();
  expect(after).toBeGreaterThan(before);

  const restored = await startEmbeddedPostgres({ folder: copy });
  const numbers = await numbersIn(restored);
  await restored.stop();
  expect(numbers.length).toBeGreaterThanOrEqual(before);
  // Without a gap: a moment of the whole, not a page of now and one of then.
  expect(numbers).toEqual(numbers.map((_, position) => position + 1));
  // The original went on, and keeps nothing for the copy.
  expect((await numbersIn(server)).length).toBeGreaterThanOrEqual(after);
  const driver = connect(server);
  const slots = await driver`select slot_name from pg_replication_slots`;
  await driver.end();
  expect(slots).toHaveLength(0);
});

test("only its owner can read the copy's cluster and password", async () => {
  for (const name of ["postgres", "postgres.password"]) {
    expect((await stat(join(copy, name))).mode & 0o077).toBe(0);
  }
});

test("an existing folder is not written over", async () => {
  await expect(backUp(live, server.serverUrl, copy)).rejects.toThrow(`${copy} is there already`);
  expect(await readdir(copy)).toContain("postgres");
});

test("a backup that fails leaves nothing behind", async () => {
  const to = join(folder.path, "copies", "failed");
  const nowhere = server.serverUrl.replace(/:\d+$/, ":1");
  await expect(backUp(live, nowhere, to)).rejects.toThrow(/^The backup to .* was not made/);
  expect(existsSync(to) || existsSync(`${to}.unfinished`)).toBe(false);
});
