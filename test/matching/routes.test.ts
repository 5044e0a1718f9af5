import { afterAll, describe, expect, test } from "vitest";
import type { ExcludedList, MatchAnswer } from "../../server/matching/contract.ts";
import { testApp } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

const takesGirls = {
  ages: { min: 12, max: 17 },
  genders: { girl: "accepts" },
  languages: { spa: "direct" },
  areas: [{ state: "CA" }],
  intakeAroundTheClock: true,
} as const;
const beds = (open: number) => [{ label: "Beds", reports: [{ hoursAgo: 1, open, total: 6 }] }];

const harbor = await testApp({
  listings: [
    aListing({ ...takesGirls, key: "near", areas: [{ state: "CA" }], pools: beds(2) }),
    aListing({ ...takesGirls, key: "unsaid", areas: [], phone: "510-555-0100" }),
    aListing({ ...takesGirls, key: "grown", areas: [{ state: "CA" }], ages: { min: 18 } }),
    aConfidentialListing({
      ...takesGirls,
      key: "hidden",
      areas: [{ state: "CA" }],
      pools: beds(1),
      nightPhone: "510-555-0199",
    }),
    aListing({
      key: "line",
      kind: "hotline",
      areas: [{ nation: "US" }],
      intakeAroundTheClock: true,
    }),
  ],
  now: new Date("2026-03-02T20:00:00Z"),
  staffed: ["hidden"],
});
afterAll(() => harbor.close());

const id = (key: string) => harbor.ids.get(key)?.programId ?? key;
const girl = { age: 15, gender: "girl", languages: ["spa"], from: { zip: "94607" } };

const post = async (url: string, payload: object, who?: string) => {
  const headers = who === undefined ? {} : await harbor.signIn(who);
  return harbor.app.inject({ method: "POST", url, headers, payload });
};
const matches = async (need: object, who?: string, more: object = {}) => {
  const answer = await post("/api/matches", { need, ...more }, who);
  expect(answer.statusCode).toBe(200);
  return answer.json<MatchAnswer>();
};
const found = (answer: MatchAnswer) => answer.matches.map(({ program }) => program.id);

describe("POST /api/matches", () => {
  test("tells a worker which programs can take this child, and why", async () => {
    const answer = await matches(girl, "worker");
    expect(answer).toMatchObject({
      as_of: "2026-03-02T20:00:00.000Z",
      stale: false,
      from: { county: { fips: "06001", name: "Alameda", state: "CA" }, state: "CA" },
      total: 3,
      fits: 2,
      asks: 1,
      excluded: {
        total: 2,
        by_reason: expect.arrayContaining([{ criterion: "age", programs: 1 }]) as unknown,
      },
      help: null,
    });
    expect(found(answer)).toEqual([id("near"), id("hidden"), id("unsaid")]);
    const [first, , last] = answer.matches;
    expect(first).toMatchObject({
      verdict: "fits",
      tier: 1,
      distance_miles: 0,
      beds: { open: 2, total: 6, freshness: "fresh" },
      intake: { open_now: true },
    });
    expect(last?.criteria).toContainEqual({ criterion: "area", verdict: "unknown", facts: {} });
  });

  test("shows a confidential program by its county, with the night line by night", async () => {
    harbor.clock.set(new Date("2026-03-03T07:00:00Z"));
    const answer = await matches(girl, "worker");
    harbor.clock.set(new Date("2026-03-02T20:00:00Z"));
    const hidden = answer.matches.find(({ program }) => program.id === id("hidden"));
    expect(hidden?.program.place).toMatchObject({ precision: "county", address: null, zip: null });
    expect(hidden?.intake.phone).toBe("510-555-0199");
    expect(hidden?.criteria).toContainEqual({
      criterion: "distance",
      verdict: "meets",
      facts: { miles: hidden?.distance_miles, by_county: true },
    });
    expect(JSON.stringify(answer)).not.toMatch(/Canary|Hayward|94541/);
  });

  test("keeps from who is not signed in the hidden programs and every count", async () => {
    const answer = await matches(girl);
    expect(found(answer)).toEqual(expect.arrayContaining([id("near"), id("unsaid")]));
    expect(answer.total).toBe(2);
    for (const { beds: counted, program, tier } of answer.matches) {
      expect(counted).toEqual({ open: null, total: null, freshness: "never", observed_at: null });
      expect(program.beds).toBeNull();
      expect([4, 5]).toContain(tier);
    }
  });

  test("shows a provider its own hidden program, and no other's beds", async () => {
    const answer = await matches(girl, "provider");
    const open = Object.fromEntries(
      answer.matches.map(({ program, beds: counted }) => [program.id, counted.open]),
    );
    expect(open).toEqual({ [id("hidden")]: 1, [id("near")]: null, [id("unsaid")]: null });
  });

  test("shows an analyst that a hidden program is there, without its telephone", async () => {
    const answer = await matches(girl, "analyst");
    const hidden = answer.matches.find(({ program }) => program.id === id("hidden"));
    expect(hidden).toMatchObject({ program: { phone: null, beds: null }, intake: { phone: null } });
  });

  test("follows a change at once", async () => {
    const worker = await harbor.signIn("worker");
    const poolId = harbor.ids.get("hidden")?.poolIds["Beds"];
    const report = await post(
      `/api/programs/${id("hidden")}/bed-reports`,
      { pools: [{ pool_id: poolId, open: 5 }] },
      "provider",
    );
    expect(report.statusCode).toBe(200);
    await expect
      .poll(async () => {
        const answer = await harbor.app.inject({
          method: "POST",
          url: "/api/matches",
          headers: worker,
          payload: { need: girl },
        });
        return answer.json<MatchAnswer>().matches.find(({ program }) => program.id === id("hidden"))
          ?.beds.open;
      })
      .toBe(5);
  });

  test("gives as many as asked for, and counts them all", async () => {
    const answer = await matches(girl, "worker", { limit: 1 });
    expect(answer.matches).toHaveLength(1);
    expect(answer.total).toBe(3);
  });

  test("helps where nothing fits", async () => {
    const answer = await matches({ ...girl, age: 25 }, "worker");
    expect(answer.fits).toBe(1);
    const nothing = await matches({ ...girl, age: 3 }, "worker");
    expect(nothing).toMatchObject({ total: 0, matches: [] });
    expect(nothing.help?.nearest.map(({ program }) => program.id)).toContain(id("near"));
    expect(nothing.help?.hotlines.map((program) => program.id)).toEqual([id("line")]);
  });

  test.each([
    ["no kind", { kinds: [] }],
    ["a radius of zero", { within_miles: 0 }],
    ["a place to keep away from that covers everything", { avoid: [{ zip: "94607", miles: 500 }] }],
  ])("answers a need with %s by no match and by what would change that", async (_what, more) => {
    const answer = await matches({ ...girl, ...more }, "worker");
    expect(answer).toMatchObject({ total: 0, fits: 0, matches: [] });
    expect(answer.relaxations.some(({ fits }) => fits > 0)).toBe(true);
    expect(answer.help).not.toBeNull();
  });
});

