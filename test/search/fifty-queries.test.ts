import { afterAll, beforeAll, expect, test } from "vitest";
import { programs } from "../../db/schema/index.ts";
import { seedDataset } from "../../seed/seed-dataset.ts";
import { seedSynthetic } from "../../seed/synthetic.ts";
import type { SearchEngine } from "../../server/search/engine.ts";
import { postgresEngine } from "../../server/search/postgres-engine.ts";
import { testSettings } from "../support/config.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { fiftyQueries } from "./fifty-queries.ts";
import { indexOf } from "./meilisearch/indexed-directory.ts";
import { ask } from "./searching.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const now = new Date();
  await seedDataset(database, ["sources", "training"], { now });
  await seedSynthetic(database, 1000, { now });
});
afterAll(() => database.close());

const holdFifty = async (engine: SearchEngine) => {
  const rows = await database.read.select({ id: programs.id, name: programs.name }).from(programs);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const missed: string[] = [];
  for (const { q, first, why } of fiftyQueries) {
    expect([...names.values()], `${first} is seeded`).toContain(first);
    const { hits } = await ask(engine, { q, limit: 3 });
    const found = hits.map(({ id }) => names.get(id));
    if (found[0] !== first)
      missed.push(`${why}: "${q}" found ${JSON.stringify(found)}, not ${first}`);
  }
  const held = fiftyQueries.length - missed.length;
  console.log(`${held} of ${fiftyQueries.length} queries hold`);
  expect(missed).toEqual([]);
  expect(fiftyQueries).toHaveLength(50);
};

test("fifty queries find the program that must come first", () =>
  holdFifty(postgresEngine(database.read)));

const real = testSettings.meilisearch;
if (!real) console.log("Skipped: fifty queries on a real Meilisearch (MEILI_URL names none).");
test.runIf(real)("and so they do on a real Meilisearch", async () => {
  if (!real) return;
  const index = await indexOf(real, database);
  try {
    await holdFifty(index.engine);
  } finally {
    await index.close();
  }
});
