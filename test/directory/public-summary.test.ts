import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kinds, visibilities } from "../../db/codes.ts";
import { disclose } from "../../server/access/disclosure.ts";
import { findCounty, findZip } from "../../server/directory/places.ts";
import {
  isOverdue,
  toPublicSummary,
  type SiteFacts,
  type SummaryFacts,
} from "../../server/directory/public-summary.ts";
import { everyViewer, viewerAs } from "./viewers.ts";

const now = new Date("2026-03-02T12:00:00Z");
const id = "0198c5f0-0000-7000-8000-000000000001";

const site: SiteFacts = {
  visibility: "public",
  address: "1 Fictional Street",
  city: "Oakland",
  zip: "94607",
  countyFips: "06001",
  state: "CA",
  lat: 37.8123456,
  lon: -122.2987654,
};

const facts: SummaryFacts = {
  id,
  name: "Fictional House",
  organization: { id, name: "Fictional Trust" },
  kind: "safe_house",
  training: false,
  dedicated: true,
  site,
  ageMin: 12,
  ageMax: null,
  phone: "510-555-0101",
  intakePhone: null,
  url: null,
  pools: [{ open: 2, total: 6, observedAt: new Date("2026-03-02T11:00:00Z") }],
  listedCapacity: 6,
  listedCapacityAsOf: "2012-08",
  verifiedOn: "2026-02-01",
  citedAsOf: "2014",
};

const worker = viewerAs("worker");
const summarize = (changes: Partial<SummaryFacts>, viewer = worker) =>
  toPublicSummary({ ...facts, ...changes }, viewer, now, null);
const placed = (changes: Partial<SiteFacts>, viewer = worker) =>
  summarize({ site: { ...site, ...changes } }, viewer).place;

const anyFacts = fc.record({
  visibility: fc.constantFrom(...visibilities),
  kind: fc.constantFrom(...kinds),
  lat: fc.double({ min: 32, max: 42, noNaN: true }),
  lon: fc.double({ min: -124, max: -114, noNaN: true }),
  own: fc.boolean(),
});

describe("redaction", () => {
  test("no viewer reads of a confidential site more than its county, whatever is kept of it", () => {
    const county = findCounty("06001");
    fc.assert(
      fc.property(anyFacts, ({ kind, lat, lon, own }) => {
        for (const viewer of everyViewer(own ? [id] : [])) {
          const place = toPublicSummary(
            { ...facts, kind, site: { ...site, visibility: "confidential", lat, lon } },
            viewer,
            now,
            null,
          ).place;
          expect(place).toMatchObject({
            ...{ precision: "county", address: null, city: null, zip: null },
            county: { fips: "06001", name: "Alameda", state: "CA" },
          });
          expect(place.lat).toBeCloseTo(county?.lat ?? 0, 1);
          expect(place.lat).toBe(placed({ visibility: "confidential" }).lat);
          expect(place.lon).toBe(placed({ visibility: "confidential" }).lon);
        }
      }),
    );
  });

  test("every field follows the disclosure table, for every viewer and visibility", () => {
    fc.assert(
      fc.property(anyFacts, ({ visibility, kind, own }) => {
        for (const viewer of everyViewer(own ? [id] : [])) {
          const disclosed = disclose(viewer, { id, visibility });
          const told = toPublicSummary(
            { ...facts, kind, intakePhone: "510-555-0102", site: { ...site, visibility } },
            viewer,
            now,
            null,
          );
          expect(told.phone).toBe(disclosed.phone ? "510-555-0102" : null);
          expect(told.beds !== null).toBe(disclosed.beds === true);
          const located = disclosed.address && visibility !== "confidential";
          expect(told.place.address).toBe(located ? site.address : null);
          expect(told.place.city).toBe(located ? "Oakland" : null);
          expect(told.place.precision).toBe(located ? "exact" : "county");
        }
      }),
    );
  });

  test("a confidential program is called on its intake line, never on its own", () => {
    const hidden = { ...site, visibility: "confidential" as const };
    expect(summarize({ site: hidden }).phone).toBeNull();
    expect(summarize({ site: hidden, intakePhone: "510-555-0102" }).phone).toBe("510-555-0102");
  });
});

describe("place", () => {
  test("a stated address with its own point is exact", () => {
    expect(placed({})).toMatchObject({ precision: "exact", lat: site.lat, lon: site.lon });
  });

  test("a town's centre is a town, also where an address stands beside it", () => {
    const centre = findZip("94607");
    expect(placed({ address: null }).precision).toBe("town");
    expect(placed({ ...centre }).precision).toBe("town");
  });

  test("a site known by its county only is at the county's centre", () => {
    expect(placed({ address: null, city: null, zip: null }).precision).toBe("county");
  });

  test("a program at no site is nowhere, and public", () => {
    expect(summarize({ site: null }).place).toMatchObject({
      ...{ visibility: "public", precision: "none", county: null, state: null, lat: null },
    });
  });
});

describe("age of the listing", () => {
  test.each([
    ["2025-09-03", false],
    ["2025-09-02", true],
    [null, true],
  ])("verified on %s, overdue: %s", (verifiedOn, overdue) => {
    expect(isOverdue(verifiedOn, now)).toBe(overdue);
    expect(summarize({ verifiedOn }).overdue).toBe(overdue);
  });

  test("a training listing cites no document's date", () => {
    expect(summarize({}).as_of).toBe("2014");
    expect(summarize({ training: true }).as_of).toBeNull();
  });
});

describe("beds", () => {
  test("a residential program that never reported has no count, and no beds are made up", () => {
    expect(summarize({ pools: [] }).beds).toMatchObject({ open: null, freshness: "never" });
  });

  test("a kind without beds has none to speak of", () => {
    expect(summarize({ kind: "legal", pools: [] }).beds).toBeNull();
  });
});
