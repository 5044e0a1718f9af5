import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";

export interface TestDatabase extends Database {
  readonly url: string;
  readonly ownerUrl: string;
  /** The driver with its owner's rights, for what the server could never do. */
  readonly owner: postgres.Sql;
}

/**
 * A database of this test's own, copied from the migrated template or another, with the rights that
 * the server has; `close` drops it.
 */
export const freshDatabase = async (
  connections = 10,
  template = "harborlight_template",
): Promise<TestDatabase> => {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template ${template}`);
  const url = `${inject("appUrl")}/${name}`;
  const ownerUrl = `${server}/${name}`;
  const database = openDatabase(url, connections);
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  return {
    ...database,
    ...{ url, ownerUrl, owner },
    close: async () => {
      await Promise.all([database.close(), owner.end()]);
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
};
