import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMetrics } from "../../server/metrics/open-metrics.ts";
import { testApp, type TestApp } from "../support/app.ts";
import { aListing } from "../support/listings.ts";

const metricsToken = "a token for the figures";
const pools = [
  { label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] },
  { label: "Boys", reports: [{ hoursAgo: 30, open: 1, total: 4 }] },
  { label: "Others" },
];

let test: TestApp;
beforeAll(async () => {
  test = await testApp({
    listings: [aListing({ kind: "safe_house", pools })],
    config: { metricsToken },
    metrics: (measured) => openMetrics({ ...measured, clockAhead: () => -2500 }),
  });
});
afterAll(() => test.close());

const figures = async (authorization = `Bearer ${metricsToken}`) =>
  test.app.inject({ url: "/metrics", headers: { authorization } });

/** The figure in the line that begins with `name`. */
const figure = async (name: string): Promise<number> => {
  const { body } = await figures();
  const line = body.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? Number.NaN);
};

describe("the figures of an instance", () => {
  it.each(["", "Bearer", "Bearer wrong", metricsToken])(
    "are not there for who says %j",
    async (authorization) => {
      const answer = await figures(authorization);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: "not_found" });
    },
  );

  it("count the requests of a route, and nobody's address", async () => {
    await test.app.inject("/api/programs/0199c5f0-0000-7000-8000-00000000000f?secret=1");
    await test.app.inject("/api/counties");
    const count = (route: string, status: number) =>
      figure(`harborlight_request_seconds_count{method="GET",route="${route}",status="${status}"}`);
    // The answer is told of after it has left.
    while (!((await count("/api/counties", 200)) > 0)) await pause(5);
    expect(await count("/api/programs/:id", 404)).toBe(1);
    const { body } = await figures();
    expect(body).not.toContain("0199c5f0");
    expect(body).not.toContain("secret");
  });

  it("time the matching", async () => {
    const payload = { need: { age: 15, gender: "girl" } };
    await test.app.inject({ method: "POST", url: "/api/matches", payload });
    expect(await figure("harborlight_match_seconds_count")).toBe(1);
  });

  it("say how old the catalogue and the counts are", async () => {
    expect(await figure("harborlight_catalogue_programs")).toBe(1);
    // On a busy machine its sign of life may be late.
    const current = () => figure("harborlight_catalogue_current");
    await expect.poll(current, { timeout: 20_000 }).toBe(1);
    expect(await figure("harborlight_catalogue_age_seconds")).toBeGreaterThanOrEqual(0);
    const pools = (freshness: string) =>
      figure(`harborlight_bed_pools{kind="safe_house",freshness="${freshness}"}`);
    expect(await pools("fresh")).toBe(1);
    expect(await pools("stale")).toBe(1);
    expect(await pools("never")).toBe(1);
  });
});

it("tells how far the machine's clock is from the database's", async () => {
  expect(await figure("harborlight_clock_ahead_seconds")).toBe(-2.5);
});

it("counts jobs that wait, and none that are for later", async () => {
  const job = (after: string) =>
    test.database.owner.unsafe(
      `insert into pgboss.job (name, start_after) values ('expire-holds', now() + interval '${after}')`,
    );
  await job("-90 seconds");
  await job("1 hour");
  expect(await figure(`harborlight_jobs{job_name="expire-holds",state="waiting"}`)).toBe(1);
  expect(await figure(`harborlight_jobs{job_name="expire-holds",state="failed"}`)).toBe(0);
  expect(await figure("harborlight_jobs_oldest_seconds")).toBeGreaterThanOrEqual(90);
});

it("shows no figures where no token is set", async () => {
  const silent = await testApp({ metrics: openMetrics });
  const answer = await silent.app.inject({
    url: "/metrics",
    headers: { authorization: "Bearer undefined" },
  });
  await silent.close();
  expect(answer.statusCode).toBe(404);
});
