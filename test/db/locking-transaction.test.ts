import { sql } from "drizzle-orm";
import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { announce, followChanges } from "../../db/change-feed.ts";
import { openDatabase, type Database, type Writer } from "../../db/client.ts";
import { inOneStatement } from "../../db/one-statement.ts";
import { organizations, sites } from "../../db/schema/index.ts";
import { insertionInto, updateOf } from "../../db/statements.ts";
import { violates } from "../../db/violations.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let original: TestDatabase;
let database: Database;
const heard: string[] = [];
beforeAll(async () => {
  original = await freshDatabase(1);
  // A second one would hide what is left behind on the first.
  database = openDatabase(original.url, 1, undefined, (text) => void heard.push(text));
});
beforeEach(() => void heard.splice(0));
afterAll(async () => {
  await database.close();
  await original.close();
});

const addOrganizations = insertionInto(organizations);
const addSites = insertionInto(sites);
const rename = updateOf(organizations, organizations.id);

const organization = () => {
  const id = v7();
  return { id, name: `Fictional ${id}` };
};
const siteOf = (organizationId: string) => ({
  ...{ id: v7(), organizationId, state: "CA", timeZone: "UTC" },
  visibility: "public" as const,
});
const look = (tx: Writer) => tx.execute(sql`select 1 as n`);
const nameOf = async (id: string): Promise<unknown> => {
  const [row] = await original.owner`select name from organizations where id = ${id}`;
  return row?.["name"];
};
/** That its one connection is whole, and in no transaction. */
const expectUsable = async () => {
  const [row] = await database.read.execute<{ begun: boolean }>(
    sql`select now() <> statement_timestamp() as begun`,
  );
  expect(row?.begun).toBe(false);
};

test("what is handed over last is one statement, and there for everybody once it is answered", async () => {
  const [first, second] = [organization(), organization()];
  await database.transaction((tx) => addOrganizations(tx, [second]));
  heard.splice(0);
  const answer = await database.lockingTransaction(async (tx) => {
    await look(tx);
    const written = inOneStatement(tx, (batch) => [
      addOrganizations(batch, [first]),
      rename(batch, second.id, { name: "Renamed", url: "https://example.test/$1" }),
      addSites(batch, [siteOf(first.id), siteOf(second.id)]),
    ]);
    return { answer: "answered", written };
  });
  expect(answer).toBe("answered");
  expect(await nameOf(first.id)).toBe(first.name);
  expect(await nameOf(second.id)).toBe("Renamed");
  expect(await original.owner`select from sites where organization_id = ${first.id}`).toHaveLength(
    1,
  );
  expect(heard.map((text) => text.split(" ", 1)[0])).toEqual(["begin", "select", "with", "commit"]);
});

test("instances are told with it", async () => {
  const told: string[] = [];
  const following = await followChanges(database, {
    onChange: ({ topic, id }) => void told.push(`${topic} ${id}`),
    onConnected: () => undefined,
  });
  const one = organization();
  await database.lockingTransaction(async (tx) => {
    await look(tx);
    const written = inOneStatement(tx, (batch) => [
      announce(batch, "program", one.id),
      addOrganizations(batch, [one]),
    ]);
    return { answer: undefined, written };
  });
  await expect.poll(() => told).toEqual([`program ${one.id}`]);
  expect(await nameOf(one.id)).toBe(one.name);
  await following.stop();
});

test("when a part fails, nothing of the transaction stays, and it says which rule was broken", async () => {
  const [earlier, last] = [organization(), organization()];
  const failing = database.lockingTransaction(async (tx) => {
    await look(tx);
    await addOrganizations(tx, [earlier]);
    const written = inOneStatement(tx, (batch) => [
      addOrganizations(batch, [last]),
      addSites(batch, [siteOf(v7())]),
    ]);
    return { answer: "never", written };
  });
  const error: unknown = await failing.catch((reason: unknown) => reason);
  expect(violates(error, "sites_organization_id_organizations_id_fk")).toBe(true);
  expect(violates(error, "organizations_pkey")).toBe(false);
  expect([await nameOf(earlier.id), await nameOf(last.id)]).toEqual([undefined, undefined]);
  await expectUsable();
});

test.each([
  ["before the database hears of it", () => Promise.reject(new Error("unsent"))],
  [
    "before it is handed over",
    () => {
      throw new Error("unsent");
    },
  ],
])("what fails %s undoes what was written earlier", async (_, write) => {
  const earlier = organization();
  const failing = database.lockingTransaction(async (tx) => {
    await look(tx);
    await addOrganizations(tx, [earlier]);
    return { answer: "never", written: write() };
  });
  await expect(failing).rejects.toThrow("unsent");
  expect(await nameOf(earlier.id)).toBeUndefined();
  await expectUsable();
});

test("a commit that is refused fails the transaction", async () => {
  await original.owner`create table promised (n integer unique deferrable initially deferred)`;
  const failing = database.lockingTransaction(async (tx) => {
    await look(tx);
    const written = tx.execute(sql`insert into promised values (1), (1)`);
    return { answer: "never", written: Promise.resolve(written) };
  });
  await expect(failing).rejects.toMatchObject({ constraint_name: "promised_n_key" });
  expect(await original.owner`select from promised`).toHaveLength(0);
  await expectUsable();
});

test("nothing is written before it has begun", async () => {
  const one = organization();
  const early = database.lockingTransaction((tx) =>
    Promise.resolve({ answer: "never", written: addOrganizations(tx, [one]) }),
  );
  await expect(early).rejects.toMatchObject({
    cause: { message: expect.stringContaining("only reads and locks") as string },
  });
  expect(await nameOf(one.id)).toBeUndefined();
  await expectUsable();
});

test("a connection that is lost on the way fails it, and the next one works", async () => {
  const [one, other] = [organization(), organization()];
  const losing = database.lockingTransaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await addOrganizations(tx, [one]);
    await original.owner`select pg_terminate_backend(${row?.pid ?? 0})`;
    await pause(50);
    return { answer: "never", written: addOrganizations(tx, [other]) };
  });
  await expect(losing).rejects.toThrow();
  await expect
    .poll(() =>
      expectUsable().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  expect([await nameOf(one.id), await nameOf(other.id)]).toEqual([undefined, undefined]);
});

test("what is handed in late, or asks two things, is refused", async () => {
  const sending = (writes: Parameters<typeof inOneStatement>[1]) =>
    database.transaction((tx) => inOneStatement(tx, writes));
  await expect(
    sending((batch) => [pause(1).then(() => addOrganizations(batch, [organization()]))]),
  ).rejects.toThrow("at once");
  await expect(
    sending((batch) => [announce(batch, "program", v7()), announce(batch, "hold", v7())]),
  ).rejects.toThrow("one thing");
  await expectUsable();
});
