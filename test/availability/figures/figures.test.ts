import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bedReports, programShowings } from "../../../db/schema/index.ts";
import type { ProgramFigures } from "../../../server/availability/figures/contract.ts";
import { countsIn } from "../../../server/availability/figures/figures.repo.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { aCountedProgram, aPerson } from "../counted-program.ts";

const now = new Date("2026-03-20T18:00:00Z");
const site = { visibility: "public", zip: "94607", state: "CA" } as const;
const own = aListing({ pools: [{ label: "Girls" }], site });
const others = aListing({ pools: [{ label: "Girls" }], site });
const hidden = aConfidentialListing({ pools: [{ label: "Girls" }] });
const harbor = await testApp({ now, listings: [own, others, hidden], staffed: [own.key] });
afterAll(() => harbor.close());
// While the machine is busy with loading the tests themselves, the app asks for patience.
beforeAll(async () => {
  const ready = async () => {
    expect((await harbor.app.inject({ url: "/api/me" })).statusCode).toBe(200);
  };
  await vi.waitFor(ready, { timeout: 50_000, interval: 500 });
});

const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";
const poolId = () => harbor.ids.get(own.key)?.poolIds["Girls"] ?? "";
const ask = async (query = "", { key = own.key, as = "provider" } = {}) =>
  harbor.app.inject({
    url: `/api/programs/${idOf(key)}/figures${query}`,
    headers: as === "nobody" ? {} : await harbor.signIn(as),
  });
const read = async (query = "") => (await ask(query)).json<ProgramFigures>();

const aReport = (at: string, open: number) => ({
  ...{ poolId: poolId(), open, total: 6, source: "web" as const },
  ...{ observedAt: new Date(at), receivedAt: new Date(at) },
});

describe("the figures of a month", () => {
  test("are those of the month where the program is, until now", async () => {
    await harbor.database.transaction(async (tx) => {
      await tx
        .insert(bedReports)
        .values([
          aReport("2026-02-28T20:00:00Z", 1),
          aReport("2026-03-01T07:30:00Z", 2),
          aReport("2026-03-10T12:10:00Z", 4),
        ]);
    });
    const march = await read();
    expect(march).toMatchObject({
      ...{ month: "2026-03", time_zone: "America/Los_Angeles" },
      // Daylight saving begins in between.
      ...{ from: "2026-03-01T08:00:00.000Z", to: "2026-04-01T07:00:00.000Z" },
    });
    expect(march.hours[0]).toMatchObject({ at: "2026-03-01T08:00:00.000Z", open: 2, total: 6 });
    expect(march.hours.at(-1)).toMatchObject({ at: "2026-03-20T17:00:00.000Z", open: 4 });
    expect(march.hours.filter(({ reports }) => reports > 0).map(({ at }) => at)).toEqual([
      "2026-03-10T12:00:00.000Z",
    ]);
    expect(march.confirmed_by).toEqual([{ name: null, source: "web", reports: 1 }]);
    expect((await read("?month=2026-02")).hours).toHaveLength(28 * 24);
    expect((await read("?month=2026-04")).hours).toEqual([]);
  });

  test("count the searches in which the program was shown", async () => {
    await harbor.database.transaction(async (tx) => {
      await tx.insert(programShowings).values([
        { programId: idOf(own.key), day: "2026-02-28", shown: 5 },
        { programId: idOf(own.key), day: "2026-03-02", shown: 7 },
        { programId: idOf(others.key), day: "2026-03-02", shown: 9 },
      ]);
    });
    expect((await read()).searches).toEqual([{ day: "2026-03-02", shown: 7 }]);
  });

  test("tell requests by outcome and reason, and calls at night, without who asked", async () => {
    const worker = await aPerson(harbor.database, "worker");
    const hold = async (at: string, fields: string, values: string) => {
      const [request, id] = [v7(), v7()];
      await harbor.database.owner.unsafe(
        `insert into requests (id, reference, worker_id, age, asked_at, closed_at)
         values ('${request}', 'OTTER-${id.slice(-3).replaceAll(/\D/g, "7")}', '${worker.userId}', 15, '${at}', '${at}')`,
      );
      await harbor.database.owner.unsafe(
        `insert into holds (id, request_id, program_id, enquiry, asked_at, expires_at, ${fields})
         values ('${id}', '${request}', '${idOf(own.key)}', 'asked', '${at}', '${at}'::timestamptz + interval '30 minutes', ${values})`,
      );
    };
    await hold(
      "2026-03-03T05:00:00Z",
      "state, decline_reason, ended_at",
      "'declined', 'staffing', '2026-03-03T05:04:00Z'",
    );
    await hold("2026-03-04T05:00:00Z", "state, accepted_at", "'accepted', '2026-03-04T05:10:00Z'");
    await hold("2026-03-05T05:00:00Z", "state", "'waiting'");
    const call = (at: string) =>
      harbor.database.owner.unsafe(
        `insert into call_attempts (id, worker_id, program_id, outcome, age, called_at)
         values ('${v7()}', '${worker.userId}', '${idOf(own.key)}', 'no_answer', 15, '${at}')`,
      );
    // Eleven at night and six in the morning in California.
    await call("2026-03-06T07:00:00Z");
    await call("2026-03-06T14:00:00Z");
    await call("2026-02-06T08:00:00Z");
    const answer = await ask();
    expect(answer.json<ProgramFigures>()).toMatchObject({
      requests: {
        total: 3,
        outcomes: [
          { outcome: "expired", count: 2 },
          { outcome: "declined", count: 1 },
        ],
        reasons: [{ reason: "staffing", count: 1 }],
        answer_minutes: 7,
      },
      nights: [
        { month: "2026-02", calls: 1 },
        { month: "2026-03", calls: 1 },
      ],
    });
    expect(answer.body).not.toContain(worker.name);
    expect(answer.body).not.toContain(worker.userId);
  });
});

