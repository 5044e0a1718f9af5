import { afterAll, describe, expect, test } from "vitest";
import { findCounty } from "../../../server/directory/places.ts";
import type { GapProgramList } from "../../../server/gaps/programs/contract.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const harbor = await testApp({
  listings: [
    aListing({ key: "counties", name: "Ada", areas: [{ county: "06001" }] }),
    aListing({ key: "state", name: "Bea", areas: [{ state: "CA" }] }),
    aListing({ key: "unsaid", name: "Cai", kind: "group_home" }),
    aListing({ key: "bedless", name: "Dee", kind: "legal" }),
    aConfidentialListing({
      ...{ key: "hidden", name: "Eve" },
      areas: [{ county: "06001" }, { county: "06075" }],
    }),
  ],
});
afterAll(() => harbor.close());

const read = async (query = "", who = "analyst") =>
  harbor.app.inject({ url: `/api/gaps/programs${query}`, headers: await harbor.signIn(who) });

describe("programs on the map of gaps", () => {
  test("are those with beds, each with the widest area that it serves", async () => {
    const { total, items } = (await read()).json<GapProgramList>();
    expect(total).toBe(4);
    expect(items.map(({ name, serves }) => [name, serves])).toEqual([
      ["Ada", "county"],
      ["Bea", "state"],
      ["Cai", null],
      ["Eve", "county"],
    ]);
    // A circle would say less of a state than its name does.
    expect(items.map(({ reach_miles }) => reach_miles !== null)).toEqual([
      ...[true, false, false, true],
    ]);
  });

  test("are at their county's center where the address is confidential", async () => {
    const answer = await read("?state=CA");
    const items = answer.json<GapProgramList>().items;
    const [ada, , , eve] = items;
    const { lat = 0, lon = 0, radiusMiles = Infinity } = findCounty("06001") ?? {};
    expect(eve).toMatchObject({ precision: "county", county: "06001" });
    expect([eve?.lat, eve?.lon].map(Number)).toEqual(
      [lat, lon].map((each) => Number(each.toFixed(2))),
    );
    expect(ada?.precision).not.toBe("county");
    // San Francisco lies farther away than Alameda's own border.
    expect(eve?.reach_miles).toBeGreaterThan(radiusMiles);
    expect(answer.body).not.toContain("Canary");
  });

  test("are of the state that is asked for, and of none that is not there", async () => {
    expect((await read("?state=NV")).json<GapProgramList>().total).toBe(0);
    expect((await read("?state=ZZ")).statusCode).toBe(400);
    expect((await read("", "worker")).statusCode).toBe(403);
  });
});
