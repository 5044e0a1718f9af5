import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reader } from "../../db/client.ts";
import { organizations, programs, sites } from "../../db/schema/index.ts";
import { insertionInto, statement, updateOf, type Given } from "../../db/statements.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await freshDatabase(2)));
afterAll(() => database.close());

const add = insertionInto(organizations);
const rename = updateOf(organizations, organizations.id);
const named = statement((reader: Reader, { id }: Given<"id">) =>
  reader.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, id)),
);
const placed = statement((reader: Reader, { id }: Given<"id">) =>
  reader
    .select({ id: programs.id, site: { id: sites.id, state: sites.state } })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, id)),
);

test("a statement goes to the transaction that sends it, and is undone with it", async () => {
  const id = v7();
  const undone = database.transaction(async (tx) => {
    await add(tx, [{ id, name: "Before" }]);
    await rename(tx, id, { name: "After" });
    expect(await named(tx, { id })).toEqual([{ name: "After" }]);
    expect(await named(database.read, { id })).toEqual([]);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await named(database.read, { id })).toEqual([]);
});

test("each time that it is sent, it is sent with what it is then given", async () => {
  await database.transaction(async (tx) => {
    const ids = [v7(), v7(), v7()];
    const [first = "", second = "", third = ""] = ids;
    await add(tx, [{ id: first, name: "One" }]);
    await add(tx, [{ id: second, name: "Two" }]);
    await add(tx, [
      { id: third, name: "Three" },
      { id: v7(), name: "Another" },
    ]);
    await add(tx, [{ name: "With an id of its own" }]);
    await add(tx, [{ name: "And another" }]);
    await rename(tx, second, { name: "Second" });
    const names = await Promise.all(ids.map((id) => named(tx, { id })));
    expect(names.flat().map(({ name }) => name)).toEqual(["One", "Second", "Three"]);
  });
});

test("a joined thing that is not there is null, and one that is has its columns", async () => {
  const [organizationId, siteId, here, nowhere] = [v7(), v7(), v7(), v7()];
  await database.transaction(async (tx) => {
    await add(tx, [{ id: organizationId, name: "Fictional" }]);
    const site = { id: siteId, organizationId, state: "CA", timeZone: "UTC" };
    await tx.insert(sites).values({ ...site, visibility: "public" });
    const listing = { organizationId, kind: "legal" } as const;
    await tx.insert(programs).values([
      { ...listing, id: here, name: "At a site", siteId },
      { ...listing, id: nowhere, name: "At none" },
    ]);
  });
  expect(await placed(database.read, { id: nowhere })).toEqual([{ id: nowhere, site: null }]);
  expect(await placed(database.read, { id: here })).toEqual([
    { id: here, site: { id: siteId, state: "CA" } },
  ]);
});

test("rows that state different columns are refused", async () => {
  const rows = [
    { id: v7(), name: "One" },
    { id: v7(), name: "Two", url: "https://example.test" },
  ];
  const adding = database.transaction((tx) => add(tx, rows));
  await expect(adding).rejects.toThrow("state the same columns");
});
