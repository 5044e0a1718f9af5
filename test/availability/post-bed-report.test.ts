import { asc, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { v7 } from "uuid";
import { followChanges, type Change } from "../../db/change-feed.ts";
import { bedPools, bedReports } from "../../db/schema/index.ts";
import type { BedReportInput } from "../../server/availability/contract.ts";
import { postBedReport, type ReportContext } from "../../server/availability/post-bed-report.ts";
import { freshDatabase } from "../support/database.ts";
import { aCountedProgram, type CountedProgram } from "./counted-program.ts";

const database = await freshDatabase(30);
afterAll(() => database.close());

const other = await aCountedProgram(database);
const [foreign = ""] = other.poolIds;

const now = new Date("2026-03-01T03:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const report = (
  program: CountedProgram,
  input: Partial<BedReportInput>,
  context: Partial<ReportContext> = {},
) =>
  postBedReport(
    database,
    program.reportable,
    { pools: [], ...input },
    { source: "web", now, ...context },
  );

const poolsOf = (program: CountedProgram) =>
  database.read
    .select()
    .from(bedPools)
    .where(eq(bedPools.programId, program.id))
    .orderBy(asc(bedPools.id));

const historyOf = (program: CountedProgram) =>
  database.read.select().from(bedReports).where(inArray(bedReports.poolId, program.poolIds));

const onlyPool = async (program: CountedProgram) => {
  const [pool] = await poolsOf(program);
  if (!pool) throw new Error("The pool is missing.");
  return pool;
};

describe("a count", () => {
  test("becomes the pool's figures and a line of its history", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const answer = await report(program, {
      pools: [{ pool_id, open: 3, total: 8, kept_for_missing: 1 }],
      observed_at: minutesAgo(20).toISOString(),
    });
    expect(answer).toMatchObject({
      ...{ program_id: program.id, superseded: [], received_at: now.toISOString() },
      pools: [{ id: pool_id, open: 3, total: 8, kept_for_missing: 1, freshness: "fresh" }],
    });
    expect(await onlyPool(program)).toMatchObject({
      ...{ open: 3, total: 8, keptForMissing: 1, version: 1, source: "web" },
      ...{ observedAt: minutesAgo(20), receivedAt: now },
    });
    expect(await historyOf(program)).toMatchObject([
      { open: 3, total: 8, keptForMissing: 1, reportedBy: program.staff.userId },
    ]);
  });

  test("leaves what it does not say as it was", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    await report(program, { pools: [{ pool_id, open: 3, total: 8, kept_for_missing: 1 }] });
    await report(program, { pools: [{ pool_id, open: 2 }] });
    expect(await onlyPool(program)).toMatchObject({ open: 2, total: 8, keptForMissing: 1 });
  });

  test("of some pools leaves the others as old as they were", async () => {
    const program = await aCountedProgram(database, { pools: [{}, {}] });
    const [first = "", second = ""] = program.poolIds;
    const both = [first, second].map((pool_id) => ({ pool_id, open: 1 }));
    await report(program, { pools: both }, { now: minutesAgo(90) });
    const answer = await report(program, { pools: [{ pool_id: second, open: 0 }] });
    expect(answer.pools.map((pool) => [pool.open, pool.observed_at])).toEqual([
      [1, minutesAgo(90).toISOString()],
      [0, now.toISOString()],
    ]);
  });

  test("that is older than the newest goes to history only, and is said to", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    await report(program, { pools: [{ pool_id, open: 3, total: 4 }] }, { now: minutesAgo(10) });
    const before = await onlyPool(program);
    const answer = await report(program, {
      pools: [{ pool_id, open: 9 }],
      observed_at: minutesAgo(60).toISOString(),
    });
    expect(answer.superseded).toEqual([pool_id]);
    expect(answer.pools).toMatchObject([{ open: 3, version: before.version }]);
    expect(await onlyPool(program)).toEqual(before);
    expect(await historyOf(program)).toMatchObject([{ open: 3 }, { open: 9, total: null }]);
  });

  test("from a phone that runs a little fast is true now", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const observed_at = minutesAgo(-0.9).toISOString();
    await report(program, { pools: [{ pool_id, open: 3 }], observed_at });
    expect(await onlyPool(program)).toMatchObject({ observedAt: now });
  });

  test("is announced when it is committed", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const changes: Change[] = [];
    const heard = Promise.withResolvers<undefined>();
    const feed = await followChanges(database, {
      onConnected: () => undefined,
      onChange: (change) => {
        changes.push(change);
        heard.resolve(undefined);
      },
    });
    await report(program, { pools: [{ pool_id, open: 3 }] });
    await heard.promise;
    await feed.stop();
    expect(changes).toEqual([{ topic: "program", id: program.id }]);
  });
});

