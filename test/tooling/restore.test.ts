import { readdirSync, readFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { startEmbeddedPostgres } from "../../db/embedded.ts";
import { ensureDatabase, migrateDatabase } from "../../db/migrate.ts";
import { prepareAppLogin } from "../../db/roles.ts";
import { recordAudit } from "../../server/access/audit/record-audit.ts";
import { verifyChain } from "../../server/access/audit/verify-chain.ts";
import { postgresEngine } from "../../server/search/postgres-engine.ts";
import { firstOf, openPlacements } from "../placements/asking.ts";
import { ask } from "../search/searching.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";
import { findPostgresTools } from "../support/postgres-tools.ts";
import { inShell } from "../support/shell.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const tools = findPostgresTools();
if (tools === undefined) {
  console.log("Skipped: restoring a dump (no pg_dump as new as the embedded PostgreSQL is here).");
}

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

/** What the guide says to do, as it would be typed inside the containers, on this dump. */
const restoringSteps = (dump: string): string[] => {
  const [, block = ""] =
    /\*\*With compose\*\*, into an empty database:\s+```sh\n([^]*?)```/.exec(
      readFileSync(at("OPERATIONS.md"), "utf8"),
    ) ?? [];
  return block.split("\n").flatMap((line) => {
    const [, inDatabase] = /^docker compose exec database (.*)$/.exec(line) ?? [];
    const [, inBackup] = /--entrypoint sh backup -c '(.*)'$/.exec(line) ?? [];
    const step = inDatabase ?? inBackup;
    return step === undefined ? [] : [step.replaceAll("/backups/NAME", dump)];
  });
};

/**
 * Every table's rows, whatever their order, in short; and what of it each role may do. Counts of
 * requests are left out: they are written anew each second.
 */
const contentOf = async (url: string) => {
  const driver = postgres(url, { max: 1, onnotice: () => undefined });
  const tables = await driver<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss', 'drizzle')
      and table_name <> 'request_counts' order by 1, 2`;
  const rows: Record<string, string> = {};
  for (const { schema, name } of tables) {
    const [found] = await driver<{ told: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as told
      from ${driver(schema)}.${driver(name)} t`;
    rows[`${schema}.${name}`] = found?.told ?? "";
  }
  const rights = await driver`
    select relname::text as name, relrowsecurity, relacl::text from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1`;
  const policies = await driver`
    select tablename::text, policyname::text, cmd, roles::text, qual from pg_policies order by 1, 2`;
  const triggers = await driver`
    select tgrelid::regclass::text as name, pg_get_triggerdef(oid) as definition
    from pg_trigger where not tgisinternal order by 1, 2`;
  await driver.end();
  return { rows, rights: [...rights], policies: [...policies], triggers: [...triggers] };
};

const folder = await temporaryFolder();
afterAll(() => folder[Symbol.asyncDispose]());

const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const shelter = aListing({ name: "Beacon Harbor", pools });
const hidden = aConfidentialListing({ pools });

test.runIf(tools !== undefined)("a dump is restored as the guide says, whole", async () => {
  const harbor = await openPlacements({ listings: [shelter, hidden], staffed: [shelter.key] });
  await harbor.report(shelter.key, 2);
  const request = await harbor.placed([shelter.key]);
  await harbor.moved(firstOf(request.holds).id, "accept", "provider");
  const original = harbor.database.ownerUrl;
  const before = await verifyChain(harbor.database.read);
  expect(before).toMatchObject({ whole: true });

  const PATH = `${tools}:/usr/local/bin:/usr/bin:/bin`;
  const reach = (url: string) => {
    const { hostname, port, username, password, pathname } = new URL(url);
    const there = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
    return { PATH, ...there, PGDATABASE: pathname.slice(1), BACKUP_FOLDER: folder.path };
  };
  const backup = at("deploy/backup.sh").pathname;
  const made = await inShell(`sh ${backup} once`, reach(original));
  expect(made, made.error).toMatchObject({ status: 0 });
  const written = await contentOf(original);
  await harbor.close();
  const dump = readdirSync(folder.path).find((name) => name.endsWith(".dump")) ?? "";
  expect(readdirSync(folder.path).toSorted()).toEqual([dump, dump.replace(/dump$/, "roles.sql")]);

  // A server that never saw this database, nor its roles.
  const elsewhere = await temporaryFolder();
  await chmod(elsewhere.path, 0o755);
  const server = await startEmbeddedPostgres({ folder: elsewhere.path });
  const restored = await ensureDatabase(server.serverUrl, "harborlight");
  const steps = restoringSteps(`${folder.path}/${dump.replace(/\.dump$/, "")}`);
  expect(steps.map((step) => step.split(" ")[0])).toEqual([
    ...["dropdb", "createdb", "psql", "pg_restore"],
  ]);
  for (const step of steps) {
    const done = await inShell(step, reach(restored));
    expect(done, `${step}: ${done.error}`).toMatchObject({ status: 0 });
  }
  expect(await contentOf(restored)).toEqual(written);

  await migrateDatabase(restored);
  const database = openDatabase(await prepareAppLogin(restored), 2);
  expect(await verifyChain(database.read)).toEqual(before);
  // Rights, row security, sequences and triggers go on where they were.
  expect(await database.driver`select * from confidential_addresses`).toHaveLength(0);
  await expect(database.driver`delete from audit_entries`).rejects.toThrow(/permission denied/);
  await database.transaction((tx) =>
    recordAudit(tx, { actor: null, action: "refused", details: { route: "/" } }),
  );
  expect(await verifyChain(database.read)).toMatchObject({ whole: true });
  const found = await ask(postgresEngine(database.read), { q: "beacon" });
  expect(found.total).toBe(1);
  await database.close();
  await server.stop();
  await elsewhere[Symbol.asyncDispose]();
});
