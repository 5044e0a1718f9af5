import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { circumstances, genders, type Role } from "../../db/codes.ts";
import type { Program } from "../../server/directory/contract.ts";
import { testApp, type TestApp } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

const now = new Date("2026-03-02T20:00:00Z");

const full = aListing({
  key: "full",
  name: "Fictional Full House",
  aliases: ["FFH"],
  kind: "safe_house",
  dedicated: true,
  ages: { min: 12, max: 17 },
  genders: { girl: "accepts", boy: "declines" },
  circumstances: { pregnant: "ask" },
  languages: { spa: "direct" },
  areas: [{ county: "06001" }, { state: "NV" }, { nation: "US" }],
  services: ["education", "counseling"],
  securityFeatures: ["awake_night_staff"],
  phone: "510-555-0101",
  intakePhone: "510-555-0102",
  nightPhone: "510-555-0103",
  hours: [{ weekdays: [1, 2, 3, 4, 5], opens: 450, closes: 1440 + 120, lastIntake: 1380 }],
  closedDays: ["2026-12-25"],
  stay: { longestDays: 365, untilAge: 18 },
  documentsToBring: ["Birth certificate"],
  verifiedOn: "2026-02-01",
  pools: [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 6 }] }],
});
const bare = aListing({ key: "bare", name: "Fictional Bare House" });
const partner = aListing({
  key: "partner",
  site: {
    visibility: "partners",
    address: "2 Fictional Road",
    city: "Oakland",
    zip: "94607",
    state: "CA",
  },
  phone: "510-555-0104",
});
const confidential = aConfidentialListing({ key: "confidential" });
const inactive = aListing({ key: "inactive" });

let directory: TestApp;
beforeAll(async () => {
  directory = await testApp({
    listings: [full, bare, partner, confidential, inactive],
    now,
    staffed: ["full", "confidential", "inactive"],
  });
  await directory.database.read.execute(
    sql`update programs set status = 'inactive' where id = ${idOf("inactive")}`,
  );
});
afterAll(() => directory.close());

const idOf = (key: string) => {
  const id = directory.ids.get(key)?.programId;
  if (id === undefined) throw new Error(`no listing ${key}`);
  return id;
};

const read = async (id: string, who?: Role) => {
  const headers = who ? await directory.signIn(who) : {};
  return directory.app.inject({ url: `/api/programs/${id}`, headers });
};
const page = async (key: string, who?: Role): Promise<Program> => {
  const answer = await read(idOf(key), who);
  expect(answer.statusCode).toBe(200);
  return answer.json();
};

describe("a program's page", () => {
  test("tells everything that was stated", async () => {
    const program = await page("full", "worker");
    expect(program).toMatchObject({
      ...{ name: "Fictional Full House", aliases: ["FFH"], status: "active", training: true },
      ...{ ages: { min: 12, max: 17 }, dedicated: true, phone: "510-555-0102" },
      languages: [{ language: "spa", mode: "direct" }],
      services: ["counseling", "education"],
      security_features: ["awake_night_staff"],
      stay: { longest_days: 365, unlimited: null, until_age: 18 },
      documents_to_bring: ["Birth certificate"],
      ...{ verified_on: "2026-02-01", overdue: false, may_report: false },
      place: { precision: "town", city: "Oakland", county: { fips: "06001" } },
    });
    expect(program.areas).toEqual([
      { scope: "state", code: "NV", name: "Nevada" },
      { scope: "nation", code: "US", name: "United States" },
      { scope: "county", code: "06001", name: "Alameda" },
    ]);
  });

  test("lists every gender and circumstance, those never stated as unknown", async () => {
    const program = await page("full");
    expect(program.genders.map(({ gender }) => gender)).toEqual([...genders]);
    expect(program.genders.slice(0, 3).map(({ policy }) => policy)).toEqual([
      "accepts",
      "declines",
      "unknown",
    ]);
    expect(program.circumstances.map(({ circumstance }) => circumstance)).toEqual([
      ...circumstances,
    ]);
    const stated = program.circumstances.filter(({ policy }) => policy !== "unknown");
    expect(stated).toEqual([{ circumstance: "pregnant", policy: "ask" }]);
  });

  test("says when intake is open, by the site's clock, and when it ends the next day", async () => {
    // Monday noon in Oakland.
    const { intake } = await page("full");
    expect(intake).toMatchObject({
      ...{ open_now: true, opens_at: null, phone: "510-555-0102", night_phone: "510-555-0103" },
      ...{ time_zone: "America/Los_Angeles", closed_days: ["2026-12-25"], paused_until: null },
    });
    expect(intake.hours).toHaveLength(5);
    expect(intake.hours[0]).toEqual({
      ...{ weekday: 1, opens: "07:30", closes: "02:00", next_day: true, last_intake: "23:00" },
    });
  });

  test("of a program that stated nothing, knows nothing", async () => {
    expect(await page("bare", "worker")).toMatchObject({
      ...{ ages: null, dedicated: null, languages: [], services: [], verified_on: null },
      ...{ overdue: true, pools: [], beds: { open: null, freshness: "never" } },
      intake: { open_now: null, opens_at: null, hours: [] },
    });
  });

  test("shows pools to whoever may see counts and to nobody else", async () => {
    const [pool] = (await page("full", "worker")).pools ?? [];
    expect(pool).toMatchObject({ label: "Girls", open: 2, total: 6, freshness: "fresh" });
    for (const who of [undefined, "analyst", "administrator"] as const) {
      expect(await page("full", who)).toMatchObject({ pools: null, beds: null });
    }
  });

  test("lets its own staff report, and nobody else", async () => {
    expect((await page("full", "provider")).may_report).toBe(true);
    expect((await page("bare", "provider")).may_report).toBe(false);
    expect((await page("full", "steward")).may_report).toBe(false);
  });

  test("gives an analyst no number to call of a hidden program", async () => {
    for (const key of ["partner", "confidential"]) {
      const program = await page(key, "analyst");
      expect(JSON.stringify(program)).not.toContain("510-555");
    }
  });
});

describe("what is hidden", () => {
  const refused = async (id: string, who?: Role) => {
    const answer = await read(id, who);
    return [answer.statusCode, answer.json<{ code: string }>().code];
  };

  test("answers like what does not exist", async () => {
    const nowhere = await read("0198c5f0-0000-7000-8000-00000000dead");
    const hidden = await read(idOf("confidential"));
    expect(hidden.statusCode).toBe(404);
    expect(hidden.json()).toEqual(nowhere.json());
    expect(await refused(idOf("partner"))).toEqual([404, "not_found"]);
  });

  test("an inactive program is there for its staff and stewards only", async () => {
    expect((await page("inactive", "provider")).status).toBe("inactive");
    expect((await page("inactive", "steward")).status).toBe("inactive");
    for (const who of [undefined, "worker", "analyst"] as const) {
      expect(await refused(idOf("inactive"), who)).toEqual([404, "not_found"]);
    }
  });

  test("no page carries the true address of a confidential site", async () => {
    const roles = ["worker", "provider", "analyst", "steward", "administrator"] as const;
    for (const who of roles) {
      expect(JSON.stringify(await page("confidential", who))).not.toMatch(/canary|hayward|94541/i);
    }
  });

  test.each(["1", "not-an-id", "0198C5F0-0000-7000-8000-000000000001", "%00", "..%2f..%2fme"])(
    "%s is no id",
    async (id) => {
      const answer = await read(id);
      expect([400, 404]).toContain(answer.statusCode);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
    },
  );
});
