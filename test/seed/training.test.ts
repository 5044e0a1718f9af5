import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circumstances, genders, kinds, residentialKinds } from "../../db/codes.ts";
import { sourceDocuments, sourceListings } from "../../seed/sources/index.ts";
import {
  staffedByTrainingProvider,
  trainingDocument,
  trainingListings,
} from "../../seed/training.ts";
import { freshnessOf } from "../../server/directory/freshness.ts";

const now = new Date("2026-03-01T08:00:00Z");
const listings = trainingListings(now);
const pools = listings.flatMap((listing) => listing.pools ?? []);
const newestOf = (pool: (typeof pools)[number]) => pool.reports?.at(-1);

describe("the fictional programs", () => {
  it("are about sixty, most of them in California and some in each neighbouring state", () => {
    expect(listings.length).toBeGreaterThanOrEqual(55);
    expect(listings.length).toBeLessThanOrEqual(70);
    const sited = listings.flatMap(({ site }) => (site ? [site.state] : []));
    const inCalifornia = sited.filter((state) => state === "CA").length;
    expect(inCalifornia).toBeGreaterThan(sited.length * 0.75);
    expect(new Set(sited)).toEqual(new Set(["CA", "NV", "OR", "AZ"]));
  });

  it("are of every kind", () => {
    expect(new Set(listings.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it("all say in name, organization, summary and source that they are fictional", () => {
    for (const listing of listings) {
      expect(listing.training, listing.key).toBe(true);
      expect(listing.name, listing.key).toMatch(/^Training: /);
      expect(listing.organization.name, listing.key).toMatch(/\(training, fictional\)$/);
      expect(listing.summary, listing.key).toMatch(/^Fictional, for training\./);
      expect(listing.citations.map(({ document }) => document)).toEqual([trainingDocument.key]);
    }
    expect(trainingDocument.title).toMatch(/fictional/i);
  });

  it("cite no real document, and bear no real program's name or key", () => {
    expect(sourceDocuments.map(({ key }) => key)).not.toContain(trainingDocument.key);
    const real = new Set(
      sourceListings.flatMap(({ key, name, organization }) => [key, name, organization.name]),
    );
    for (const { key, name, organization } of listings) {
      for (const own of [key, name, name.replace("Training: ", ""), organization.name]) {
        expect(real.has(own), own).toBe(false);
      }
    }
  });

  it("give only telephone numbers that are kept for fiction, each once, and no website", () => {
    const phones = listings.flatMap(({ phone, intakePhone, nightPhone }) =>
      [phone, intakePhone, nightPhone].filter((number) => number !== undefined),
    );
    for (const phone of phones) expect(phone).toMatch(/^[2-9]\d\d-555-01\d\d$/);
    expect(new Set(phones).size).toBe(phones.length);
    expect(listings.every((listing) => listing.phone ?? listing.intakePhone)).toBe(true);
    expect(listings.filter(({ url }) => url !== undefined)).toEqual([]);
  });

  it("lie at addresses that nobody takes for real", () => {
    const addresses = listings.flatMap(({ site }) =>
      [site?.address, site?.trueAddress?.address].filter((line) => line !== undefined),
    );
    expect(addresses.length).toBeGreaterThan(6);
    for (const address of addresses)
      expect(address).toMatch(/^\d+ Training (Way|Street|Lane|Road|Avenue)$/);
  });

  it("have three confidential sites, each with a true address apart and nothing but its county", () => {
    const hidden = listings.flatMap(({ site }) =>
      site?.visibility === "confidential" ? [site] : [],
    );
    expect(hidden).toHaveLength(3);
    for (const site of hidden) {
      expect(site.trueAddress).toBeDefined();
      expect(site.countyFips).toMatch(/^06/);
      expect([site.address, site.city, site.zip, site.point]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it("have unique keys and names", () => {
    expect(new Set(listings.map(({ key }) => key)).size).toBe(listings.length);
    expect(new Set(listings.map(({ name }) => name)).size).toBe(listings.length);
  });

  it("take every gender somewhere, boys in fewer houses than girls", () => {
    const beds = listings.filter(({ kind }) => residentialKinds.some((code) => code === kind));
    const takers = (gender: (typeof genders)[number]) =>
      beds.filter((listing) => listing.genders?.[gender] === "accepts").length;
    for (const gender of genders) expect(takers(gender), gender).toBeGreaterThan(4);
    expect(takers("boy")).toBeLessThan(takers("girl"));
  });

  it("answer the hard questions differently: each circumstance is accepted by one and not by another", () => {
    for (const circumstance of circumstances) {
      const answers = new Set(listings.map((listing) => listing.circumstances?.[circumstance]));
      expect(answers.has("accepts"), circumstance).toBe(true);
      expect(answers.size, circumstance).toBeGreaterThan(2);
    }
  });

  it("keep every kind of hours", () => {
    const hours = listings.flatMap((listing) => listing.hours ?? []);
    expect(hours.some(({ closes }) => closes > 1440)).toBe(true);
    expect(hours.some(({ lastIntake }) => lastIntake !== undefined)).toBe(true);
    expect(hours.some(({ weekdays }) => weekdays.length === 5)).toBe(true);
    expect(listings.some(({ closedDays }) => (closedDays ?? []).length > 0)).toBe(true);
    expect(listings.some(({ nightPhone }) => nightPhone)).toBe(true);
    expect(listings.some(({ paused }) => paused)).toBe(true);
    expect(
      listings.some(({ hours: own, intakeAroundTheClock }) => !own && !intakeAroundTheClock),
    ).toBe(true);
    const hotlines = listings.filter(({ kind }) => kind === "hotline");
    expect(hotlines.some(({ intakeAroundTheClock }) => intakeAroundTheClock)).toBe(true);
  });

  it("include one never verified, one overdue and one verified of late", () => {
    const days = listings.map(({ verifiedOn }) =>
      verifiedOn === undefined ? undefined : (now.getTime() - Date.parse(verifiedOn)) / 86_400_000,
    );
    expect(days).toContain(undefined);
    expect(days.some((age) => age !== undefined && age > 180)).toBe(true);
    expect(days.some((age) => age !== undefined && age < 10)).toBe(true);
  });

  it("staff two residential programs near Oakland for the provider, with two or three pools each", () => {
    const staffed = listings.filter(({ key }) => staffedByTrainingProvider.includes(key));
    expect(staffed).toHaveLength(2);
    for (const { kind, pools: own = [] } of staffed) {
      expect(residentialKinds).toContain(kind);
      expect(own.length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("the fictional counts", () => {
  it("are the same for the same moment", () => {
    expect(trainingListings(now)).toEqual(listings);
  });

  it("are of every freshness, whenever it is seeded, with full houses and beds kept for a missing youth", () => {
    const moment = fc.date({
      min: new Date("2024-01-01"),
      max: new Date("2040-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, (then) => {
        const counts = trainingListings(then).flatMap((listing) => listing.pools ?? []);
        const ages = counts.map((pool) => {
          const newest = newestOf(pool);
          return freshnessOf(
            newest ? new Date(then.getTime() - newest.hoursAgo * 3_600_000) : null,
            then,
          );
        });
        expect(new Set(ages)).toEqual(new Set(["fresh", "aging", "stale", "never"]));
        expect(counts.some((pool) => newestOf(pool)?.open === 0)).toBe(true);
        expect(counts.some((pool) => (newestOf(pool)?.keptForMissing ?? 0) > 0)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it("never state more open and kept beds than there are", () => {
    for (const report of pools.flatMap((pool) => pool.reports ?? [])) {
      expect(report.open).toBeGreaterThanOrEqual(0);
      expect(report.open + (report.keptForMissing ?? 0)).toBeLessThanOrEqual(report.total);
    }
  });

  it("have a past of weeks for some, told oldest first", () => {
    const longest = Math.max(
      ...pools.flatMap((pool) => (pool.reports ?? []).map(({ hoursAgo }) => hoursAgo)),
    );
    expect(longest).toBeGreaterThan(14 * 24);
    for (const pool of pools) {
      const told = (pool.reports ?? []).map(({ hoursAgo }) => hoursAgo);
      expect(told).toEqual(told.toSorted((a, b) => b - a));
    }
  });
});
