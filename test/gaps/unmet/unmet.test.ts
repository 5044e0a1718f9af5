import { afterAll, describe, expect, test } from "vitest";
import type { Gender, Policy } from "../../../db/codes.ts";
import { genders } from "../../../db/codes.ts";
import type { Listing } from "../../../seed/listing.ts";
import type { CoverageAnswer, ServicesAnswer } from "../../../server/gaps/coverage/contract.ts";
import { publishMonths } from "../../../server/gaps/demand/tidy-demand.ts";
import type { UnmetAnswer } from "../../../server/gaps/unmet/contract.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const now = new Date("2026-03-05T12:00:00Z");
/** A shelter for California that takes one age of one gender alone. */
const only = (age: number, gender: Gender, policy: Policy, beds: Partial<Listing> = {}) =>
  aListing({
    ...{ ages: { min: age, max: age }, areas: [{ state: "CA" }], intakeAroundTheClock: true },
    genders: Object.fromEntries(
      genders.map((each) => [each, each === gender ? policy : "declines"]),
    ),
    ...beds,
  });
const counted = (hoursAgo: number, open: number) => ({
  pools: [{ label: "Beds", reports: [{ hoursAgo, open, total: 6 }] }],
});
const harbor = await testApp({
  now,
  counties: ["06001", "32003"],
  listings: [
    only(13, "girl", "accepts", counted(1, 2)),
    only(13, "boy", "accepts", counted(1, 0)),
    only(16, "girl", "accepts", counted(30, 4)),
    only(16, "boy", "ask", counted(1, 3)),
    only(15, "transgender_girl", "declines", counted(1, 3)),
    aListing({ kind: "legal", areas: [{ state: "CA" }] }),
  ],
});
afterAll(() => harbor.close());

const get = async (url: string) => {
  const answer = await harbor.app.inject({
    url: `/api/gaps/${url}`,
    headers: await harbor.signIn("analyst"),
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer;
};
const needsOf = async (county: string) => {
  const [item] = (await get(`unmet?county=${county}`)).json<UnmetAnswer>().items;
  const profiles = item?.profiles ?? [];
  return { actions: Object.fromEntries(profiles.map((each) => [each.key, each.action])), item };
};

describe("what a county needs", () => {
  test("follows from what stands in the way", async () => {
    const { actions, item } = await needsOf("06001");
    expect(actions).toMatchObject({
      ...{ girl_13: "none", boy_13: "more_beds", girl_16: "care_for_counts" },
      ...{ boy_16: "ask_programs", transgender_girl_15: "train_or_contract" },
    });
    const barred = item?.profiles.find(({ key }) => key === "transgender_girl_15");
    expect(barred).toMatchObject({ gap: "barred", barrier: "gender", nearest_fit: null });
  });

  test("is something to build where nothing would take anybody even with every bed empty", async () => {
    const { actions, item } = await needsOf("32003");
    expect(new Set(Object.values(actions))).toEqual(new Set(["build"]));
    // Nevada's demand is not this analyst's to see.
    expect(item?.demand).toBeNull();
  });

  test("is told beside what was published of its searches, and nothing counted anew", async () => {
    expect((await needsOf("06001")).item?.demand).toEqual({
      ...{ published: 0, months: 0, searches: null },
      ...{ without_open_bed: null, without_fit: null },
    });
    await harbor.database.owner`insert into demand_events
      (kind, hour, asked_by, age_band, county, found)
      select 'search', '2026-02-10T20:00:00Z', 'worker', '14_15', '06001',
        case when n <= 20 then 'open_bed' when n <= 29 then 'fit' else 'none' end
      from generate_series(1, 36) n`;
    await publishMonths(harbor.database, now);
    expect((await needsOf("06001")).item?.demand).toEqual({
      ...{ published: 1, months: 1, searches: 36, without_open_bed: 9, without_fit: 7 },
    });
  });

  test("is told for the analyst's own profiles, too, as they are at the moment", async () => {
    const headers = await harbor.signIn("analyst");
    const send = (method: "POST" | "PUT" | "DELETE", path: string, need?: object) =>
      harbor.app.inject({
        ...{ method, headers, url: `/api/gaps/profiles${path}` },
        ...(need && { payload: { name: "Mine", need } }),
      });
    const added = await send("POST", "", { age: 13, gender: "girl" });
    const { key } = added.json<{ key: string }>();
    const mine = async () => (await needsOf("06001")).actions[key];
    expect(await mine()).toBe("none");
    await send("PUT", `/${key}`, { age: 13, gender: "boy" });
    expect(await mine()).toBe("more_beds");
    const { profiles } = (await get("coverage?county=06001")).json<CoverageAnswer>();
    expect(profiles.at(-1)?.profile).toMatchObject({ key, name: "Mine" });
    await send("DELETE", `/${key}`);
    expect(await mine()).toBeUndefined();
  });

  test("has other services beside it, by the nearest of each kind", async () => {
    const { counties, services } = (await get("services?county=06001")).json<ServicesAnswer>();
    expect(counties).toEqual(["06001"]);
    const legal = services.find(({ kind }) => kind === "legal");
    expect(legal?.programs).toEqual([1]);
    expect(legal?.nearest[0]).toBeLessThan(30);
    expect(services.find(({ kind }) => kind === "medical")?.nearest).toEqual([null]);
  });
});
