import { count } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { bedPools, bedReports } from "../../../db/schema/index.ts";
import type { BatchAnswer } from "../../../server/availability/batch/contract.ts";
import type { BedReportList } from "../../../server/availability/contract.ts";
import type { Program } from "../../../server/directory/contract.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const now = new Date("2026-03-01T03:00:00Z");
const at = "2026-03-01T02:55:00.000Z";
const pools = [{ label: "Girls" }, { label: "Boys" }];
const [one, two, others, hidden] = [
  ...[aListing({ pools }), aConfidentialListing({ pools })],
  ...[aListing({ pools }), aConfidentialListing({ pools })],
] as const;
const harbor = await testApp({
  now,
  listings: [one, two, others, hidden],
  staffed: [one.key, two.key],
});
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));

const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";
const poolOf = (key: string, label: string) => harbor.ids.get(key)?.poolIds[label] ?? "";
const row = (key: string, label: string, open: unknown, more: object = {}) => ({
  ...{ program_id: idOf(key), pool_id: poolOf(key, label), open, observed_at: at },
  ...more,
});
const post = async (reports: unknown, as = "provider") =>
  harbor.app.inject({
    ...{ method: "POST", url: "/api/bed-reports:batch", payload: { reports } as object },
    headers: as === "nobody" ? {} : await harbor.signIn(as),
  });
const answered = async (reports: unknown) => {
  const answer = await post(reports);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<BatchAnswer>();
};
const read = async (key: string) => {
  const url = `/api/programs/${idOf(key)}`;
  const answer = await harbor.app.inject({ url, headers: await harbor.signIn("provider") });
  return Object.fromEntries((answer.json<Program>().pools ?? []).map((pool) => [pool.label, pool]));
};
const everything = async () => ({
  reports: await harbor.database.read.select({ all: count() }).from(bedReports),
  pools: await harbor.database.read.select().from(bedPools).orderBy(bedPools.id),
});

describe("a batch", () => {
  test("states counts of several programs, with the time at which each was true", async () => {
    const earlier = "2026-03-01T01:00:00.000Z";
    const answer = await answered([
      row(one.key, "Girls", 2, { total: 6, kept_for_missing: 1 }),
      row(two.key, "Boys", 4, { observed_at: earlier }),
      row(one.key, "Boys", 0),
    ]);
    expect(answer).toMatchObject({ saved: 3, refused: 0, to_history: 0, known: 0 });
    expect(answer.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      ...[
        [1, "saved"],
        [2, "saved"],
        [3, "saved"],
      ],
    ]);
    expect((await read(one.key))["Girls"]).toMatchObject({
      ...{ open: 2, total: 6, kept_for_missing: 1, observed_at: at, freshness: "fresh" },
    });
    expect((await read(two.key))["Boys"]).toMatchObject({ open: 4, observed_at: earlier });
    const history = await harbor.app.inject({
      url: `/api/programs/${idOf(one.key)}/bed-reports`,
      headers: await harbor.signIn("provider"),
    });
    expect(history.json<BedReportList>().items[0]).toMatchObject({
      ...{ source: "api", reported_by: "Training provider" },
    });
  });

  test("sent again is known, and makes nothing look newer", async () => {
    const rows = [row(one.key, "Girls", 5), row(one.key, "Boys", 5)];
    await answered(rows);
    const before = await everything();
    harbor.clock.set(new Date(now.getTime() + 3_600_000));
    expect(await answered(rows)).toMatchObject({ saved: 0, known: 2 });
    expect(await everything()).toEqual(before);
  });

  test("with a count older than the newest puts it into history alone", async () => {
    await answered([row(one.key, "Girls", 3)]);
    const earlier = { observed_at: "2026-03-01T00:10:00.000Z" };
    const answer = await answered([row(one.key, "Girls", 7, earlier)]);
    expect(answer).toMatchObject({ saved: 0, to_history: 1 });
    expect((await read(one.key))["Girls"]?.open).toBe(3);
  });

  test("tells every instance and the audit of each program once", async () => {
    const entries = async () => {
      const rows = await harbor.database.owner<{ program: string; pools: number }[]>`
        select subject_id as program, (details->>'pools')::int as pools from audit_entries
        where action = 'beds_reported' order by id`;
      return rows;
    };
    const before = (await entries()).length;
    await answered([row(one.key, "Girls", 1), row(one.key, "Boys", 1), row(two.key, "Girls", 1)]);
    const added = (await entries()).slice(before);
    expect(added.toSorted((a, b) => b.pools - a.pools)).toEqual([
      { program: idOf(one.key), pools: 2 },
      { program: idOf(two.key), pools: 1 },
    ]);
    const asked = await harbor.app.inject({
      ...{ method: "POST", url: "/api/matches", headers: await harbor.signIn("worker") },
      payload: { need: { age: 15 }, limit: 100 },
    });
    expect(asked.statusCode).toBe(200);
  });
});