describe("POST /api/matches/excluded", () => {
  const excluded = async (body: object, who = "worker") => {
    const answer = await post("/api/matches/excluded", { need: girl, ...body }, who);
    expect(answer.statusCode).toBe(200);
    return answer.json<ExcludedList>();
  };

  test("lists who cannot take the child, with the reason", async () => {
    const { total, items, next } = await excluded({ reason: "age" });
    expect({ total, next }).toEqual({ total: 1, next: null });
    expect(items[0]).toMatchObject({ verdict: "excluded", tier: 7, program: { id: id("grown") } });
    expect(items[0]?.criteria).toContainEqual({
      criterion: "age",
      verdict: "excludes",
      facts: { age: 15, min: 18, max: null, until_age: null, by_pools: false },
    });
  });

  test("is paged", async () => {
    const first = await excluded({ limit: 1 });
    const second = await excluded({ limit: 1, cursor: first.next });
    expect(first.total).toBe(2);
    expect(second.next).toBeNull();
    expect(second.items[0]?.program.id).not.toBe(first.items[0]?.program.id);
  });
});

describe("a need that cannot be understood", () => {
  const refusal = async (body: unknown, url = "/api/matches") => {
    const answer = await harbor.app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(body),
    });
    const problem = answer.json<{ code: string; errors?: { path: string; message: string }[] }>();
    return { status: answer.statusCode, code: problem.code, errors: problem.errors ?? [] };
  };

  test.each<[string, object, string]>([
    ["an age below zero", { age: -1 }, "body/need/age"],
    ["half an age", { age: 15.5 }, "body/need/age"],
    ["an age of 130", { age: 130 }, "body/need/age"],
    ["an age in words", { age: "15" }, "body/need/age"],
    ["no age", {}, "body/need/age"],
    ["an unknown gender", { age: 15, gender: "unknown" }, "body/need/gender"],
    ["a child's name", { age: 15, name: "x" }, "body/need/name"],
    ["an unknown circumstance", { age: 15, circumstances: ["x"] }, "body/need/circumstances/0"],
    ["an unknown kind", { age: 15, kinds: ["hotel"] }, "body/need/kinds/0"],
    ["a radius below zero", { age: 15, within_miles: -1 }, "body/need/within_miles"],
    [
      "six languages",
      { age: 15, languages: ["a", "b", "c", "d", "e", "f"] },
      "body/need/languages",
    ],
    ["a place in words", { age: 15, from: "Oakland" }, "body/need/from"],
    ["a place in two ways", { age: 15, from: { zip: "94607", county: "06001" } }, "body/need/from"],
    ["a point beyond the pole", { age: 15, from: { lat: 91, lon: 0 } }, "body/need/from"],
  ])("for %s is refused at its path", async (_what, need, path) => {
    const { status, code, errors } = await refusal({ need });
    expect({ status, code }).toEqual({ status: 400, code: "invalid_input" });
    expect(errors.some((error) => error.path.startsWith(path))).toBe(true);
  });

  test.each<[object, string, string]>([
    [{ age: 15, from: { zip: "00000" } }, "unknown_place", "body/need/from/zip"],
    [
      { age: 15, avoid: [{ county: "99999", miles: 1 }] },
      "unknown_place",
      "body/need/avoid/0/county",
    ],
    [{ age: 15, languages: ["qqq"] }, "invalid_input", "body/need/languages/0"],
  ])("%j names what does not exist", async (need, code, path) => {
    for (const url of ["/api/matches", "/api/matches/excluded"]) {
      const answer = await refusal({ need }, url);
      expect(answer).toMatchObject({ status: 400, code, errors: [{ path }] });
    }
  });

  test("a cursor of somebody's own making is refused", async () => {
    const answer = await refusal({ need: { age: 15 }, cursor: "👾" }, "/api/matches/excluded");
    expect(answer).toMatchObject({ status: 400, errors: [{ path: "body/cursor" }] });
  });
});
