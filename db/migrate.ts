import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { CannotStart, failureText } from "./cannot-start.ts";
import { prepareJobs } from "./jobs/prepare-jobs.ts";
import { ensureRoles } from "./roles.ts";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
const oldestServer = 16;
// Any number; every instance waits for the same one.
const migrating = 727172;

const nameOf = (url: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port ? `:${port}` : ""}${pathname}`;
};

const requireServer = async (driver: postgres.Sql, url: string): Promise<void> => {
  const version = await driver<{ version: string }[]>`
    select current_setting('server_version_num') as version`.catch((error: unknown) => {
    throw new CannotStart(
      `The database ${nameOf(url)} cannot be reached (${failureText(error)}): check DATABASE_URL and that the server runs.`,
      error,
    );
  });
  const major = Math.floor(Number(version[0]?.version) / 10_000);
  if (major >= oldestServer) return;
  throw new CannotStart(
    `The database ${nameOf(url)} is PostgreSQL ${major} and ${oldestServer} or newer is needed: upgrade it, or set DATABASE_URL to another.`,
  );
};

const requireKnownSchema = async (driver: postgres.Sql, url: string): Promise<void> => {
  const [table] = await driver<{ made: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as made`;
  if (!table?.made) return;
  const applied = await driver<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`;
  const known = new Set(readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash));
  if (applied.every(({ hash }) => known.has(hash))) return;
  throw new CannotStart(
    `The database ${nameOf(url)} was made by a newer version of Harborlight: start that version, or use another database.`,
  );
};

/**
 * Brings the database at `url` to this version's schema; several instances may call it at once.
 * @throws CannotStart when it cannot be reached, is too old a PostgreSQL or of a newer schema
 */
export const migrateDatabase = async (url: string): Promise<void> => {
  const driver = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    await requireServer(driver, url);
    await driver`select pg_advisory_lock(${migrating})`;
    await requireKnownSchema(driver, url);
    await ensureRoles(driver);
    await migrate(drizzle(driver), { migrationsFolder });
    await prepareJobs(driver, url);
  } finally {
    await driver.end({ timeout: 5 });
  }
};

/** Makes the database `name` on the server if it is not there; answers its URL. */
export const ensureDatabase = async (serverUrl: string, name: string): Promise<string> => {
  const driver = postgres(`${serverUrl}/postgres`, { max: 1, onnotice: () => undefined });
  try {
    const [found] = await driver`select 1 from pg_database where datname = ${name}`;
    if (!found) await driver`create database ${driver(name)}`;
  } finally {
    await driver.end({ timeout: 5 });
  }
  return `${serverUrl}/${name}`;
};