describe("all of a program or nothing", () => {
  const wrong: [string, object, string, string][] = [
    ["above the beds there are", { open: 9, total: 8 }, "above_total", "open"],
    [
      "open and kept above the total",
      { open: 7, total: 8, kept_for_missing: 2 },
      "above_total",
      "open",
    ],
    ["negative", { open: -1 }, "out_of_range", "open"],
    ["ten thousand", { open: 10_000 }, "out_of_range", "open"],
    ["a fraction", { open: 1.5 }, "not_whole", "open"],
    ["a fraction kept", { open: 1, kept_for_missing: 0.5 }, "not_whole", "kept_for_missing"],
    ["of a negative total", { open: 0, total: -3 }, "out_of_range", "total"],
    ["in the future", { open: 1, observed_at: "2026-03-01T03:02:00Z" }, "in_future", "observed_at"],
    ["two months old", { open: 1, observed_at: "2026-01-01T03:02:00Z" }, "too_old", "observed_at"],
    [
      "without an offset",
      { open: 1, observed_at: "2026-03-01T02:00:00" },
      "no_time",
      "observed_at",
    ],
    ["of no day", { open: 1, observed_at: "2026-02-31T25:00:00Z" }, "no_time", "observed_at"],
    ["of another program's pool", { open: 1, pool_id: "other" }, "unknown_pool", "pool"],
  ];
  test.each(wrong)(
    "a count %s leaves its program as it was, and the others are saved",
    async (_what, bad, code, field) => {
      const before = await read(one.key);
      const fresh = ((await read(two.key))["Girls"]?.open ?? 0) + 1;
      const given = "pool_id" in bad ? { ...bad, pool_id: poolOf(others.key, "Girls") } : bad;
      const answer = await answered([
        row(one.key, "Girls", 4),
        { ...row(one.key, "Boys", 1), ...given },
        row(two.key, "Girls", fresh),
      ]);
      expect(answer).toMatchObject({ saved: 1, refused: 2 });
      expect(answer.rows[0]).toMatchObject({
        outcome: "refused",
        problems: [{ code: "other_row" }],
      });
      expect(answer.rows[1]?.problems).toMatchObject([{ code, field }]);
      expect(await read(one.key)).toEqual(before);
      expect((await read(two.key))["Girls"]?.open).toBe(fresh);
    },
  );

  test("a pool that is named twice is refused where it stands again", async () => {
    const before = await everything();
    const answer = await answered([row(one.key, "Girls", 1), row(one.key, "Girls", 2)]);
    expect(answer.rows[1]?.problems).toMatchObject([{ code: "twice", field: "pool" }]);
    expect(await everything()).toEqual(before);
  });
});

test("programs of others, hidden ones and none at all are one answer", async () => {
  const before = await everything();
  const answer = await answered([
    row(others.key, "Girls", 1),
    row(hidden.key, "Girls", 1),
    row(one.key, "Girls", 1, { program_id: "0199c5f0-0000-7000-8000-00000000000f" }),
    row(one.key, "Girls", 1, { program_id: "Harbor House" }),
  ]);
  const refused = { program_id: null, pool_id: null, outcome: "refused" };
  for (const { row: _row, ...told } of answer.rows) {
    expect(told).toMatchObject({ ...refused, problems: [{ code: "unknown_program" }] });
    expect(told.problems).toEqual(answer.rows[0]?.problems);
  }
  expect(await everything()).toEqual(before);
});

test.each([
  ["nobody", 401],
  ["worker", 403],
  ["steward", 403],
  ["analyst", 403],
])("%s may send none", async (as, status) => {
  expect((await post([row(one.key, "Girls", 1)], as)).statusCode).toBe(status);
});

test("a refusal stands in the audit by the route as people write it", async () => {
  await post([row(one.key, "Girls", 1)], "worker");
  const entries = () => harbor.database.owner<{ route: string }[]>`
    select distinct subject_id as route from audit_entries
    where action = 'refused' and subject_id like '%batch'`;
  await expect.poll(entries).toEqual([{ route: "/api/bed-reports:batch" }]);
});

test.each([
  ["no row", []],
  ["more than ten thousand rows", Array.from({ length: 10_001 }, () => row(one.key, "Girls", 1))],
  ["words for a count", [row(one.key, "Girls", "three")]],
  ["a row without a time", [{ ...row(one.key, "Girls", 1), observed_at: undefined }]],
  ["a field that is not known", [row(one.key, "Girls", 1, { name: "Ana" })]],
])("%s is refused as a whole", async (_what, rows) => {
  const before = await everything();
  const answer = await post(rows);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: "invalid_input" });
  expect(await everything()).toEqual(before);
});
