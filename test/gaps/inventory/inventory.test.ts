import { afterAll, describe, expect, test } from "vitest";
import { sourceDocuments, sourceListings } from "../../../seed/sources/index.ts";
import type { CoverageAnswer } from "../../../server/gaps/coverage/contract.ts";
import type { InventoryAnswer } from "../../../server/gaps/inventory/contract.ts";
import { insertDocuments } from "../../../seed/insert-resources.ts";
import { testApp } from "../../support/app.ts";
import { freshDatabase } from "../../support/database.ts";
import { aListing } from "../../support/listings.ts";

const database = await freshDatabase();
await insertDocuments(database, sourceDocuments);
const now = new Date("2026-03-02T20:00:00Z");
const harbor = await testApp({
  database,
  now,
  listings: [
    ...sourceListings,
    aListing({
      key: "counted",
      genders: { boy: "accepts" },
      pools: [
        {
          label: "Beds",
          reports: [
            { hoursAgo: 50, open: 1, total: 6 },
            { hoursAgo: 2, open: 3, total: 8 },
          ],
        },
      ],
    }),
  ],
});
afterAll(() => harbor.close());

const read = async (query: string) =>
  harbor.app.inject({
    url: `/api/gaps/inventory${query}`,
    headers: await harbor.signIn("analyst"),
  });
const inventory = async (query: string): Promise<InventoryAnswer> => {
  const answer = await read(query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<InventoryAnswer>();
};
const figuresBy = ({ rows }: InventoryAnswer, dimension: "gender" | "served" | "county") =>
  Object.fromEntries(rows.map(({ by, figures }) => [by[dimension] ?? "none", figures]));

describe("from the seeded sources alone", () => {
  // Source: SACHS literature review on CSEC (2014), section VII, of the survey of August 2012.
  test("California as listed in August 2012 has ten programs, 369 beds, four for minors", async () => {
    const { total, begins } = await inventory("?date=2012-08&state=CA&dedicated=true");
    expect(begins).toBe("2012-04-13");
    expect(total).toMatchObject({
      ...{ programs: 10, listed_beds: 369, with_listed_beds: 10, taking_minors: 4 },
      ...{ with_reported_beds: 0, reported_beds: 0 },
    });
  });

  test("and hardly a bed for boys: one program of 24 beds says that it takes them", async () => {
    const boys = figuresBy(
      await inventory("?date=2012-08&state=CA&dedicated=true&by=gender"),
      "gender",
    );
    expect(boys["boy"]).toMatchObject({ programs: 1, listed_beds: 24 });
  });

  test("tells those for children of the country alone from those for all", async () => {
    const served = figuresBy(
      await inventory("?date=2012-08&state=CA&dedicated=true&by=served"),
      "served",
    );
    expect(served["domestic"]?.programs).toBe(3);
    expect(served["both"]?.programs).toBe(7);
  });
});

describe("GET /api/gaps/inventory", () => {
  test("tells what was reported by a day, from history", async () => {
    const alameda = async (date: string) =>
      (await inventory(`?county=06001&kind=emergency_shelter&date=${date}`)).total;
    expect(await alameda("2026-03-02")).toMatchObject({ reported_beds: 8, with_reported_beds: 1 });
    expect(await alameda("2026-03-01")).toMatchObject({ reported_beds: 0, with_reported_beds: 0 });
  });

  test("tells of reported beds in the analyst's own regions alone", async () => {
    await harbor.database.owner`update analyst_regions set area = '06037'`;
    const { total } = await inventory("?county=06001");
    await harbor.database.owner`update analyst_regions set area = 'CA'`;
    expect(total).toMatchObject({ reported_beds: null, with_reported_beds: null });
    expect(total.programs).toBeGreaterThan(1);
  });

  test("tells no open beds, of which coverage's would leave the requests that are running", async () => {
    const { total, rows } = await inventory("?county=06001&by=kind");
    for (const figures of [total, ...rows.map((row) => row.figures)]) {
      expect(Object.keys(figures).filter((name) => name.includes("open"))).toEqual([]);
    }
    expect((await read("/export?format=csv&county=06001")).body).not.toContain("open");
  });

  test.each([
    ["?date=2011-12", "History begins in 2012-04-13"],
    ["?date=2026-03-03", "must not be in the future"],
    ["?date=2026-02-30", "2026-02-30 is not in the calendar."],
    ["?county=00000", "The county 00000 is not known."],
  ])("refuses %s clearly", async (query, sentence) => {
    const answer = await read(query);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(sentence);
  });
});

test("an empty directory has nothing, and says so wherever it is asked", async () => {
  const empty = await testApp({ now });
  const headers = await empty.signIn("analyst");
  const ask = async (url: string) => {
    const answer = await empty.app.inject({ url: `/api/gaps/${url}`, headers });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer;
  };
  const found = await ask("inventory?by=state");
  expect(found.json()).toMatchObject({ begins: null, total: { programs: 0 }, rows: [] });
  const { profiles } = (await ask("coverage?county=06001")).json<CoverageAnswer>();
  expect(new Set(profiles.flatMap(({ gap }) => gap))).toEqual(new Set(["nothing"]));
  expect((await ask("unmet?county=06001")).body).toContain('"action":"build"');
  expect((await ask("demand")).json()).toMatchObject({ months: [] });
  expect((await ask("demand/export?format=csv")).body.trim().split("\n")).toHaveLength(1);
  await empty.close();
});
