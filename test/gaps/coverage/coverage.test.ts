import { brotliDecompressSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { CoverageAnswer, CoverageColumns } from "../../../server/gaps/coverage/contract.ts";
import { findCounty } from "../../../server/directory/places.ts";
import { computeCoverage } from "../../../server/gaps/coverage/compute-coverage.ts";
import {
  needProfiles,
  profileKeys,
  type ProfileNeed,
} from "../../../server/gaps/profiles/need-profiles.ts";
import type { MatchAnswer } from "../../../server/matching/contract.ts";
import { ProgramIndex } from "../../../server/matching/program-index.ts";
import { resolveNeed } from "../../../server/matching/resolve-need.ts";
import { trainingListings } from "../../../seed/training.ts";
import { syntheticFacts } from "../../bench/synthetic-facts.ts";
import { testApp } from "../../support/app.ts";

const now = new Date("2026-03-02T20:00:00Z");
// Alameda, Los Angeles, Modoc, Clark in Nevada, Multnomah in Oregon, Harris in Texas, Honolulu.
const counties = ["06001", "06037", "06049", "32003", "41051", "48201", "15003"];
const listings = trainingListings(now).map((listing) => ({ ...listing, citations: [] }));
const harbor = await testApp({ listings, now, counties });
afterAll(() => harbor.close());

const read = async (query: string, who = "analyst") =>
  harbor.app.inject({ url: `/api/gaps/coverage${query}`, headers: await harbor.signIn(who) });
const coverageOf = async (query: string): Promise<CoverageAnswer> => {
  const answer = await read(query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<CoverageAnswer>();
};

const matchesFor = async (need: object, county: string, who: string): Promise<MatchAnswer> => {
  const answer = await harbor.app.inject({
    method: "POST",
    url: "/api/matches",
    headers: await harbor.signIn(who),
    payload: { need: { ...need, from: { county } }, limit: 100 },
  });
  return answer.json<MatchAnswer>();
};
const nearest = (matches: MatchAnswer["matches"]): number | null => {
  const miles = matches.flatMap(({ distance_miles: distance }) => distance ?? []);
  return miles.length === 0 ? null : Math.min(...miles);
};
const openNow = ({ beds }: MatchAnswer["matches"][number]) =>
  (beds.freshness === "fresh" || beds.freshness === "aging") && (beds.open ?? 0) > 0;

type Figures = Omit<CoverageColumns, "profile">;
const row = (columns: CoverageColumns, at: number) =>
  Object.fromEntries(
    Object.entries(columns)
      .filter(([name]) => name !== "profile")
      .map(([name, values]) => [name, (values as unknown[])[at]]),
  ) as { [Name in keyof Figures]: Figures[Name][number] };

/** For each county what coverage says of a profile, and what searches from there find. */
const compare = async (key: string, need: ProfileNeed) => {
  const answer = await coverageOf(`?profile=${key}`);
  expect(answer.counties).toEqual(counties);
  const [columns] = answer.profiles;
  for (const [at, county] of counties.entries()) {
    const figures = columns && row(columns, at);
    // Distances as the analyst may know them, counts as a worker sees them.
    const seen = await matchesFor(need, county, "analyst");
    const counted = await matchesFor(need, county, "worker");
    expect(counted.total).toBeLessThanOrEqual(100);
    const open = new Set(counted.matches.filter(openNow).map(({ program }) => program.id));
    const fitting = seen.matches.filter(({ verdict }) => verdict === "fits");
    const asking = seen.matches.filter(({ verdict }) => verdict === "ask");
    const isOwn = county.startsWith("06");
    const withBed = fitting.filter(({ program }) => open.has(program.id));
    expect({ county, ...figures }).toMatchObject({
      ...{ county, fits: seen.fits, asks: seen.asks, nearest_fit: nearest(fitting) },
      nearest_ask: nearest(asking),
      fits_with_open_bed: isOwn ? withBed.length : null,
      asks_with_open_bed: isOwn
        ? asking.filter(({ program }) => open.has(program.id)).length
        : null,
      nearest_open: isOwn ? nearest(withBed) : null,
    });
  }
};

describe("coverage agrees with POST /api/matches", () => {
  test.each(profileKeys)("for %s in each of the counties", async (key) => {
    await compare(key, needProfiles[key]);
  });

  test.each<ProfileNeed>([
    { age: 15, gender: "girl", within_miles: 100 },
    { age: 14, gender: "transgender_boy", kinds: ["safe_house", "group_home"] },
    { age: 16, dedicated_only: true, circumstances: ["gang_involvement"] },
    { age: 13, gender: "boy", languages: ["mam"], interpreter: false },
    { age: 17, kinds: ["legal", "mental_health"] },
  ])("for an own profile: %j", async (need) => {
    const added = await harbor.app.inject({
      method: "POST",
      url: "/api/gaps/profiles",
      headers: await harbor.signIn("analyst"),
      payload: { name: JSON.stringify(need).slice(0, 60), need },
    });
    await compare(added.json<{ key: string }>().key, need);
  });
});

test("profiles that are worked out together are told as each by itself", () => {
  const index = new ProgramIndex();
  for (const facts of syntheticFacts(300, now)) index.put(facts);
  const places = counties.flatMap((fips) => findCounty(fips) ?? []);
  const searches = [{ age: 15 }, { age: 15, within_miles: 60 }, { age: 13, within_miles: 900 }].map(
    (need) => resolveNeed(need),
  );
  const computed = (of: typeof searches) => {
    const run = computeCoverage(index, of, places, now);
    for (;;) {
      const step = run.next();
      if (step.done === true) return step.value;
    }
  };
  const together = computed(searches);
  expect(together).toEqual(searches.flatMap((search) => computed([search])));
  expect(together[0]?.figures.asks).not.toEqual(together[1]?.figures.asks);
});

describe("GET /api/gaps/coverage", () => {
  test("tells of beds in the analyst's own regions alone", async () => {
    const { regions, profiles } = await coverageOf("?profile=girl_16");
    expect(regions).toEqual(["CA"]);
    const harris = profiles[0] && row(profiles[0], counties.indexOf("48201"));
    expect(harris).toMatchObject({
      ...{ fits_with_open_bed: null, fits_full: null, fits_uncounted: null },
      ...{ asks_with_open_bed: null, dedicated_beds: null, dedicated_open: null },
      ...{ other_beds: null, other_open: null, nearest_open: null },
    });
    expect(harris?.fits).toBeTypeOf("number");
  });

  test("says outside own regions that beds are not told, and not that nobody counts them", async () => {
    const seen = new Set<string>();
    for (const state of ["TX", "NV"]) {
      for (const { gap, fits } of (await coverageOf(`?state=${state}`)).profiles) {
        for (const [at, found] of gap.entries()) {
          expect(found === "untold").toBe((fits[at] ?? 0) > 0);
          seen.add(found);
        }
      }
    }
    expect(seen).toContain("untold");
    for (const { gap } of (await coverageOf("?state=CA")).profiles) {
      expect(gap).not.toContain("untold");
    }
  });

  test("answers all profiles of one county or state", async () => {
    const { counties: found, profiles } = await coverageOf("?county=06001");
    expect(found).toEqual(["06001"]);
    const shared = profiles.filter(({ profile }) => profile.name === null);
    expect(shared.map(({ profile }) => profile.key)).toEqual(profileKeys);
    // The own ones that were added above.
    expect(profiles.length - shared.length).toBe(5);
    expect((await coverageOf("?state=CA")).counties).toEqual(["06001", "06037", "06049"]);
  });

  test("is the same compressed, and encoded by the schema as every answer", async () => {
    const plain = await coverageOf("?profile=boy_13");
    const answer = await harbor.app.inject({
      url: "/api/gaps/coverage?profile=boy_13",
      headers: { ...(await harbor.signIn("analyst")), "accept-encoding": "gzip, br" },
    });
    expect(answer.headers["content-encoding"]).toBe("br");
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(JSON.parse(brotliDecompressSync(answer.rawPayload).toString())).toEqual(plain);
  });

  test.each([
    ["", 400, "Name a profile, a state or a county."],
    ["?county=99999", 400, "The county 99999 is not known."],
    ["?county=09110", 400, "ask for 09003, 09013"],
    ["?county=09110", 400, '"instead":["09003","09013"]'],
    ["?state=ZZ", 400, "The state ZZ is not known."],
    ["?profile=nobody", 404, "There is nothing here."],
    ["?county=06001&kind=legal", 400, ""],
  ])("refuses %s clearly", async (query, status, sentence) => {
    const answer = await read(query);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(sentence);
  });

  test.each(["worker", "provider", "steward", "administrator"])("is not for a %s", async (who) => {
    expect((await read("?profile=girl_13", who)).statusCode).toBe(403);
  });
});
