import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { DemandAnswer } from "../../../server/gaps/demand/contract.ts";
import type { UnmetAnswer } from "../../../server/gaps/unmet/contract.ts";
import { publishMonths, tidyDemand } from "../../../server/gaps/demand/tidy-demand.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const now = new Date("2026-03-05T12:00:00Z");
const harbor = await testApp({
  now,
  listings: [
    aListing({
      key: "open",
      pools: [{ label: "Beds", reports: [{ hoursAgo: 1, open: 2, total: 6 }] }],
    }),
  ],
});
afterAll(() => harbor.close());
const { owner } = harbor.database;

interface Searched {
  readonly hour?: string;
  readonly county?: string;
  readonly age?: string;
  readonly found?: string;
  readonly by?: string;
  readonly times: number;
}
const search = async (searched: Searched) => {
  const { hour = "2026-02-10T20:00:00Z", county = "06001", age = "14_15", times } = searched;
  await owner`insert into demand_events (kind, hour, asked_by, age_band, county, found)
    select 'search', ${hour}::timestamptz, ${searched.by ?? "worker"}, ${age}, ${county},
      ${searched.found ?? "open_bed"} from generate_series(1, ${times})`;
};
const read = async (query = "") =>
  harbor.app.inject({ url: `/api/gaps/demand${query}`, headers: await harbor.signIn("analyst") });
