import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertListings } from "../../seed/insert-listings.ts";
import { openCorrections } from "../../server/search/corrections.ts";
import { followColumns } from "../../server/search/columns.repo.ts";
import type { ProgramColumns } from "../../server/search/program-columns.ts";
import { readAtVersion, type ReadAtVersion } from "../../server/search/read-at-version.ts";
import type { Wording } from "../../server/search/read-query.ts";
import { WordPostings } from "../../server/search/word-postings.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { contractListings } from "./searching.ts";

const harbor: Wording = { words: ["harbor"], prefix: false, origin: "typed" };
const house: Wording = { words: ["house"], prefix: false, origin: "typed" };

let database: TestDatabase;
let columns: ProgramColumns;
/** What was asked of the database since the test began, and whether it answers. */
let [asked, answers] = [0, true];

const reads: ReadAtVersion = async (version, work) => {
  asked += 1;
  if (!answers) throw new Error("The database is away.");
  return readAtVersion(database.read, undefined)(version, work);
};

beforeAll(async () => {
  database = await freshDatabase();
  await insertListings(database, contractListings, { now: new Date() });
  columns = await followColumns(database.read, readAtVersion(database.read, undefined))();
});
beforeEach(() => {
  [asked, answers] = [0, true];
});
afterAll(() => database.close());

const programsNamed = (postings: WordPostings, ...wordings: Wording[]) =>
  postings.use(columns, wordings, (found) =>
    found.map(({ names }) => columns.ids.filter((_, slot) => names.has(slot)).length),
  );

test("searches that ask for a word at a time have it looked up once, and all are answered", async () => {
  const postings = new WordPostings(reads);
  const alone = await programsNamed(new WordPostings(reads), harbor, house);
  expect(Math.min(...alone)).toBeGreaterThan(0);
  asked = 0;
  const together = await Promise.all([
    programsNamed(postings, harbor),
    programsNamed(postings, harbor, house),
    programsNamed(postings, house, harbor),
  ]);
  expect(together).toEqual([[alone[0]], alone, alone.toReversed()]);
  // The second search asks for the word that the first does not look up, the third for none.
  expect(asked).toBe(2);
});

test("a looking up that fails, fails for all who wait for it, and the next search looks up anew", async () => {
  const postings = new WordPostings(reads);
  answers = false;
  const failed = await Promise.allSettled([
    programsNamed(postings, harbor),
    programsNamed(postings, harbor),
  ]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(asked).toBe(1);
  answers = true;
  expect(await programsNamed(postings, harbor)).toEqual(
    await programsNamed(new WordPostings(reads), harbor),
  );
});

test("what a mistyped word meant is found once for all who ask at a time, and anew after a failure", async () => {
  const correct = openCorrections(reads);
  const ask = () => correct(["harbro"], columns.version);
  answers = false;
  const failed = await Promise.allSettled([ask(), ask()]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(asked).toBe(1);
  answers = true;
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(first.get("harbro")).toContain("harbor");
  expect(second).toEqual(first);
  expect(asked).toBe(2);
});