describe("unchanged", () => {
  test("says every count again, with the same figures, true now", async () => {
    const program = await aCountedProgram(database, { pools: [{}, {}] });
    const [first = "", second = ""] = program.poolIds;
    const pools = [
      { pool_id: first, open: 1, total: 6, kept_for_missing: 2 },
      { pool_id: second, open: 0 },
    ];
    await report(program, { pools }, { now: minutesAgo(300) });
    const answer = await report(program, { unchanged: true });
    expect(answer.pools).toMatchObject([
      { open: 1, total: 6, kept_for_missing: 2, observed_at: now.toISOString(), version: 2 },
      { open: 0, total: null, kept_for_missing: 0, observed_at: now.toISOString(), version: 2 },
    ]);
    expect(await historyOf(program)).toHaveLength(4);
  });

  test("is refused where a pool was never counted, which is named", async () => {
    const program = await aCountedProgram(database, { pools: [{}, { label: "Girls" }] });
    const [first = "", second = ""] = program.poolIds;
    await report(program, { pools: [{ pool_id: first, open: 1 }] });
    await expect(report(program, { unchanged: true })).rejects.toMatchObject({
      code: "conflict",
      details: { errors: [{ path: `pools/${second}`, message: "Girls: was never counted" }] },
    });
    expect(await historyOf(program)).toHaveLength(1);
  });

  test("is refused for a time before the count that now stands", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    await report(program, { pools: [{ pool_id, open: 1 }] });
    const observed_at = minutesAgo(5).toISOString();
    await expect(report(program, { unchanged: true, observed_at })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await historyOf(program)).toHaveLength(1);
  });
});

describe("the version", () => {
  test("that was read lets the count through, another is refused with the one that stands", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const pools = [{ pool_id, open: 1 }];
    await report(program, { pools }, { ifMatch: '"0"' });
    await expect(report(program, { pools }, { ifMatch: "0" })).rejects.toMatchObject({
      ...{ code: "version_changed", details: { state: "1" } },
    });
    expect(await historyOf(program)).toHaveLength(1);
  });

  test("of several pools is the sum of theirs", async () => {
    const program = await aCountedProgram(database, { pools: [{}, {}] });
    const pools = program.poolIds.map((pool_id) => ({ pool_id, open: 1 }));
    await report(program, { pools });
    await report(program, { pools: pools.slice(1) });
    await expect(report(program, { unchanged: true }, { ifMatch: "2" })).rejects.toMatchObject({
      code: "version_changed",
    });
    const answer = await report(program, { unchanged: true }, { ifMatch: "3" });
    expect(answer.pools.map((pool) => pool.version)).toEqual([2, 3]);
  });
});

