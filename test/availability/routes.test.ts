import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { count } from "drizzle-orm";
import { v7 } from "uuid";
import { bedPools, bedReports } from "../../db/schema/index.ts";
import type { BedReportAnswer, BedReportList } from "../../server/availability/contract.ts";
import { testApp } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

const now = new Date("2026-03-01T03:00:00Z");
const pools = [{ label: "Girls" }, { label: "Boys" }];
const own = aListing({ pools });
const secret = aConfidentialListing({ pools });
const others = aListing({ pools });
const othersSecret = aConfidentialListing({ pools });
const harbor = await testApp({
  now,
  listings: [own, secret, others, othersSecret],
  staffed: [own.key, secret.key],
});
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));

const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";
const poolOf = (key: string, label = "Girls") => harbor.ids.get(key)?.poolIds[label] ?? "";
const urlOf = (key: string) => `/api/programs/${idOf(key)}/bed-reports`;

const post = async (payload: unknown, { key = own.key, as = "provider", headers = {} } = {}) =>
  harbor.app.inject({
    method: "POST",
    url: urlOf(key),
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
    headers: {
      "content-type": "application/json",
      ...(as === "nobody" ? {} : await harbor.signIn(as)),
      ...headers,
    },
  });

const list = async (query = "", { key = own.key, as = "provider" } = {}) =>
  harbor.app.inject({
    url: `${urlOf(key)}${query}`,
    headers: as === "nobody" ? {} : await harbor.signIn(as),
  });

const girls = (open: unknown, more: object = {}) => ({
  pools: [{ pool_id: poolOf(own.key), open, ...more }],
});

const everything = async () => ({
  reports: await harbor.database.read.select({ all: count() }).from(bedReports),
  pools: await harbor.database.read.select().from(bedPools).orderBy(bedPools.id),
});

describe("who may say how many beds are open", () => {
  test.each([
    ["nobody", own.key, 401],
    ["nobody", secret.key, 401],
    ["worker", own.key, 403],
    ["steward", own.key, 403],
    ["analyst", own.key, 403],
    ["provider", others.key, 403],
    ["provider", othersSecret.key, 404],
  ])("%s may not, of a program of others", async (as, key, status) => {
    const before = await everything();
    const answer = await post({ pools: [{ pool_id: poolOf(key), open: 1 }] }, { key, as });
    expect(answer.statusCode).toBe(status);
    expect(await everything()).toEqual(before);
  });

  test.each([own.key, secret.key])("the program's own staff may", async (key) => {
    const answer = await post({ pools: [{ pool_id: poolOf(key), open: 1 }] }, { key });
    expect(answer.statusCode).toBe(200);
    expect(answer.json<BedReportAnswer>().pools).toHaveLength(2);
  });
});

describe("headers", () => {
  test("a repeat under one Idempotency-Key gets the same answer, later too", async () => {
    const headers = { "idempotency-key": v7() };
    const first = await post(girls(4), { headers });
    harbor.clock.set(new Date(now.getTime() + 60_000));
    await post(girls(5));
    const again = await post(girls(4), { headers });
    expect(again.statusCode).toBe(200);
    expect(again.json()).toEqual(first.json());
    const other = await post(girls(6), { headers });
    expect(other.statusCode).toBe(409);
    expect(other.json()).toMatchObject({ code: "idempotency_key_reused" });
  });

  test("an If-Match that is behind is refused with the version that stands", async () => {
    const answer = await post(girls(2));
    const { version = 0 } =
      answer.json<BedReportAnswer>().pools.find((pool) => pool.label === "Girls") ?? {};
    const behind = await post(girls(3), { headers: { "if-match": `"${version - 1}"` } });
    expect(behind.statusCode).toBe(412);
    expect(behind.json()).toMatchObject({ code: "version_changed", state: String(version) });
    const right = await post(girls(3), { headers: { "if-match": `"${version}"` } });
    expect(right.statusCode).toBe(200);
  });

  test.each([
    [{ "if-match": "*" }, "headers/if-match"],
    [{ "if-match": '"one"' }, "headers/if-match"],
    [{ "idempotency-key": "short" }, "headers/idempotency-key"],
    [{ "idempotency-key": "x".repeat(101) }, "headers/idempotency-key"],
  ])("%j is refused", async (headers, path) => {
    const answer = await post(girls(1), { headers });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: "invalid_input", errors: [{ path }] });
  });
});

