import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { visibilities, type Role } from "../../db/codes.ts";
import { disclose, listableVisibilities } from "../../server/access/disclosure.ts";
import type { ProgramList } from "../../server/directory/contract.ts";
import { indexPrograms } from "../../server/search/index-programs.ts";
import { testApp, type TestApp } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";
import { viewerAs } from "./viewers.ts";

const now = new Date("2026-03-02T20:00:00Z");
const towns = [
  { city: "Oakland", zip: "94607", state: "CA" },
  { city: "Fresno", zip: "93721", state: "CA" },
  { city: "Reno", zip: "89501", state: "NV" },
];

// Nine of each visibility, alike but for their names and towns.
const listings = visibilities.flatMap((visibility) =>
  Array.from({ length: 9 }, (_, n) => {
    const key = `${visibility}-${n}`;
    const common = {
      ...{
        key,
        name: `Lamp ${visibility} ${n}`,
        kind: "safe_house" as const,
        dedicated: n % 2 === 0,
      },
      ...{ phone: "510-555-0101", ages: { min: 9 + n, max: 17 } },
      pools: [{ label: "All", reports: [{ hoursAgo: n * 2 + 1, open: n, total: 20 }] }],
      verifiedOn: `2026-01-0${n + 1}`,
    };
    const town = towns[n % towns.length] ?? { city: "Oakland", zip: "94607", state: "CA" };
    return visibility === "confidential"
      ? aConfidentialListing(common)
      : aListing({ ...common, site: { visibility, address: `${n} Fictional Way`, ...town } });
  }),
);

let directory: TestApp;
beforeAll(async () => {
  directory = await testApp({ listings, now, staffed: ["confidential-0", "partners-1"] });
});
afterAll(() => directory.close());

