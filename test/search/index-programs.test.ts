import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertListings } from "../../seed/insert-listings.ts";
import { indexPrograms } from "../../server/search/index-programs.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const insert = async (listing: ReturnType<typeof aListing>) => {
  const seeded = await insertListings(database, [listing], { now: new Date() });
  const id = seeded.get(listing.key)?.programId;
  if (id === undefined) throw new Error("was not inserted");
  return id;
};

interface Row extends Record<string, unknown> {
  version: string;
  listed: boolean;
  names: string[];
  codes: string[];
  lat: number | null;
  document: string;
}

const documentOf = async (id: string): Promise<Row> => {
  const [row] = await database.read.execute<Row>(
    sql`select *, search_documents::text as document from search_documents where program_id = ${id}`,
  );
  if (!row) throw new Error("has no document");
  return row;
};

const reindex = (...ids: string[]) => database.transaction((tx) => indexPrograms(tx, ids));

test("a program's document folds its names and codes what it accepts", async () => {
  const id = await insert(
    aListing({
      name: "Casa Niñez",
      aliases: ["GenerateHope"],
      ages: { min: 12, max: 14 },
      genders: { girl: "accepts", boy: "ask" },
      languages: { spa: "interpreter", fra: "none" },
      areas: [{ county: "06075" }, { state: "NV" }],
    }),
  );
  const { names, codes, document } = await documentOf(id);
  expect(names.slice(0, 2)).toEqual(["casa ninez", "generatehope"]);
  expect(document).toContain("'generate'");
  expect(codes).toEqual(
    expect.arrayContaining([
      "age:12",
      "age:14",
      "gender:girl",
      "language:spa",
      "unserved:fra",
      "county:06001",
      "county:06075",
      "state:CA",
      "state:NV",
      "statewide:NV",
    ]),
  );
  expect(codes).not.toEqual(expect.arrayContaining(["gender:boy"]));
  expect(codes).not.toEqual(expect.arrayContaining(["language:fra"]));
});

test("a confidential program's document knows its county and nothing finer", async () => {
  const id = await insert(aConfidentialListing());
  const { document, lat } = await documentOf(id);
  expect(lat).toBeNull();
  expect(document).not.toMatch(/canary|hayward|94541/i);
});

test("a document that says what it said before keeps its version, a changed one gets a newer", async () => {
  const id = await insert(aListing());
  const before = await documentOf(id);
  await reindex(id);
  expect((await documentOf(id)).version).toBe(before.version);
  await database.read.execute(sql`update programs set status = 'inactive' where id = ${id}`);
  await reindex(id);
  const after = await documentOf(id);
  expect(Number(after.version)).toBeGreaterThan(Number(before.version));
  expect(after.listed).toBe(false);
});

test("a newer citation makes a newer version, though no word or code of it changes", async () => {
  const id = await insert(aListing());
  const before = await documentOf(id);
  await database.read.execute(sql`
    with document as (
      insert into documents (id, key, title, publisher, published)
      values (gen_random_uuid(), 'newer', 'A list', 'A publisher', '2031-05') returning id
    )
    insert into program_citations (program_id, document_id, place, as_of)
    select ${id}, id, 'p. 1', '2031-05' from document`);
  await reindex(id);
  expect(Number((await documentOf(id)).version)).toBeGreaterThan(Number(before.version));
});

test("a word that no document has any more is forgotten, one that another still has is not", async () => {
  const known = async () => {
    const rows = await database.read.execute<{ word: string }>(
      sql`select word from search_words where word in ('quixotown', 'grandmere', 'shelter')`,
    );
    return rows.map(({ word }) => word).sort();
  };
  // More than are looked through before the index is asked for a word.
  const crowd = Array.from({ length: 120 }, () => aListing());
  await insertListings(database, crowd, { now: new Date() });
  const id = await insert(aListing({ name: "Shelter Grandmère of Quixotown" }));
  const other = await insert(aListing({ name: "Another Shelter in Quixotown" }));
  const rename = async (program: string, name: string) => {
    await database.read.execute(sql`update programs set name = ${name} where id = ${program}`);
    await reindex(program);
  };
  expect(await known()).toEqual(["grandmere", "quixotown", "shelter"]);
  await rename(id, "Shelter");
  expect(await known()).toEqual(["quixotown", "shelter"]);
  await rename(other, "Another Shelter");
  expect(await known()).toEqual(["shelter"]);
});

test("writers of documents commit in the order of their versions", async () => {
  const [slow, quick] = [await insert(aListing()), await insert(aListing())];
  const change = (id: string, hold: number) =>
    database.transaction(async (tx) => {
      await tx.execute(sql`update programs set name = name || ' renamed' where id = ${id}`);
      await indexPrograms(tx, [id]);
      await tx.execute(sql`select pg_sleep(${hold})`);
    });
  const first = change(slow, 0.3);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await change(quick, 0);
  // The quick one had to wait: when it is visible, the earlier version is too.
  const seen = await documentOf(slow);
  expect(seen.names[0]).toContain("renamed");
  expect(Number(seen.version)).toBeLessThan(Number((await documentOf(quick)).version));
  await first;
});