describe("reports in any order", () => {
  const anyReport = fc.record({
    pool: fc.nat(1),
    open: fc.nat(8),
    total: fc.option(fc.constantFrom(8, 9), { nil: undefined }),
    observed: fc.integer({ min: 0, max: 6 }),
  });

  test("leave the figures of the one observed last, and all of them in history", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyReport, { maxLength: 8 }), async (sent) => {
        const program = await aCountedProgram(database, { pools: [{}, {}] });
        const model = program.poolIds.map(() => ({
          open: null as number | null,
          total: null as number | null,
          observedAt: null as Date | null,
          version: 0,
        }));
        for (const { pool, open, total, observed } of sent) {
          const observedAt = minutesAgo(observed);
          await report(program, {
            pools: [
              {
                ...{ pool_id: program.poolIds[pool] ?? "", open },
                ...(total === undefined ? {} : { total }),
              },
            ],
            observed_at: observedAt.toISOString(),
          });
          const stands = model[pool];
          if (!stands || (stands.observedAt && stands.observedAt > observedAt)) continue;
          model[pool] = {
            ...{ open, total: total ?? stands.total },
            ...{ observedAt, version: stands.version + 1 },
          };
        }
        const pools = await poolsOf(program);
        expect(pools).toMatchObject(model);
        expect(await historyOf(program)).toHaveLength(sent.length);
        for (const pool of pools) {
          expect(pool.open ?? 0).toBeGreaterThanOrEqual(0);
          expect(pool.open ?? 0).toBeLessThanOrEqual(pool.total ?? Infinity);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("at once", () => {
  test("fifty reports on one pool all count, one after another", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, open) => report(program, { pools: [{ pool_id, open }] })),
    );
    const pool = await onlyPool(program);
    expect(pool.version).toBe(50);
    const last = answers.find((answer) => answer.pools[0]?.version === 50);
    expect(last?.pools[0]?.open).toBe(pool.open);
    expect(new Set(answers.map((answer) => answer.pools[0]?.version)).size).toBe(50);
    expect(await historyOf(program)).toHaveLength(50);
  });

  test("fifty reports of different moments leave the newest", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, open) =>
        report(program, {
          pools: [{ pool_id, open }],
          observed_at: minutesAgo((open * 7) % 50).toISOString(),
        }),
      ),
    );
    const superseded = answers.filter((answer) => answer.superseded.length > 0);
    const pool = await onlyPool(program);
    expect(pool).toMatchObject({ open: 0, observedAt: now, version: 50 - superseded.length });
    expect(await historyOf(program)).toHaveLength(50);
  });

  test("reports that name the pools in different order do not lock each other out", async () => {
    const program = await aCountedProgram(database, { pools: [{}, {}, {}] });
    const there = program.poolIds.map((pool_id) => ({ pool_id, open: 1 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        report(program, { pools: turn % 2 ? there : there.toReversed() }),
      ),
    );
    expect((await poolsOf(program)).map((pool) => pool.version)).toEqual([20, 20, 20]);
  });
});

describe("the same Idempotency-Key", () => {
  const key = () => ({ idempotencyKey: v7() });

  test("twenty times at once has one effect and one answer", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const once = key();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => report(program, { pools: [{ pool_id, open: 2 }] }, once)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await historyOf(program)).toHaveLength(1);
    expect(await onlyPool(program)).toMatchObject({ version: 1 });
  });

  test("gets the first answer even when the count has changed since", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const once = { ...key(), ifMatch: "0" };
    const first = await report(program, { pools: [{ pool_id, open: 2 }] }, once);
    await report(program, { pools: [{ pool_id, open: 5 }] });
    const again = await report(
      program,
      { pools: [{ pool_id, open: 2 }] },
      { ...once, now: minutesAgo(-3) },
    );
    expect(again).toEqual(first);
    expect(await onlyPool(program)).toMatchObject({ open: 5, version: 2 });
  });

  test("with another body is refused and changes nothing", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const once = key();
    await report(program, { pools: [{ pool_id, open: 2 }] }, once);
    await expect(report(program, { pools: [{ pool_id, open: 3 }] }, once)).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
    expect(await historyOf(program)).toHaveLength(1);
  });

  test("for two programs at once counts for one of them", async () => {
    const once = key();
    const one = await aCountedProgram(database);
    const two = await aCountedProgram(database);
    const other = { ...two, reportable: { ...two.reportable, viewer: one.staff } };
    const settled = await Promise.allSettled(
      [one, other].map((program) =>
        report(program, { pools: [{ pool_id: program.poolIds[0] ?? "", open: 2 }] }, once),
      ),
    );
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(settled.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "idempotency_key_reused",
    });
    expect([...(await historyOf(one)), ...(await historyOf(two))]).toHaveLength(1);
  });

  test("is free again after a refusal", async () => {
    const program = await aCountedProgram(database);
    const [pool_id = ""] = program.poolIds;
    const once = key();
    const total = { pools: [{ pool_id, open: 9, total: 8 }] };
    await expect(report(program, total, once)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(
      report(program, { pools: [{ pool_id, open: 8, total: 8 }] }, once),
    ).resolves.toBeDefined();
  });
});

