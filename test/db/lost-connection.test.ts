import { sql } from "drizzle-orm";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { layCable, type Cable } from "../support/cable.ts";

// Vitest fails a run in which anything is thrown that nobody could catch.
let original: TestDatabase;
let cable: Cable;
let database: Database;
beforeAll(async () => {
  original = await freshDatabase(1);
  await original.owner`create table written (n integer)`;
});
beforeEach(async () => {
  cable = await layCable(original.url);
  // All that is asked takes the same connection.
  database = openDatabase(cable.url, 1);
});
afterEach(async () => {
  await database.close();
  await cable.cut();
});
afterAll(() => original.close());

const number = async (reader: Database["read"]) =>
  (await reader.execute(sql`select 7 as n`))[0]?.["n"];
/** Once the connection has heard that the server hung up. */
const hangUp = async () => {
  await cable.hangUp();
  await pause(50);
};

test("a server that hangs up within a transaction fails that transaction, and nothing else", async () => {
  for (const end of [hangUp, () => cable.cut().then(() => pause(50)), hangUp]) {
    const working = database.transaction(async (tx) => {
      expect(await number(tx)).toBe(7);
      await end();
      return number(tx);
    });
    await expect(working).rejects.toThrow();
    await cable.mend();
    const again = () => number(database.read).catch(() => undefined);
    await expect.poll(again, { timeout: 20_000 }).toBe(7);
  }
});

test("what a lost transaction still writes reaches no connection that was made since", async () => {
  const working = database.transaction(async (tx) => {
    await number(tx);
    await hangUp();
    expect(await number(database.read)).toBe(7);
    await tx.execute(sql`insert into written values (1)`);
  });
  await expect(working).rejects.toThrow();
  await pause(100);
  expect(await number(database.read)).toBe(7);
  expect(await original.owner`select * from written`).toHaveLength(0);
});

test("a connection that was set aside and lost is left to others", async () => {
  const aside = await database.driver.reserve();
  await aside`select 1`;
  await hangUp();
  await expect(aside`select 1`).rejects.toThrow();
  aside.release();
  expect(await number(database.read)).toBe(7);
});
