import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { writeFile } from "node:fs/promises";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../../../db/embedded/free-port.ts";
import { freshDatabase } from "../../support/database.ts";
import { runMain } from "../../support/main-process.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = await temporaryFolder();
afterAll(() => folder[Symbol.asyncDispose]());

/** Starts with settings that cannot work; answers what it said, which must be one line. */
const refusal = async (settings: Record<string, string>): Promise<string> => {
  const main = await runMain({ DATA_DIR: folder.path, ...settings });
  expect(await main.ended).toBe(1);
  const lines = main.said().trim().split("\n");
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
};

test("a taken port is named, with what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const line = await refusal({ PORT: String(port) });
  other.close();
  expect(line).toContain(`Port ${port} on 127.0.0.1 is taken`);
  expect(line).toContain(`PORT=${port + 1} npm start`);
});

test("a data folder that is none is named", async () => {
  const file = `${folder.path}/file`;
  await writeFile(file, "");
  const line = await refusal({ DATA_DIR: file });
  expect(line).toContain(`The data folder ${file} cannot be read and written`);
  expect(line).toContain("DATA_DIR");
});

test("a database of a newer schema is left alone", async () => {
  await using database = await disposable();
  await database.owner`
    insert into drizzle.__drizzle_migrations (hash, created_at) values (${randomUUID()}, 4102444800000)`;
  const before = await tablesOf(database);
  expect(await refusal({ DATABASE_URL: database.ownerUrl })).toContain(
    "was made by a newer version of Harborlight",
  );
  expect(await tablesOf(database)).toEqual(before);
});

test("a database that does not answer is named without its password", async () => {
  const port = await freePort();
  const line = await refusal({ DATABASE_URL: `postgres://someone:hidden@127.0.0.1:${port}/beds` });
  expect(line).toContain(`The database 127.0.0.1:${port}/beds cannot be reached`);
  expect(line).not.toContain("hidden");
});

test.for([
  ["PORT", "eighty"],
  ["DATABASE_URL", "mysql://127.0.0.1/beds"],
  ["DATASET", "everything"],
  ["LOG_LEVEL", "loud"],
  ["AUTH_SECRET", "short"],
] as const)("a %s of %s is refused by name", async ([name, value]) => {
  expect(await refusal({ [name]: value })).toMatch(
    new RegExp(`^The setting ${name} cannot be used as it is: it takes `),
  );
});

const disposable = async () => {
  const database = await freshDatabase();
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
};

const tablesOf = async ({ read }: Awaited<ReturnType<typeof freshDatabase>>) =>
  Array.from(
    await read.execute(
      sql`select table_schema, table_name from information_schema.tables order by 1, 2`,
    ),
  );
