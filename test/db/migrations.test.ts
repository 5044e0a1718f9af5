import { sql } from "drizzle-orm";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { ensureDatabase } from "../../db/migrate.ts";
import { freshDatabase } from "../support/database.ts";
import { judgeMigration, type Constraints } from "./judge-migration.ts";

const database = await freshDatabase();
afterAll(() => database.close());

test("an age range upside down is refused by the database", async () => {
  await database.read.execute(
    sql`insert into organizations (id, name) values ('0198c5f0-0000-7000-8000-000000000001', 'Test')`,
  );
  const insert = database.read.execute(
    sql`insert into programs (id, organization_id, kind, name, age_min, age_max)
        values ('0198c5f0-0000-7000-8000-000000000002', '0198c5f0-0000-7000-8000-000000000001', 'safe_house', 'Test', 17, 12)`,
  );
  await expect(insert).rejects.toMatchObject({ cause: { constraint_name: "programs_age_range" } });
});

const read = (path: string) =>
  readFileSync(new URL(`../../db/migrations/${path}`, import.meta.url), "utf8");
const { entries } = JSON.parse(read("meta/_journal.json")) as {
  entries: { tag: string; when: number }[];
};
const migrations = entries.map(({ tag, when }) => ({
  tag,
  on: new Date(when).toISOString().slice(0, 10),
}));

/**
 * What did not only add, when it was written and why nothing came to harm. All of it is older than
 * the first release, so that no version ran beside the one before; nothing is to be added here that
 * a running version could feel.
 */
const exceptions: Record<string, readonly [on: string, why: string]> = {
  "0002_append_only_bed_reports": ["2026-11-22", "no version changed or removed a bed report"],
  "0004_drop_search_documents": ["2026-11-22", "made anew by 0005 and filled from the programs"],
  "0008_audit_chain": ["2026-11-22", "of tables that 0007 made; nothing had written to them"],
  "0011_roles": ["2026-11-22", "the server's own role, which began here"],
  "0012_visibility_changes": ["2026-11-22", "row security was on; addresses of meeting points"],
  "0014_accounts": ["2026-11-22", "addresses were written in small letters before"],
  "0016_append_only_hold_history": ["2026-11-22", "of a table that 0015 made"],
  "0020_tell_search_versions": ["2026-11-26", "tells of a change and refuses none"],
  "0026_forgetting-requests": ["2026-11-26", "refuses less than what it replaces"],
  "0029_address-or-meeting-point": ["2026-11-26", "shows less, where a program asked for that"],
  "0032_forget-lost-words": ["2026-11-26", "of words that no listing has and no search finds by"],
  "0034_drop-unused-shows": ["2026-11-26", "a table that no version has written or read"],
};

describe("migrations", () => {
  test("only add, so that the version before works beside the new one", () => {
    const constraints: Constraints = new Map();
    const judged = migrations.map(({ tag, on }) => ({
      ...{ tag, on },
      verdicts: judgeMigration(read(`${tag}.sql`), constraints),
    }));
    const unlike = judged.filter(({ verdicts }) => verdicts.length > 0);
    expect(unlike.filter(({ tag }) => exceptions[tag] === undefined)).toEqual([]);
    expect(Object.fromEntries(unlike.map(({ tag, on }) => [tag, on]))).toEqual(
      Object.fromEntries(Object.entries(exceptions).map(([tag, [on]]) => [tag, on])),
    );
  });

  test.for([
    `ALTER TABLE "programs" DROP COLUMN "phone";`,
    `ALTER TABLE "programs" RENAME COLUMN "phone" TO "telephone";`,
    `ALTER TABLE "programs" RENAME TO "services";`,
    `ALTER TABLE "programs" ALTER COLUMN "phone" SET DATA TYPE integer;`,
    `ALTER TABLE "programs" ALTER COLUMN "phone" SET NOT NULL;`,
    `ALTER TABLE "programs" ALTER COLUMN "status" DROP DEFAULT;`,
    `ALTER TABLE "programs" ADD COLUMN "beds" integer NOT NULL;`,
    `ALTER TABLE "programs" ADD CONSTRAINT "programs_phone" CHECK ("programs"."phone" <> '');`,
    `ALTER TABLE "programs" DROP CONSTRAINT "programs_kind";--> statement-breakpoint
     ALTER TABLE "programs" ADD CONSTRAINT "programs_kind" CHECK ("programs"."kind" in ('legal'));`,
    `CREATE UNIQUE INDEX "programs_phone" ON "programs" USING btree ("phone");`,
    `create trigger kept before delete on programs for each row execute function refuse_change();`,
    `DROP TABLE "programs";`,
    `-- A reason.\ndrop policy confidential_addresses_own on confidential_addresses;`,
    `revoke insert on programs from harborlight_app;`,
    `update programs set phone = null;`,
  ])("that would harm the version before are noticed: %s", (text) => {
    const before = new Map([["programs_kind", "check (programs.kind in ('legal', 'medical'))"]]);
    expect(judgeMigration(text, before)).toHaveLength(1);
  });

  test.for([
    `CREATE TABLE "lamps" ("id" uuid PRIMARY KEY, "lit" boolean NOT NULL);--> statement-breakpoint
     CREATE UNIQUE INDEX "lamps_lit" ON "lamps" USING btree ("lit");`,
    `ALTER TABLE "programs" ADD COLUMN "lamp" uuid;--> statement-breakpoint
     ALTER TABLE "programs" ADD CONSTRAINT "programs_lamp_fk" FOREIGN KEY ("lamp") REFERENCES "public"."lamps"("id");`,
    `ALTER TABLE "programs" ADD COLUMN "lit" boolean DEFAULT false NOT NULL;`,
    `ALTER TABLE "programs" DROP CONSTRAINT "programs_kind";--> statement-breakpoint
     ALTER TABLE "programs" ADD CONSTRAINT "programs_kind" CHECK ("programs"."kind" in ('legal', 'lamp', 'medical'));`,
    `grant select on programs to harborlight_analyst;`,
  ])("that add are let through: %s", (text) => {
    const before = new Map([["programs_kind", "check (programs.kind in ('legal', 'medical'))"]]);
    expect(judgeMigration(text, before)).toEqual([]);
  });

  test("run once where several processes start on an empty database at once", async () => {
    const url = await ensureDatabase(inject("postgresUrl"), "test_migrated_at_once");
    const migrate = new URL("../../db/migrate.ts", import.meta.url).href;
    const script = `const { migrateDatabase } = await import(${JSON.stringify(migrate)});
      await migrateDatabase(${JSON.stringify(url)});`;
    const run = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
        let said = "";
        child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
        child.once("close", (code) => resolve(code === 0 ? "" : said));
      });
    expect(await Promise.all([run(), run(), run()])).toEqual(["", "", ""]);
    const driver = postgres(url, { max: 1 });
    const applied = await driver`select hash from drizzle.__drizzle_migrations`;
    expect(applied).toHaveLength(migrations.length);
    await driver.end();
    await database.owner.unsafe("drop database test_migrated_at_once with (force)");
  });
});
