import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../db/client.ts";
import {
  bedPools,
  bedReports,
  confidentialAddresses,
  organizations,
  programCitations,
  programs,
  sites,
} from "../../db/schema/index.ts";
import { insertListings } from "../../seed/insert-listings.ts";
import { insertDocuments } from "../../seed/insert-resources.ts";
import type { Listing } from "../../seed/listing.ts";
import { findCounty, findZip } from "../../server/directory/places.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const now = new Date("2026-03-01T08:00:00Z");

const house: Listing = {
  key: "test-house",
  organization: { name: "Test Harbor" },
  name: "Test House",
  kind: "emergency_shelter",
  site: { visibility: "public", city: "Oakland", zip: "94607", state: "CA" },
  ages: { min: 12, max: 17 },
  genders: { girl: "accepts", boy: "declines" },
  circumstances: { pregnant: "ask" },
  languages: { spa: "direct" },
  areas: [{ county: "06001" }, { state: "CA" }],
  services: ["shelter"],
  hours: [{ weekdays: [5, 6], opens: 1200, closes: 1800, lastIntake: 1740 }],
  closedDays: ["2026-12-25"],
  pools: [
    {
      label: "Girls",
      genders: ["girl"],
      reports: [
        { hoursAgo: 30, open: 0, total: 6 },
        { hoursAgo: 1, open: 2, total: 6, keptForMissing: 1 },
      ],
    },
    { label: "Never reported" },
  ],
  citations: [{ document: "test-document", place: "p. 1", asOf: "2020" }],
};

const shelter: Listing = {
  key: "test-shelter",
  organization: { name: "Test Harbor" },
  name: "Test Shelter",
  kind: "safe_house",
  site: {
    visibility: "confidential",
    countyFips: "06001",
    state: "CA",
    trueAddress: { address: "1 Test Way", city: "Hayward", zip: "94541" },
  },
  citations: [],
};

describe("inserting listings", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
    await insertDocuments(database, [
      { key: "test-document", title: "T", publisher: "P", published: "2020" },
    ]);
  });
  afterEach(() => database.close());

  it("makes each pool's figures its newest report's, and its version the number of reports", async () => {
    const ids = await insertListings(database, [house], { now });
    const [reported] = await database.read
      .select()
      .from(bedPools)
      .where(eq(bedPools.id, ids.get("test-house")?.poolIds["Girls"] ?? ""));
    expect(reported).toMatchObject({
      open: 2,
      total: 6,
      keptForMissing: 1,
      observedAt: new Date("2026-03-01T07:00:00Z"),
      source: "web",
      version: 2,
    });
    const [never] = await database.read
      .select()
      .from(bedPools)
      .where(eq(bedPools.label, "Never reported"));
    expect(never).toMatchObject({ open: null, total: null, observedAt: null, version: 0 });
    expect(await database.read.$count(bedReports)).toBe(2);
  });

  it("takes the newest report for the pool's figures in whatever order they are listed", async () => {
    const [pool] = house.pools ?? [];
    const shuffled = {
      ...house,
      pools: [{ ...pool, label: "Girls", reports: pool?.reports?.toReversed() ?? [] }],
    };
    await insertListings(database, [shuffled], { now });
    const [row] = await database.read.select().from(bedPools);
    expect(row).toMatchObject({ open: 2, observedAt: new Date("2026-03-01T07:00:00Z") });
  });

  it("adds nothing the second time and answers the same ids", async () => {
    const first = await insertListings(database, [house, shelter], { now });
    await database.driver`update programs set name = 'Renamed by a steward' where seed_key = 'test-house'`;
    const second = await insertListings(database, [house, shelter], { now });
    expect(second).toEqual(first);
    expect(await database.read.$count(programs)).toBe(2);
    expect(await database.read.$count(sites)).toBe(2);
    expect(await database.read.$count(bedReports)).toBe(2);
    expect(await database.read.$count(organizations)).toBe(1);
    const names = await database.read.select({ name: programs.name }).from(programs);
    expect(names).toContainEqual({ name: "Renamed by a steward" });
  });

  it("adds nothing twice when two instances seed at once", async () => {
    const [one, other] = await Promise.all([
      insertListings(database, [house, shelter], { now }),
      insertListings(database, [house, shelter], { now }),
    ]);
    expect(one).toEqual(other);
    expect(await database.read.$count(programs)).toBe(2);
  });

  it("keeps a confidential address only in its own table, and the county's centre on the site", async () => {
    const ids = await insertListings(database, [shelter], { now });
    const [site] = await database.read.select().from(sites);
    const county = findCounty("06001");
    expect(site).toMatchObject({
      address: null,
      city: null,
      zip: null,
      countyFips: "06001",
      lat: county?.lat,
      lon: county?.lon,
      timeZone: "America/Los_Angeles",
    });
    const owner = openDatabase(database.ownerUrl, 1);
    const [hidden] = await owner.read.select().from(confidentialAddresses);
    await owner.close();
    expect(hidden).toMatchObject({
      siteId: ids.get("test-shelter")?.siteId,
      address: "1 Test Way",
      city: "Hayward",
      ...findZip("94541"),
    });
  });

  it("drops the town of a confidential site that was listed with one", async () => {
    const careless: Listing = {
      ...shelter,
      site: {
        visibility: "confidential",
        address: "1 Test Way",
        city: "Hayward",
        zip: "94541",
        point: { lat: 37.67, lon: -122.08 },
        state: "CA",
      },
    };
    await insertListings(database, [careless], { now });
    const [site] = await database.read.select().from(sites);
    const county = findCounty("06001");
    expect(site).toMatchObject({ address: null, city: null, zip: null, countyFips: "06001" });
    expect(site).toMatchObject({ lat: county?.lat, lon: county?.lon });
  });

  it("places a town by its ZIP, with its county and time zone", async () => {
    await insertListings(database, [house], { now });
    const [site] = await database.read.select().from(sites);
    expect(site).toMatchObject({
      ...findZip("94607"),
      countyFips: "06001",
      timeZone: "America/Los_Angeles",
    });
  });

  it("gives a program of which only the state is known no point and that state's time zone", async () => {
    const somewhere: Listing = { ...house, site: { visibility: "public", state: "FL" } };
    await insertListings(database, [somewhere], { now });
    const [site] = await database.read.select().from(sites);
    expect(site).toMatchObject({ lat: null, lon: null, timeZone: "America/New_York" });
  });

  it("cites the documents", async () => {
    await insertListings(database, [house], { now });
    const [citation] = await database.read.select().from(programCitations);
    expect(citation).toMatchObject({ place: "p. 1", asOf: "2020" });
  });

  it("refuses a listing that cites an unknown document, and writes nothing", async () => {
    const unfounded: Listing = {
      ...house,
      key: "unfounded",
      citations: [{ document: "no-such", place: "p. 1", asOf: "2020" }],
    };
    await expect(insertListings(database, [unfounded, shelter], { now })).rejects.toThrow(
      'There is no document "no-such"',
    );
    expect(await database.read.$count(programs)).toBe(0);
  });

  it("refuses a place that does not exist", async () => {
    const nowhere: Listing = {
      ...house,
      site: { visibility: "public", zip: "00000", state: "CA" },
    };
    await expect(insertListings(database, [nowhere], { now })).rejects.toThrow("00000");
  });
});
