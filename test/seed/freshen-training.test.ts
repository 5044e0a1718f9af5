import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshenTraining } from "../../seed/freshen-training.ts";
import { insertListings } from "../../seed/insert-listings.ts";
import { seedDataset } from "../../seed/seed-dataset.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const seededAt = new Date("2026-03-01T08:00:00Z");
const daysLater = new Date("2026-03-05T20:30:00Z");

const freshness = async (database: TestDatabase, now: Date) =>
  database.read.execute(sql`
    select p.seed_key || ' ' || b.label as pool, b.open, b.total,
      extract(epoch from ${now.toISOString()}::timestamptz - b.observed_at)::int as age
    from bed_pools b join programs p on p.id = b.program_id where p.training order by 1`);

const reports = async (database: TestDatabase) => {
  const [row] = await database.read.execute(sql`select count(*)::int as reports from bed_reports`);
  return row?.["reports"];
};

describe("freshening the fictional counts", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
    await seedDataset(database, ["training"], { now: seededAt });
  });
  afterEach(() => database.close());

  it("makes a demonstration of days later look as it did at its seeding", async () => {
    const before = await freshness(database, seededAt);
    expect(await freshenTraining(database, daysLater)).toBeGreaterThan(30);
    expect(await freshness(database, daysLater)).toEqual(before);
  });

  it("does so by statements: each pool's figures are its newest report's, and none is lost", async () => {
    const before = await reports(database);
    await freshenTraining(database, daysLater);
    const [kept] = await database.read.execute(sql`
      select count(*)::int as pools,
        count(*) filter (where (b.open, b.observed_at, b.source) = (r.open, r.observed_at, r.source))::int as agreeing,
        count(*) filter (where b.version = r.reports)::int as counted
      from bed_pools b join lateral (
        select *, count(*) over () as reports from bed_reports
        where pool_id = b.id order by observed_at desc limit 1) r on true
      where b.observed_at is not null`);
    expect(kept?.["agreeing"]).toBe(kept?.["pools"]);
    expect(kept?.["counted"]).toBe(kept?.["pools"]);
    expect(await reports(database)).toBeGreaterThan(Number(before));
  });

  it("says nothing a second time", async () => {
    await freshenTraining(database, daysLater);
    const after = await reports(database);
    expect(await freshenTraining(database, daysLater)).toBe(0);
    expect(await reports(database)).toBe(after);
  });

  it("leaves a count that somebody gave since then", async () => {
    const justNow = new Date(daysLater.getTime() - 600_000).toISOString();
    await database.driver`
      update bed_pools set open = 5, observed_at = ${justNow}, received_at = ${justNow}
      where label = 'Girls 15 to 17' and program_id = (
        select id from programs where seed_key = 'training-larkspur-house')`;
    await freshenTraining(database, daysLater);
    const [pool] = await database.driver`
      select open from bed_pools where label = 'Girls 15 to 17' and program_id = (
        select id from programs where seed_key = 'training-larkspur-house')`;
    expect(pool?.["open"]).toBe(5);
  });

  it("speaks for no real program", async () => {
    await insertListings(
      database,
      [
        {
          key: "a-real-one",
          organization: { name: "A Real Organization" },
          name: "A Real House",
          kind: "safe_house",
          pools: [{ label: "Girls", reports: [{ hoursAgo: 2, open: 1, total: 4 }] }],
          citations: [],
        },
      ],
      { now: seededAt },
    );
    const real = () => database.driver`
      select b.*, (select count(*) from bed_reports r where r.pool_id = b.id) as reports from bed_pools b
      join programs p on p.id = b.program_id where not p.training`;
    const before = [...(await real())];
    expect(before).toHaveLength(1);
    await freshenTraining(database, daysLater);
    expect([...(await real())]).toEqual(before);
  });
});
