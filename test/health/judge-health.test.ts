import { expect, test } from "vitest";
import { judgeHealth } from "../../server/health/judge-health.ts";

const now = new Date("2026-03-01T02:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const judge = (database: boolean, search: boolean, hours: number) =>
  judgeHealth(
    { database, search, stopping: false, catalogue: { asOf: hoursAgo(hours), size: 3 } },
    now,
  ).status;

test("all within reach is ok", () => {
  expect(
    judgeHealth(
      { database: true, search: true, stopping: false, catalogue: { asOf: now, size: 3 } },
      now,
    ),
  ).toEqual({
    status: "ok",
    database: "ok",
    search: "ok",
    search_engine: { engine: "postgres", reason: null, lag_seconds: null, indexing: "ok" },
    replica: null,
    catalogue: { as_of: "2026-03-01T02:00:00.000Z", programs: 3 },
  });
});

test("without the database, searches from memory go on: degraded, not unavailable", () => {
  expect(judge(false, false, 0.1)).toBe("degraded");
});

test("without the database and with every count stale there is nothing left to serve", () => {
  expect(judge(false, false, 12)).toBe("degraded");
  expect(judge(false, false, 12.01)).toBe("unavailable");
});

test("a search engine that is away degrades, as the list of programs is gone", () => {
  expect(judge(true, false, 0)).toBe("degraded");
});

test("whoever stops says so, however well it could serve", () => {
  const observed = { database: true, search: true, catalogue: { asOf: now, size: 3 } };
  expect(judgeHealth({ ...observed, stopping: true }, now).status).toBe("stopping");
});

test("which engine searches, and why not the other, is said and degrades nothing", () => {
  const standing = {
    ...{ engine: "postgres" as const, reason: "slow" as const, lagSeconds: 2, held: true },
    indexing: "failing" as const,
  };
  const observed = { database: true, search: true, stopping: false, standing };
  expect(judgeHealth({ ...observed, catalogue: { asOf: now, size: 3 } }, now)).toMatchObject({
    status: "ok",
    search_engine: { engine: "postgres", reason: "slow", lag_seconds: 2, indexing: "failing" },
  });
});

test("a replica that is left out is named with its reason and degrades nothing", () => {
  const observed = { database: true, search: true, stopping: false };
  const replica = { reason: "lagging" as const, lagSeconds: 12 };
  expect(
    judgeHealth({ ...observed, replica, catalogue: { asOf: now, size: 3 } }, now),
  ).toMatchObject({ status: "ok", replica: { reason: "lagging", lag_seconds: 12 } });
});
