import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";

export interface TestDatabase extends Database {
  readonly url: string;
}

/** A database of this test's own, copied from the migrated template; `close` drops it. */
export const freshDatabase = async (connections = 10): Promise<TestDatabase> => {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template harborlight_template`);
  const url = `${server}/${name}`;
  const database = openDatabase(url, connections);
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
};
