import { afterAll, beforeAll, describe } from "vitest";
import { insertListings } from "../../seed/insert-listings.ts";
import { postgresEngine } from "../../server/search/postgres-engine.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { promiseOfEngine } from "./engine-contract.ts";
import { contractListings, type SearchedDirectory } from "./searching.ts";

let database: TestDatabase;
let directory: SearchedDirectory;

beforeAll(async () => {
  database = await freshDatabase();
  const seeded = await insertListings(database, contractListings, { now: new Date() });
  const keys = new Map([...seeded].map(([key, { programId }]) => [programId, key]));
  directory = {
    engine: postgresEngine(database.read),
    keyOf: (id) => keys.get(id) ?? id,
    idOf: (key) => seeded.get(key)?.programId ?? key,
  };
});
afterAll(() => database.close());

describe("the PostgreSQL engine", () => promiseOfEngine(() => directory));
