import { afterAll, describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../../server/gaps/coverage/contract.ts";
import type { WhatIfAnswer } from "../../../server/gaps/what-if/contract.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const takesBoys = {
  ages: { min: 12, max: 17 },
  genders: { boy: "accepts" },
  intakeAroundTheClock: true,
} as const;
const pools = [{ label: "Beds", reports: [{ hoursAgo: 0, open: 4, total: 6 }], dedicated: true }];
const counties = ["06001", "06049", "32003"];
const near = aListing({
  ...takesBoys,
  ...{ key: "near", areas: [{ state: "CA" }, { state: "NV" }], pools },
});

// What is imagined in the one is there in the other: at Modoc's centre, with as many beds.
const imagined = aListing({
  ...takesBoys,
  ...{ key: "imagined", areas: [{ state: "CA" }], pools, kind: "safe_house" as const },
  site: { visibility: "confidential", countyFips: "06049", state: "CA" },
});
const now = new Date("2026-03-02T20:00:00Z");
const harbor = await testApp({ now, counties, listings: [near] });
const withIt = await testApp({ now, counties, listings: [near, imagined] });
afterAll(() => Promise.all([harbor.close(), withIt.close()]));

const program = {
  ...{ kind: "safe_house", at: { county: "06049" }, ages: { min: 12, max: 17 } },
  ...{ genders: [{ gender: "boy", policy: "accepts" }], areas: [{ state: "CA" }] },
  ...{ intake_around_the_clock: true, pools: [{ beds: 6, open: 4, dedicated: true }] },
};
const ask = async (changes: object = {}) =>
  harbor.app.inject({
    method: "POST",
    url: "/api/gaps/what-if",
    headers: await harbor.signIn("analyst"),
    payload: { program: { ...program, ...changes } },
  });
const coverage = async (of: typeof harbor) => {
  const { app } = of;
  const headers = await of.signIn("analyst");
  return (await app.inject({ url: "/api/gaps/coverage?state=CA", headers })).json<CoverageAnswer>();
};

describe("POST /api/gaps/what-if", () => {
  test("tells what coverage is, and what it would be if the program were there", async () => {
    const answer = (await ask()).json<WhatIfAnswer>();
    expect(answer.counties).toEqual(["06001", "06049"]);
    expect(answer.before).toEqual((await coverage(harbor)).profiles);
    expect(answer.after).toEqual((await coverage(withIt)).profiles);
    expect(answer.after).not.toEqual(answer.before);
  });

  test("takes a point for a place, and the county or state in which that lies for its area", async () => {
    // Oakland, in Alameda County.
    const at = { lat: 37.8, lon: -122.27 };
    const { county, counties: served } = (
      await ask({ at, areas: [{ own: "county" }] })
    ).json<WhatIfAnswer>();
    expect([county, served]).toEqual(["06001", ["06001"]]);
    const wide = (await ask({ at, areas: [{ own: "state" }] })).json<WhatIfAnswer>();
    expect(wide.counties).toEqual(["06001", "06049"]);
  });

  test("takes intake hours by the clock of its place, also past midnight", async () => {
    const night = async (opens: string, closes: string) => {
      const days = [1, 2, 3, 4, 5, 6, 7];
      const changes = { intake_around_the_clock: false, intake_hours: { days, opens, closes } };
      const answer = (await ask(changes)).json<WhatIfAnswer>();
      const boys = answer.after.find(({ profile }) => profile.key === "boy_13");
      return boys?.night_intake[0];
    };
    expect(await night("20:00", "06:00")).toBe(2);
    expect(await night("08:00", "17:00")).toBe(1);
  });

  test("tells outside own regions what a program alone would bring, and nothing of others' beds", async () => {
    const genders = ["boy", "girl"].map((gender) => ({ gender, policy: "accepts" }));
    const answer = (await ask({ genders, areas: [{ state: "NV" }] })).json<WhatIfAnswer>();
    expect(answer.counties).toEqual(["32003"]);
    const gapsOf = (key: string) =>
      [answer.before, answer.after].map(
        (columns) => columns.find(({ profile }) => profile.key === key)?.gap[0],
      );
    // One that is there takes boys; girls nobody takes.
    expect(gapsOf("boy_13")).toEqual(["untold", "untold"]);
    expect(gapsOf("girl_13")).toEqual(["unsaid", "open_bed"]);
  });

  test("keeps nothing", async () => {
    const before = await coverage(harbor);
    await ask();
    await harbor.coverage.refresh();
    expect((await coverage(harbor)).profiles).toEqual(before.profiles);
  });

  test.each([
    [{ ages: { min: 17, max: 12 } }, "The youngest age is above the oldest."],
    [{ pools: [{ beds: 2, open: 3 }] }, "More beds are open than there are."],
    [{ at: { county: "09110" } }, "ask for 09003, 09013"],
    [{ at: { zip: "00000" } }, "The ZIP code 00000 is not known."],
    [{ at: { lat: 48.8, lon: 2.3 } }, "This place is in no county of the country."],
    [
      { intake_hours: { days: [1], opens: "08:00", closes: "17:00" } },
      "Around the clock leaves no hours to state.",
    ],
    [{ areas: [{ state: "ZZ" }] }, "The state ZZ is not known."],
  ])("refuses what contradicts itself: %j", async (changes, sentence) => {
    const answer = await ask(changes);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(sentence);
  });
});