test.each([
  ["nobody", own.key, 401],
  ["worker", own.key, 403],
  ["steward", own.key, 403],
  ["analyst", own.key, 403],
  ["provider", others.key, 403],
  ["provider", hidden.key, 404],
])("%s does not see those of others", async (as, key, status) => {
  expect((await ask("", { as, key })).statusCode).toBe(status);
});

test.each(["2026-13", "2026-3", "march", "2026-03-01", "1999-01"])(
  "%s is no month",
  async (month) => {
    expect((await ask(`?month=${month}`)).statusCode).toBe(400);
  },
);

test("a year of one program's counts is read by index alone, however many others there are", async () => {
  const program = await aCountedProgram(harbor.database, { pools: [{}, {}, {}] });
  const crowd = await aCountedProgram(harbor.database, {
    pools: Array.from({ length: 40 }, () => ({})),
  });
  const fill = (pools: string[], each: number) => harbor.database.owner`
    insert into bed_reports (id, pool_id, open, total, observed_at, received_at, source)
    select gen_random_uuid(), pool, n % 5, 8, at, at, 'web'
    from unnest(${pools}::uuid[]) pool, generate_series(1, ${each}::int) n,
      lateral (select '2026-03-01T00:00:00Z'::timestamptz - n * interval '6 hours' as at) moment`;
  await fill(program.poolIds, 1460);
  await fill(crowd.poolIds, 1460);
  await harbor.database.owner`analyze bed_reports`;
  await harbor.database.owner`analyze bed_pools`;
  const year = { from: new Date("2025-03-02T00:00:00Z"), to: now };
  const rows = (await harbor.database.read.execute(
    sql`explain (analyze, format json) ${countsIn(program.id, year)}`,
  )) as unknown as { "QUERY PLAN": unknown }[];
  const plan = JSON.stringify(rows[0]?.["QUERY PLAN"]);
  const scans = [...plan.matchAll(/"Node Type":"([^"]+)"[^{}]*?"Relation Name":"bed_reports"/g)];
  expect(scans.length).toBeGreaterThan(0);
  expect(plan).toContain("bed_reports_pool_observed");
  expect(scans.map(([, node]) => node)).not.toContain("Seq Scan");
  const read = (await harbor.database.read.execute(
    countsIn(program.id, year),
  )) as unknown as unknown[];
  expect(read.length).toBeGreaterThan(4000);
});
