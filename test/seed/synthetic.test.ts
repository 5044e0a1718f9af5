import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { residentialKinds, kinds } from "../../db/codes.ts";
import { seedSynthetic, syntheticListings } from "../../seed/synthetic.ts";
import { freshDatabase } from "../support/database.ts";

const now = new Date("2026-03-01T08:00:00Z");

describe("synthetic programs", () => {
  it("are the same for the same seed, and a longer series begins with a shorter one", () => {
    const long = [...syntheticListings(300)];
    expect([...syntheticListings(100)]).toEqual(long.slice(0, 100));
    expect([...syntheticListings(100, 2)]).not.toEqual(long.slice(0, 100));
  });

  it("have about four pools each and cover every kind and more than forty states", () => {
    const listings = [...syntheticListings(3000)];
    const pools = listings.reduce((sum, listing) => sum + (listing.pools?.length ?? 0), 0);
    expect(pools / listings.length).toBeGreaterThan(3.7);
    expect(pools / listings.length).toBeLessThan(4.3);
    expect(new Set(listings.map(({ kind }) => kind)).size).toBe(kinds.length);
    expect(new Set(listings.map(({ site }) => site?.state)).size).toBeGreaterThan(40);
  });

  it("give beds to residential kinds alone, mark themselves as made up and use fictional numbers", () => {
    for (const listing of syntheticListings(500)) {
      const residential = residentialKinds.some((kind) => kind === listing.kind);
      expect((listing.pools?.length ?? 0) > 0, listing.key).toBe(residential);
      expect(listing.training).toBe(true);
      expect(listing.name).toMatch(/\(synthetic \d+\)$/);
      expect(listing.phone).toMatch(/^[2-9]\d\d-555-01\d\d$/);
    }
  });

  it("go into the database whole, once, and a longer series adds only what is missing", async () => {
    const database = await freshDatabase();
    const counted = async () => {
      const [row] = await database.read.execute(sql`
        select (select count(*)::int from programs) as programs,
          (select count(*)::int from search_documents) as searchable,
          (select count(*)::int from bed_pools) as pools,
          (select count(*)::int from bed_pools where observed_at is not null) as counted,
          (select count(*)::int from bed_reports) as reports`);
      return row;
    };
    await seedSynthetic(database, 1200, { now });
    const first = await counted();
    expect(first).toMatchObject({ programs: 1200, searchable: 1200 });
    expect(first?.["counted"]).toBe(first?.["reports"]);
    await seedSynthetic(database, 1200, { now });
    expect(await counted()).toEqual(first);
    await seedSynthetic(database, 1300, { now });
    expect(await counted()).toMatchObject({ programs: 1300 });
    await database.close();
  });
});
