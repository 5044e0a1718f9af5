import postgres from "postgres";
import { inject } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";
import { seedDataset } from "../../seed/seed-dataset.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

const template = "harborlight_seeded";
// Any number; every test file waits for the same one.
const seeding = 727175;

const seed = (database: Database): Promise<void> =>
  seedDataset(database, ["sources", "training"], { now: new Date() });

/** Makes the template that holds what both datasets do, once in a run. */
const provideTemplate = async (): Promise<void> => {
  const admin = postgres(`${inject("postgresUrl")}/postgres`, {
    max: 1,
    onnotice: () => undefined,
  });
  await admin`select pg_advisory_lock(${seeding})`;
  const [made] = await admin`select 1 from pg_database where datname = ${template}`;
  if (!made) {
    const unfinished = `${template}_unfinished`;
    await admin.unsafe(`drop database if exists ${unfinished} with (force)`);
    await admin.unsafe(`create database ${unfinished} template harborlight_template`);
    const database = openDatabase(`${inject("appUrl")}/${unfinished}`, 2);
    await seed(database);
    await database.close();
    await admin.unsafe(`alter database ${unfinished} rename to ${template}`);
  }
  await admin.end();
};

/** A database of this test's own that holds both datasets, with counts as old as they are now. */
export const seededDatabase = async (): Promise<TestDatabase> => {
  await provideTemplate();
  const database = await freshDatabase(10, template);
  await seed(database);
  return database;
};