describe("what is no count is refused with its place, and nothing is written", () => {
  const open = "body/pools/0/open";
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const cases: [string, () => unknown, string, string | undefined][] = [
    ["ten thousand beds", () => girls(10_000), "invalid_input", open],
    ["half a bed", () => girls(1.5), "invalid_input", open],
    ["less than none", () => girls(-1), "invalid_input", open],
    ["a number as text", () => girls("3"), "invalid_input", open],
    ["null", () => girls(null), "invalid_input", open],
    ["no number", () => girls(undefined), "invalid_input", open],
    ["more than any number", () => `{"pools":[{"open":1e400}]}`, "invalid_input", undefined],
    ["a negative total", () => girls(0, { total: -1 }), "invalid_input", "body/pools/0/total"],
    [
      "half a bed kept",
      () => girls(0, { kept_for_missing: 0.5 }),
      "invalid_input",
      "body/pools/0/kept_for_missing",
    ],
    ["an unknown field", () => ({ ...girls(1), holds: 2 }), "invalid_input", "body/holds"],
    [
      "a field that only we may fill",
      () => girls(1, { version: 9 }),
      "invalid_input",
      "body/pools/0/version",
    ],
    ["nothing", () => ({}), "invalid_input", "body/pools"],
    ["a list", () => [], "invalid_input", "body"],
    ["no pools", () => ({ pools: [] }), "invalid_input", "body/pools"],
    [
      "fifty-one pools",
      () => ({ pools: Array.from({ length: 51 }, () => ({ pool_id: v7(), open: 1 })) }),
      "invalid_input",
      "body/pools",
    ],
    [
      "an id of another kind",
      () => ({ pools: [{ pool_id: 7, open: 1 }] }),
      "invalid_input",
      "body/pools/0/pool_id",
    ],
    [
      "a program's id for a pool's",
      () => ({ pools: [{ pool_id: idOf(own.key), open: 1 }] }),
      "invalid_input",
      "body/pools/0/pool_id",
    ],
    [
      "another program's pool",
      () => ({ pools: [{ pool_id: poolOf(others.key), open: 1 }] }),
      "invalid_input",
      "body/pools/0/pool_id",
    ],
    [
      "tomorrow",
      () => ({ ...girls(1), observed_at: "2026-03-02T03:00:00Z" }),
      "observed_in_future",
      "body/observed_at",
    ],
    [
      "a time without a zone",
      () => ({ ...girls(1), observed_at: "2026-03-01T02:00:00" }),
      "invalid_input",
      "body/observed_at",
    ],
    [
      "a word for a time",
      () => ({ ...girls(1), observed_at: "yesterday" }),
      "invalid_input",
      "body/observed_at",
    ],
    ["half a body", () => '{"pools":[', "malformed_json", undefined],
    ["no body", () => "", "malformed_json", undefined],
    ["a body without end", () => deep, "invalid_input", "body"],
    ["five megabytes", () => JSON.stringify("x".repeat(5_000_000)), "body_too_large", undefined],
  ];

  test.each(cases)("%s", async (_name, body, code, path) => {
    const before = await everything();
    const answer = await post(body());
    const problem = answer.json<{ code: string; status: number; errors?: { path: string }[] }>();
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(problem.code).toBe(code);
    expect(answer.statusCode).toBe(problem.status);
    if (path !== undefined) expect(problem.errors?.map((error) => error.path)).toContain(path);
    expect(await everything()).toEqual(before);
  });

  test.each(["not-an-id", "1", "0198c5f0-0000-7000-8000-00000000000g"])(
    "a program called %s",
    async (id) => {
      const answer = await harbor.app.inject({
        ...{ method: "POST", url: `/api/programs/${id}/bed-reports`, payload: girls(1) },
        headers: await harbor.signIn("provider"),
      });
      expect(answer.statusCode).toBe(400);
    },
  );
});

describe("the history", () => {
  test("comes newest observation first, each report once, page by page", async () => {
    const minutes = [30, 10, 50, 20, 40, 10, 0];
    for (const [index, ago] of minutes.entries()) {
      const observed_at = new Date(now.getTime() - ago * 60_000).toISOString();
      const answer = await post(
        { pools: [{ pool_id: poolOf(secret.key, "Boys"), open: index }], observed_at },
        { key: secret.key },
      );
      expect(answer.statusCode).toBe(200);
    }
    const whole = (await list("?limit=100", { key: secret.key })).json<BedReportList>();
    expect(whole.next).toBeNull();
    expect(whole.items).toHaveLength(whole.total);
    const times = whole.items.map((report) => report.observed_at);
    expect(times).toEqual(times.toSorted().toReversed());
    const paged: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = `?limit=2${cursor ? `&cursor=${cursor}` : ""}`;
      const page = (await list(query, { key: secret.key })).json<BedReportList>();
      paged.push(...page.items.map((report) => report.id));
      cursor = page.next;
    }
    expect(paged).toEqual(whole.items.map((report) => report.id));
  });

  test("names who reported to the program's staff and to stewards alone", async () => {
    await post(girls(1));
    const namesFor = async (as: string) =>
      (await list("?limit=100", { as }))
        .json<BedReportList>()
        .items.map((report) => report.reported_by);
    expect((await namesFor("provider")).every((name) => name !== null)).toBe(true);
    expect((await namesFor("steward")).every((name) => name !== null)).toBe(true);
    expect((await namesFor("worker")).every((name) => name === null)).toBe(true);
  });

  test.each([
    ["nobody", own.key, 401],
    ["analyst", own.key, 403],
    ["administrator", own.key, 403],
    ["provider", others.key, 403],
    ["provider", othersSecret.key, 404],
    ["worker", othersSecret.key, 200],
  ])("for %s, of %s: %i", async (as, key, status) => {
    expect((await list("", { key, as })).statusCode).toBe(status);
  });

  test("of another program cannot be reached by its cursor, nor by one that was made up", async () => {
    await post(girls(1));
    const { items } = (await list("?limit=1")).json<BedReportList>();
    const foreign = Buffer.from(items[0]?.id ?? "").toString("base64url");
    const made = ["x", "%00", Buffer.from(v7()).toString("base64url"), "e30", "a".repeat(101)];
    for (const cursor of [foreign, ...made]) {
      const answer = await list(`?cursor=${cursor}`, { key: secret.key });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        ...{ code: "invalid_input", errors: [{ path: "querystring/cursor" }] },
      });
    }
  });

  test.each(["limit=0", "limit=101", "limit=x", "page=2"])("?%s is refused", async (query) => {
    expect((await list(`?${query}`)).statusCode).toBe(400);
  });
});
