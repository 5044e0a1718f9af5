import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { asRole, databaseRoles, prepareAppLogin } from "../../db/roles.ts";
import { aCountedProgram, aPerson } from "../availability/counted-program.ts";
import { actorsOf } from "../placements/actors.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let searched: Database;
beforeAll(async () => {
  database = await freshDatabase();
  searched = openDatabase(database.url, 1, "harborlight_search");
});
afterAll(async () => {
  await searched.close();
  await database.close();
});

const rights = async (role: string) => {
  const rows = await database.owner<{ table: string; right: string }[]>`
    select c.relname as table, lower(acl.privilege_type) as right
    from pg_class c, aclexplode(c.relacl) acl
    where c.relnamespace = 'public'::regnamespace and acl.grantee = ${role}::regrole
      and c.relkind in ('r', 'v', 'm') order by 1, 2`;
  const byTable: Record<string, string[]> = {};
  for (const { table, right } of rows) (byTable[table] ??= []).push(right);
  return byTable;
};

describe("the server's role", () => {
  it("is who the server is, and neither owner nor superuser", async () => {
    const [self] = await database.driver`
      select current_user::text as name, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where r.rolname = current_user`;
    expect(self).toEqual({
      ...{ name: "harborlight_app", rolsuper: false, rolbypassrls: false },
      ...{ rolcreaterole: false, rolcreatedb: false, owned: 0 },
    });
  });

  it("reads and writes every table but what is append-only or made by a trigger", async () => {
    const all = ["delete", "insert", "select", "update"];
    const { audit_entries, audit_chain, bed_reports, hold_history, ...others } =
      await rights("harborlight_app");
    expect({ audit_entries, audit_chain, bed_reports, hold_history }).toEqual({
      audit_entries: ["insert", "select"],
      audit_chain: ["select"],
      bed_reports: ["insert", "select"],
      hold_history: ["delete", "insert", "select"],
    });
    expect(Object.values(others).every((given) => given.join() === all.join())).toBe(true);
    const [counted] = await database.owner<{ tables: number }[]>`
      select count(*)::int as tables from pg_tables where schemaname = 'public'`;
    expect(Object.keys(others).length + 4).toBe(counted?.tables);
  });

  it("deletes what became of a hold only with a request that ended long ago, and changes none", async () => {
    const actors = actorsOf(database, () => new Date());
    const program = await aCountedProgram(database);
    const [hold] = (await actors.ask(await aPerson(database, "worker"), [program.id])).holds;
    const remove = () =>
      database.driver`delete from hold_history where hold_id = ${hold?.id ?? ""} returning 1`;
    await expect(remove()).rejects.toThrow("hold_history is append-only");
    await database.owner`update requests set closed_at = now() - interval '29 days'`;
    await expect(remove()).rejects.toThrow("hold_history is append-only");
    await database.owner`update requests set closed_at = now() - interval '31 days'`;
    await expect(database.driver`update hold_history set at = now()`).rejects.toThrow(
      "permission denied for table hold_history",
    );
    expect(await remove()).toHaveLength(1);
  });

  it.each([
    "create table public.mine (id int)",
    "alter table confidential_addresses disable row level security",
    "drop policy confidential_addresses_own on confidential_addresses",
    "alter table audit_entries disable trigger all",
    "set session_replication_role = replica",
    "select chain_audit_entry()",
    "insert into audit_chain values (1, gen_random_uuid(), '')",
    "set role harborlight",
  ])("may not: %s", async (statement) => {
    await expect(database.driver.unsafe(statement)).rejects.toThrow(
      /permission denied|must be owner|can only be called as triggers/,
    );
  });
});

describe.each(["harborlight_search", "harborlight_analyst"] as const)("the role %s", (role) => {
  it("only reads, and nothing of people, sessions, the audit or confidential addresses", async () => {
    const given = await rights(role);
    expect([...new Set(Object.values(given).flat())]).toEqual(["select"]);
    for (const table of ["confidential_addresses", "audit_entries", "users", "sessions"]) {
      expect(given).not.toHaveProperty(table);
    }
  });

  it("is refused confidential addresses, and stepped back from afterwards", async () => {
    const read = database.transaction((tx) =>
      asRole(tx, role, async () => tx.execute("select address from confidential_addresses")),
    );
    await expect(read).rejects.toMatchObject({
      cause: { message: "permission denied for table confidential_addresses" },
    });
    const after = await database.transaction(async (tx) => {
      await asRole(tx, role, async () => tx.execute("select 1 from programs"));
      return tx.execute("select current_user::text as name");
    });
    expect(after[0]).toEqual({ name: "harborlight_app" });
  });
});

it("has the search's own connections stepped down from their first statement", async () => {
  expect(await searched.driver`select current_user::text as name`).toEqual([
    { name: "harborlight_search" },
  ]);
  const read = searched.driver`select count(*) from confidential_addresses`;
  await expect(read).rejects.toThrow("permission denied for table confidential_addresses");
});

describe("preparing the login", () => {
  it("gives every instance the same, without the owner's password in it", async () => {
    const [first, second] = [
      await prepareAppLogin(database.ownerUrl),
      await prepareAppLogin(database.ownerUrl),
    ];
    expect(first).toBe(second);
    expect(first).toBe(database.url);
    expect(first).not.toContain(new URL(database.ownerUrl).password);
    const open = postgres(first, { max: 1 });
    expect(await open`select 1 as one`).toEqual([{ one: 1 }]);
    await open.end();
  });

  it("says what to do where the owner may not make roles", async () => {
    await database.owner`create role limited_owner login password 'limited'`;
    try {
      const url = new URL(database.ownerUrl);
      [url.username, url.password] = ["limited_owner", "limited"];
      await expect(prepareAppLogin(url.toString())).rejects.toThrow(
        /^The user of DATABASE_URL may not create the roles .*DATABASE_APP_URL\.$/,
      );
    } finally {
      await database.owner`drop role limited_owner`;
    }
  });

  it("changes nothing where the roles are there already", async () => {
    await migrateDatabase(database.ownerUrl);
    const roles = await database.owner`
      select rolname from pg_roles where rolname like 'harborlight\\_%' order by 1`;
    expect(roles.map((row) => String(row["rolname"]))).toEqual([...databaseRoles].sort());
  });
});