const get = async (query: Record<string, string | string[]>, who?: Role) => {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  );
  const headers = who ? await directory.signIn(who) : {};
  return directory.app.inject({ url: `/api/programs?${search.toString()}`, headers });
};
const list = async (query: Record<string, string | string[]>, who?: Role): Promise<ProgramList> => {
  const answer = await get(query, who);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const refusal = async (query: Record<string, string | string[]>) => {
  const answer = await get(query);
  return {
    status: answer.statusCode,
    ...answer.json<{ code: string; errors?: { path: string }[] }>(),
  };
};

const own = () =>
  ["confidential-0", "partners-1"].flatMap((key) => directory.ids.get(key)?.programId ?? []);
const roles = [undefined, "worker", "provider", "analyst", "steward", "administrator"] as const;
const viewerOf = (who: (typeof roles)[number]) =>
  who ? viewerAs(who, who === "provider" ? own() : []) : ({ kind: "anonymous" } as const);

describe("who sees what", () => {
  test.each(roles)(
    "%s finds and counts the programs that exist for them, no other",
    async (who) => {
      const viewer = viewerOf(who);
      const visible = listings.filter(({ key, site }) => {
        const id = directory.ids.get(key)?.programId ?? "";
        return site && disclose(viewer, { id, visibility: site.visibility }).listing;
      });
      const { total, items, facets } = await list({ limit: "100" }, who);
      expect(total).toBe(visible.length);
      expect(items.map(({ name }) => name).sort()).toEqual(visible.map(({ name }) => name).sort());
      expect(facets.kind).toEqual([{ value: "safe_house", programs: visible.length }]);
      const perDedicated = facets.dedicated.map(({ programs }) => programs);
      expect(perDedicated.reduce((sum, programs) => sum + programs, 0)).toBe(visible.length);
    },
  );

  test("no search of any kind finds, counts or places what is hidden", async () => {
    const someQuery = fc.record(
      {
        q: fc.constantFrom(
          "lamp",
          "confidential",
          "lamp partners",
          "oakland",
          "lmap",
          "l",
          "refugio",
        ),
        state: fc.constantFrom("CA", "NV"),
        county: fc.constantFrom("06001", "06019", "32031"),
        age: fc.integer({ min: 9, max: 18 }).map(String),
        near: fc.constantFrom("94607", "county:06001", "37.8,-122.27"),
        sort: fc.constantFrom("name", "relevance", "freshness"),
        dedicated: fc.constantFrom("true", "false"),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(someQuery, fc.constantFrom(...roles), async (query, who) => {
        const viewer = viewerOf(who);
        const { total, items, facets } = await list({ ...query, limit: "100" }, who);
        expect(items).toHaveLength(total);
        for (const { id, place } of items) {
          const disclosed = disclose(viewer, { id, visibility: place.visibility });
          expect(disclosed.listing).toBe(true);
          if (place.visibility === "confidential" || !disclosed.address) {
            expect([place.address, place.city, place.zip]).toEqual([null, null, null]);
            expect(place.precision).toBe("county");
          }
        }
        const most = listings.filter(
          ({ site }) => site && listableVisibilities(viewer).includes(site.visibility),
        ).length;
        const allowed = most + (who === "provider" ? own().length : 0);
        for (const counts of Object.values(facets)) {
          for (const { programs } of counts) expect(programs).toBeLessThanOrEqual(allowed);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a town finds no program whose site the viewer may not know", async () => {
    const places = async (who: Role) =>
      new Set(
        (await list({ q: "Reno", limit: "100" }, who)).items.map(({ place }) => place.visibility),
      );
    expect(await places("worker")).toEqual(new Set(["public", "partners"]));
    expect(await places("analyst")).toEqual(new Set(["public"]));
  });

  test("a distance tells nothing finer than the place that is shown", async () => {
    for (const who of ["worker", "analyst", "administrator"] as const) {
      const { items } = await list({ near: "94607", limit: "100" }, who);
      const byCounty = Map.groupBy(
        items.filter(({ place }) => place.precision === "county"),
        ({ place }) => place.county?.fips,
      );
      expect(byCounty.size).toBeGreaterThan(0);
      for (const same of byCounty.values()) {
        expect(new Set(same.map(({ distance_miles }) => distance_miles)).size).toBe(1);
      }
    }
  });

  test("the age of a bed count orders only for whoever may see it", async () => {
    const names = async (who?: Role) =>
      (await list({ sort: "freshness", q: "public", limit: "9" }, who)).items.map(
        ({ name }) => name,
      );
    const byCount = Array.from({ length: 9 }, (_, n) => `Lamp public ${n}`);
    expect(await names("worker")).toEqual(byCount);
    // Verified one day after another, the highest number last.
    for (const who of [undefined, "analyst", "provider"] as const) {
      expect(await names(who)).toEqual(byCount.toReversed());
    }
  });
});

describe("what is shown", () => {
  test("a matched word is marked in the name as it is written", async () => {
    const { items } = await list({ q: "lamp publik", limit: "1" });
    expect(items[0]?.marked_name).toBe("\uE000Lamp\uE001 \uE000public\uE001 0");
    expect((await list({ limit: "1" })).items[0]?.marked_name).toBeNull();
  });

  test("a program hidden a moment ago is gone from answers, totals and facets", async () => {
    const id = directory.ids.get("public-8")?.programId ?? "";
    const set = (status: string) =>
      directory.database.transaction(async (tx) => {
        await tx.execute(sql`update programs set status = ${status} where id = ${id}`);
        await indexPrograms(tx, [id]);
      });
    const before = await list({ q: "lamp public 8" });
    expect(before.items[0]?.id).toBe(id);
    await set("inactive");
    const after = await list({ q: "lamp public 8" });
    expect(after.items.map((item) => item.id)).not.toContain(id);
    expect((await list({})).total).toBe(8);
    await set("active");
    expect((await list({})).total).toBe(9);
  });
});

describe("a listing that was shown before", () => {
  const id = () => directory.ids.get("public-5")?.programId ?? "";
  const shown = async (who: Role = "worker") => {
    const { items } = await list({ q: "lamp public 5", limit: "100" }, who);
    return items.find((item) => item.id === id());
  };
  const write = (...statements: ReturnType<typeof sql>[]) =>
    directory.database.transaction(async (tx) => {
      for (const statement of statements) await tx.execute(statement);
      await indexPrograms(tx, [id()]);
    });

  test("shows a new number and a new count at once, though no document says either", async () => {
    expect((await shown())?.phone).toBe("510-555-0101");
    await directory.database.read.execute(
      sql`update programs set phone = '510-555-0177' where id = ${id()}`,
    );
    expect((await shown())?.phone).toBe("510-555-0177");
    const { read } = directory.database;
    await read.execute(sql`update bed_pools set open = 17 where program_id = ${id()}`);
    expect((await shown())?.beds?.open).toBe(17);
  });

  test("shows its organization's new name and a newer citation", async () => {
    // Of a fictional program no document is named.
    await write(sql`update programs set training = false where id = ${id()}`);
    expect((await shown())?.organization.name).not.toBe("Renamed House");
    await write(
      sql`update organizations set name = 'Renamed House'
        where id = (select organization_id from programs where id = ${id()})`,
      sql`with document as (
          insert into documents (id, key, title, publisher, published)
          values (gen_random_uuid(), 'newest', 'A list', 'A publisher', '2031-05') returning id
        )
        insert into program_citations (program_id, document_id, place, as_of)
        select ${id()}, id, 'p. 1', '2031-05' from document`,
    );
    const after = await shown();
    expect(after?.organization.name).toBe("Renamed House");
    expect(after?.as_of).toBe("2031-05");
  });

  test("hides its address from the moment its site is hidden, even before it is indexed", async () => {
    const setVisibility = (visibility: string) => sql`update sites set visibility = ${visibility}
      where id = (select site_id from programs where id = ${id()})`;
    expect((await shown("analyst"))?.place.address).toBe("5 Fictional Way");
    await directory.database.read.execute(setVisibility("partners"));
    expect((await shown("analyst"))?.place.address).toBeNull();
    expect((await shown("worker"))?.place.address).toBe("5 Fictional Way");
    expect((await list({ q: "lamp public 5" })).items.map((item) => item.id)).not.toContain(id());
    await write(setVisibility("public"));
  });
});

describe("bad input", () => {
  test.each([
    ["a query of 201 characters", { q: "x".repeat(201) }, "querystring/q"],
    ["a query of 10,000 characters", { q: "x".repeat(10_000) }, "querystring/q"],
    ["kind castle", { kind: "castle" }, "querystring/kind/0"],
    ["state California", { state: "California" }, "querystring/state/0"],
    ["county 6001", { county: "6001" }, "querystring/county/0"],
    ["language Spanish", { language: "Spanish" }, "querystring/language/0"],
    ["age -1", { age: "-1" }, "querystring/age"],
    ["age 15.5", { age: "15.5" }, "querystring/age"],
    ["age 130", { age: "130" }, "querystring/age"],
    ["age fifteen", { age: "fifteen" }, "querystring/age"],
    ["limit 0", { limit: "0" }, "querystring/limit"],
    ["limit 101", { limit: "101" }, "querystring/limit"],
    ["sort random", { sort: "random" }, "querystring/sort"],
    ["sort distance", { sort: "distance" }, "querystring/sort"],
    ["within_miles 10", { within_miles: "10" }, "querystring/within_miles"],
    [
      "within_miles 0, near 94607",
      { within_miles: "0", near: "94607" },
      "querystring/within_miles",
    ],
    ["near everywhere", { near: "everywhere" }, "querystring/near"],
    ["near 91,0", { near: "91,0" }, "querystring/near"],
    ["near 0,-181", { near: "0,-181" }, "querystring/near"],
    ["cursor nonsense", { cursor: "nonsense" }, "querystring/cursor"],
    ["name x", { name: "x" }, "querystring/name"],
    ["forty-one kinds", { kind: Array.from({ length: 41 }, () => "legal") }, "querystring/kind"],
  ])("%s is refused, naming where", async (_name, query, path) => {
    const { status, code, errors } = await refusal(query);
    expect({ status, code, path: errors?.[0]?.path }).toEqual({
      ...{ status: 400, code: "invalid_input", path },
    });
  });

  test.each(["00000", "county:99999"])("the place %s is not known", async (near) => {
    const { status, code, errors } = await refusal({ near });
    expect({ status, code, path: errors?.[0]?.path }).toEqual({
      ...{ status: 400, code: "unknown_place", path: "querystring/near" },
    });
  });

  test("any text at all is answered, or refused as too long", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.string({ unit: "grapheme", maxLength: 60 }),
          fc.stringMatching(/^[()'"\\:*&|!<>%_a+?{}[\]$^.-]{0,80}$/),
        ),
        async (q) => {
          const answer = await get({ q });
          expect([200, 400]).toContain(answer.statusCode);
        },
      ),
      { numRuns: 150 },
    );
  });
});
