import { setTimeout as pause } from "node:timers/promises";
import { getConstructionPlans, PgBoss } from "pg-boss";
import bossPackage from "pg-boss/package.json" with { type: "json" };
import type postgres from "postgres";
import { CannotStart } from "../cannot-start.ts";
import { bossDatabase } from "./boss-database.ts";

/** The schema of the database in which the queue keeps its jobs. */
export const jobSchema = "pgboss";
const currentVersion = bossPackage.pgboss.schema;

const rights = `
  grant usage on schema ${jobSchema} to harborlight_app;
  grant select, insert, update, delete on all tables in schema ${jobSchema} to harborlight_app;
  grant usage, select on all sequences in schema ${jobSchema} to harborlight_app;
  alter default privileges in schema ${jobSchema}
    grant select, insert, update, delete on tables to harborlight_app;
  alter default privileges in schema ${jobSchema} grant usage, select on sequences to harborlight_app;`;

const versionOf = async (driver: postgres.Sql): Promise<number | undefined> => {
  const [table] = await driver<{ made: boolean }[]>`
    select to_regclass(${`${jobSchema}.version`}) is not null as made`;
  if (!table?.made) return undefined;
  const [row] = await driver<{ version: number }[]>`select version from pgboss.version`;
  return row?.version;
};

/** Brings an older queue up to date; indexes that pg-boss builds afterwards are built before it ends. */
const upgrade = async (url: string): Promise<void> => {
  const database = bossDatabase(url, 2);
  const failures: unknown[] = [];
  const boss = new PgBoss({
    ...{ db: database, schema: jobSchema, migrate: true, supervise: false, schedule: false },
    registerInstance: false,
  });
  boss.on("error", (error) => failures.push(error));
  try {
    await boss.start();
    const building = async () =>
      (await boss.getBamStatus()).some(({ status }) => /pending|in_progress/.test(status));
    while ((await building()) && failures.length === 0) await pause(100);
  } finally {
    await boss.stop();
    await database.close();
  }
  if (failures.length > 0) throw failures[0];
};

/**
 * Makes or upgrades what the queue needs in the database at `url`, and gives the server its rights;
 * one look where nothing has to be done. The caller sees to it that nobody else does it meanwhile.
 * @throws CannotStart when a newer version has been there
 */
export const prepareJobs = async (driver: postgres.Sql, url: string): Promise<void> => {
  const version = await versionOf(driver);
  if (version === currentVersion) return;
  if (version !== undefined && version > currentVersion) {
    throw new CannotStart(
      "The database was made by a newer version of Harborlight: start that version, or use another database.",
    );
  }
  if (version === undefined) await driver.unsafe(getConstructionPlans(jobSchema));
  else await upgrade(url);
  await driver.unsafe(rights);
};
