import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDataset } from "../../seed/seed-dataset.ts";
import { sourceListings, sourceResources } from "../../seed/sources/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const now = new Date("2026-03-01T08:00:00Z");

/** Every row of every table of the seed, without the clock. */
const everything = async (database: TestDatabase) => {
  const tables = await database.owner<{ table_name: string }[]>`
    select table_name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows: Record<string, readonly unknown[]> = {};
  for (const { table_name: table } of tables) {
    rows[table] = await database.owner`
      select to_jsonb(t)::text as row from ${database.owner(table)} t order by 1`;
  }
  return rows;
};

describe("seeding the sources", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await seedDataset(database, ["sources"], { now });
  });
  afterAll(() => database.close());

  it("shows the ten Californian programs of Table 1 with their 369 listed beds", async () => {
    const [table] = await database.read.execute(sql`
      select count(*)::int as programs, sum(listed_capacity)::int as beds,
        count(*) filter (where num_nonnulls(age_min, age_max) > 0 and coalesce(age_min, 0) < 18)::int as minors
      from programs where id in (
        select program_id from program_citations where place like 'Table 1%')`);
    expect(table).toEqual({ programs: 10, beds: 369, minors: 4 });
  });

  it("has every program and resource of the documents, each cited", async () => {
    const [counted] = await database.read.execute(sql`
      select (select count(*)::int from programs) as programs,
        (select count(*)::int from programs where not training and exists (
          select from program_citations c where c.program_id = programs.id)) as cited,
        (select count(*)::int from resources) as resources,
        (select count(*)::int from search_documents) as searchable`);
    expect(counted).toEqual({
      programs: sourceListings.length,
      cited: sourceListings.length,
      resources: sourceResources.length,
      searchable: sourceListings.length,
    });
  });

  it("makes up no bed count", async () => {
    const [beds] = await database.read.execute(sql`
      select (select count(*)::int from bed_reports) as reports,
        (select count(*)::int from bed_pools where open is not null) as counted`);
    expect(beds).toEqual({ reports: 0, counted: 0 });
  });

  it("keeps the town of a program with an undisclosed address out of its site", async () => {
    const rows = await database.read.execute(sql`
      select address, city, zip from sites where visibility = 'confidential'`);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toEqual({ address: null, city: null, zip: null });
  });

  it("makes no account", async () => {
    const [people] = await database.read.execute(sql`select count(*)::int as count from users`);
    expect(people).toEqual({ count: 0 });
  });

  it("changes nothing the second time", async () => {
    const before = await everything(database);
    await seedDataset(database, ["sources"], { now: new Date(now.getTime() + 86_400_000) });
    expect(await everything(database)).toEqual(before);
  });
});

describe("seeding both datasets", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await seedDataset(database, ["sources", "training"], { now });
  });
  afterAll(() => database.close());

  it("gives bed counts to fictional programs only", async () => {
    const [reported] = await database.read.execute(sql`
      select count(*) filter (where p.training)::int > 0 as fictional,
        count(*) filter (where not p.training)::int as real
      from bed_reports r join bed_pools b on b.id = r.pool_id join programs p on p.id = b.program_id`);
    expect(reported).toEqual({ fictional: true, real: 0 });
  });

  it("makes the training provider staff of two residential programs with pools", async () => {
    const rows = await database.read.execute(sql`
      select p.name, p.kind, count(b.id)::int as pools from program_staff s
      join users u on u.id = s.user_id join programs p on p.id = s.program_id
      left join bed_pools b on b.program_id = p.id
      where u.email = 'provider@training.test' group by p.id order by p.name`);
    expect(rows).toMatchObject([
      { name: "Training: Juniper Landing", kind: "transitional_living", pools: 3 },
      { name: "Training: Larkspur House", kind: "emergency_shelter", pools: 3 },
    ]);
  });

  it("changes nothing when it is started again within the hour", async () => {
    const before = await everything(database);
    await seedDataset(database, ["sources", "training"], {
      now: new Date(now.getTime() + 1_800_000),
    });
    expect(await everything(database)).toEqual(before);
  });
});

describe("seeding nothing", () => {
  it("leaves the database empty", async () => {
    const database = await freshDatabase();
    await seedDataset(database, [], { now });
    const [counted] = await database.read.execute(sql`
      select (select count(*)::int from programs) as programs, (select count(*)::int from users) as users`);
    expect(counted).toEqual({ programs: 0, users: 0 });
    await database.close();
  });
});