describe("what cannot be is refused with its place, and nothing is written", () => {
  const cases: [string, (own: string) => Partial<BedReportInput>, string, string][] = [
    ["no pool", () => ({ pools: [] }), "invalid_input", "body/pools"],
    ["no pool, not unchanged", () => ({ unchanged: false }), "invalid_input", "body/pools"],
    [
      "unchanged beside counts",
      (own) => ({ unchanged: true, pools: [{ pool_id: own, open: 1 }] }),
      "invalid_input",
      "body/unchanged",
    ],
    [
      "another program's pool",
      (own) => ({ pools: [own, foreign].map((pool_id) => ({ pool_id, open: 1 })) }),
      "invalid_input",
      "body/pools/1/pool_id",
    ],
    [
      "a pool that is nowhere",
      () => ({ pools: [{ pool_id: v7(), open: 1 }] }),
      "invalid_input",
      "body/pools/0/pool_id",
    ],
    [
      "a pool twice",
      (own) => ({ pools: [own, own].map((pool_id) => ({ pool_id, open: 1 })) }),
      "invalid_input",
      "body/pools/1/pool_id",
    ],
    [
      "more open than there are",
      (own) => ({ pools: [{ pool_id: own, open: 5, total: 4 }] }),
      "invalid_input",
      "body/pools/0/open",
    ],
    [
      "more open and kept than there are",
      (own) => ({ pools: [{ pool_id: own, open: 3, total: 4, kept_for_missing: 2 }] }),
      "invalid_input",
      "body/pools/0/open",
    ],
    [
      "more open than the total that stands",
      (own) => ({ pools: [{ pool_id: own, open: 7 }] }),
      "invalid_input",
      "body/pools/0/open",
    ],
    [
      "a time to come",
      (own) => ({
        pools: [{ pool_id: own, open: 1 }],
        observed_at: minutesAgo(-1.01).toISOString(),
      }),
      "observed_in_future",
      "body/observed_at",
    ],
    [
      "a time long past",
      (own) => ({ pools: [{ pool_id: own, open: 1 }], observed_at: "1970-01-01T00:00:00Z" }),
      "invalid_input",
      "body/observed_at",
    ],
    [
      "a leap second, which no date can hold",
      (own) => ({ pools: [{ pool_id: own, open: 1 }], observed_at: "2016-12-31T23:59:60Z" }),
      "invalid_input",
      "body/observed_at",
    ],
  ];

  test.each(cases)("%s", async (_name, input, code, path) => {
    const program = await aCountedProgram(database);
    const [own = ""] = program.poolIds;
    await report(program, { pools: [{ pool_id: own, open: 2, total: 6 }] }, { now: minutesAgo(9) });
    const before = await poolsOf(program);
    await expect(report(program, input(own))).rejects.toMatchObject({
      ...{ code, details: { errors: [{ path }] } },
    });
    expect(await poolsOf(program)).toEqual(before);
    expect(await historyOf(program)).toHaveLength(1);
    expect(await historyOf(other)).toHaveLength(0);
  });
});