const demand = async (query = "") => {
  const answer = await read(query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<DemandAnswer>();
};

beforeEach(async () => {
  await owner`truncate demand_events, demand_months`;
  await owner`update analyst_regions set area = 'CA'`;
});

describe("a month's figures", () => {
  test("are published once it has settled, and stay as they are", async () => {
    await search({ times: 7 });
    expect(await publishMonths(harbor.database, new Date("2026-03-02T20:00:00Z"))).toEqual([]);
    expect(await publishMonths(harbor.database, now)).toEqual(["2026-02-01"]);
    await search({ times: 3 });
    await publishMonths(harbor.database, now);
    const [february] = (await demand()).months;
    expect(february).toMatchObject({
      month: "2026-02",
      searches: [{ state: "CA", county: "06001", figures: { total: 7 } }],
    });
  });

  test("withhold small parts, and all parts where the rest would tell one", async () => {
    await search({ times: 20, found: "open_bed" });
    await search({ times: 2, found: "fit" });
    await search({ times: 9, county: "06037", found: "open_bed" });
    await search({ times: 4, county: "06037", found: "fit" });
    await search({ times: 3, county: "06037", found: "none" });
    await publishMonths(harbor.database, now);
    const [alameda, losAngeles] = (await demand()).months[0]?.searches ?? [];
    expect(alameda?.figures).toMatchObject({
      ...{ total: 22, open_bed: { total: null }, without_open_bed: { total: null } },
    });
    expect(losAngeles?.figures).toMatchObject({
      ...{ total: 16, open_bed: { total: 9 } },
      ...{ without_open_bed: { total: null }, without_fit: { total: null } },
    });
  });

  test("tell small counties together, to whoever looks at the whole state", async () => {
    await search({ times: 3, county: "06003" });
    await search({ times: 4, county: "06005" });
    await publishMonths(harbor.database, now);
    const state = (await demand("?state=CA")).months[0]?.searches;
    expect(state).toMatchObject([{ state: "CA", county: null, figures: { total: 7 } }]);
    await owner`update analyst_regions set area = '06003'`;
    expect((await demand()).months[0]?.searches).toEqual([]);
  });

  test("of a state are told of the counties that are the analyst's alone", async () => {
    await search({ times: 7 });
    await search({ times: 9, county: "06037" });
    await publishMonths(harbor.database, now);
    await owner`update analyst_regions set area = '06037'`;
    const told = (await demand("?state=CA")).months[0]?.searches.map(({ county }) => county);
    expect(told).toEqual(["06037"]);
  });

  test("of a planning region of Connecticut are told by the counties in which it lies", async () => {
    for (const county of ["09003", "09013", "09001"]) await search({ times: 7, county });
    await publishMonths(harbor.database, now);
    await owner`update analyst_regions set area = '09110'`;
    const { months, ...whose } = await demand("?state=CT");
    expect(months[0]?.searches.map(({ county }) => county)).toEqual(["09003", "09013"]);
    const counties = ["09003", "09013"];
    expect(whose).toEqual({
      regions: counties,
      renumbered: [{ area: "09110", name: "Capitol, Connecticut", counties }],
    });
    expect((await read("?county=09003")).statusCode).toBe(200);
    expect((await read("?county=09001")).statusCode).toBe(403);
  });

  test("are withheld of a county, or not published at all: unmet need tells which", async () => {
    const told = async () => {
      const headers = await harbor.signIn("analyst");
      const answer = await harbor.app.inject({ url: "/api/gaps/unmet?county=06001", headers });
      return answer.json<UnmetAnswer>().items[0]?.demand;
    };
    expect(await told()).toMatchObject({ published: 0, months: 0, searches: null });
    await search({ times: 3 });
    await search({ times: 9, county: "06037" });
    await publishMonths(harbor.database, now);
    expect(await told()).toMatchObject({ published: 1, months: 0, searches: null });
  });

  test("leave out who is no worker, and whose county is not known", async () => {
    await search({ times: 9, by: "anonymous" });
    await owner`insert into demand_events (kind, hour, asked_by, age_band, found)
      select 'search', '2026-02-10T20:00:00Z', 'worker', '14_15', 'none' from generate_series(1, 9)`;
    await publishMonths(harbor.database, now);
    expect((await demand()).months[0]?.searches).toEqual([]);
  });

  test.each([
    ["?state=TX", 403, "The state TX is not in your regions (CA)."],
    ["?county=48201", 403, "The county 48201 is not in your regions (CA)."],
    ["?county=99999", 400, "is not known"],
    ["?from=2026-04&to=2026-01", 400, "must not be after the last month"],
    ["?from=2020-01&to=2026-01", 400, "at most 24 months"],
  ])("%s is refused clearly", async (query, status, sentence) => {
    const answer = await read(query);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(sentence);
  });
});

const askFor = async (county: string) => {
  const answer = await harbor.app.inject({
    method: "POST",
    url: "/api/requests",
    headers: { ...(await harbor.signIn("worker")), "idempotency-key": crypto.randomUUID() },
    payload: {
      need: { age: 15, gender: "girl", from: { county } },
      programs: [{ program_id: harbor.ids.get("open")?.programId }],
    },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ holds: { id: string }[] }>().holds[0]?.id ?? "";
};
const move = async (hold: string, name: string, who: string, payload?: object) => {
  const answer = await harbor.app.inject({
    method: "POST",
    url: `/api/holds/${hold}/${name}`,
    headers: await harbor.signIn(who),
    ...(payload === undefined ? {} : { payload }),
  });
  expect(answer.statusCode, answer.body).toBe(200);
};

describe("requests that ended", () => {
  test("are counted once each, with their declines and the time to acceptance", async () => {
    const accepted = await askFor("06001");
    await move(accepted, "accept", "provider");
    await move(accepted, "release", "worker");
    const declined = await askFor("06001");
    await move(declined, "decline", "provider", { reason: "staffing" });
    await tidyDemand(harbor.database, now);
    await tidyDemand(harbor.database, now);
    const rows = await owner`select kind, outcome, waited, decline_reason, age_band, county
      from demand_events order by kind, outcome`;
    const girl = { age_band: "14_15", county: "06001" };
    expect(rows).toEqual([
      { ...girl, kind: "decline", outcome: null, waited: null, decline_reason: "staffing" },
      { ...girl, kind: "request", outcome: "declined", waited: null, decline_reason: null },
      { ...girl, kind: "request", outcome: "released", waited: "0_15", decline_reason: null },
    ]);
  });
});

test("events are forgotten after 24 months", async () => {
  await search({ times: 1, hour: "2024-03-04T20:00:00Z" });
  await search({ times: 1, hour: "2024-03-06T20:00:00Z" });
  await tidyDemand(harbor.database, now);
  expect(await owner`select hour from demand_events`).toEqual([
    { hour: new Date("2024-03-06T20:00:00Z") },
  ]);
});
