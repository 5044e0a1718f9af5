import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../../server/gaps/coverage/contract.ts";
import { publishMonths } from "../../../server/gaps/demand/tidy-demand.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const now = new Date("2026-03-05T12:00:00Z");
const harbor = await testApp({
  now,
  counties: ["06001", "48201"],
  listings: [
    aListing({ key: "open", areas: [{ nation: "US" }], ages: { min: 12, max: 17 } }),
    aConfidentialListing({ key: "hidden" }),
  ],
});
afterAll(() => harbor.close());
await harbor.database
  .owner`insert into demand_events (kind, hour, asked_by, age_band, county, found)
  select 'search', '2026-02-10T20:00:00Z', 'worker', '14_15', '06001',
    case when n <= 3 then 'none' else 'open_bed' end from generate_series(1, 12) n`;
await publishMonths(harbor.database, now);

const get = async (url: string, who = "analyst") =>
  harbor.app.inject({ url: `/api/gaps/${url}`, headers: await harbor.signIn(who) });
const rowsOf = (csv: string) => parse<Record<string, string>>(csv, { columns: true });

describe("an export", () => {
  test("of coverage has the figures that are shown, with where they are defined", async () => {
    const shown = (await get("coverage?profile=girl_13")).json<CoverageAnswer>();
    const answer = await get("coverage/export?profile=girl_13&format=csv");
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["link"]).toContain("/gaps/definitions");
    const rows = rowsOf(answer.body);
    expect(rows.map(({ county }) => county)).toEqual(shown.counties);
    expect(rows.map(({ asks }) => Number(asks))).toEqual(shown.profiles[0]?.asks);
    expect(rows[0]?.["definitions"]).toMatch(/^http.*\/gaps\/definitions$/);
    // Harris County is not the analyst's: no bed figure leaves.
    expect(rows[1]).toMatchObject({ county: "48201", dedicated_open: "", nearest_open: "" });
  });

  test("as GeoJSON is a feature a county, at its centre", async () => {
    const answer = await get("coverage/export?county=06001&format=geojson");
    expect(answer.headers["content-type"]).toBe("application/geo+json; charset=utf-8");
    const { features } = answer.json<{ features: { geometry: unknown; properties: object }[] }>();
    expect(features).toHaveLength(12);
    expect(features[0]).toMatchObject({
      geometry: { type: "Point" },
      properties: { county: "06001", county_name: "Alameda", profile: "girl_13" },
    });
    expect(answer.body).not.toContain("Canary");
  });

  test("of demand keeps withheld what is withheld", async () => {
    const rows = rowsOf((await get("demand/export?format=csv")).body);
    const value = (figure: string) => rows.find((row) => row["figure"] === figure)?.["value"];
    expect(value("total")).toBe("12");
    expect(value("open_bed.total")).toBe("withheld");
    expect(value("without_fit.total")).toBe("withheld");
  });

  test("of inventory is by county where it is mapped", async () => {
    const byCounty = await get("inventory/export?by=county&format=geojson");
    expect(byCounty.statusCode, byCounty.body).toBe(200);
    const refused = await get("inventory/export?by=kind&format=geojson");
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain("GeoJSON is by county");
  });

  test("of everything is refused", async () => {
    const answer = await get("coverage/export?format=csv");
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain("Name a profile, a state or a county.");
  });

  test("is in the audit, and a refused one is not", async () => {
    const count = async () => {
      const [row] = await harbor.database.owner<{ exported: number }[]>`
        select count(*)::int as exported from audit_entries where action = 'exported'`;
      return row?.exported;
    };
    const before = await count();
    await get("demand/export?format=csv");
    await get("coverage/export?format=csv");
    expect(await count()).toBe((before ?? 0) + 1);
    const [entry] = await harbor.database.owner`select subject_type, subject_id from audit_entries
      where action = 'exported' order by id desc limit 1`;
    expect(entry).toEqual({ subject_type: "figures", subject_id: "demand.csv" });
  });
});
