import { v7 } from "uuid";
import { afterAll, beforeEach, expect, test } from "vitest";
import { callAttempts, holdHistory, holds, requests } from "../../db/schema/index.ts";
import { expireHolds } from "../../server/placements/expire-holds.ts";
import { forgetRequests } from "../../server/placements/forget-requests.ts";
import { forgetRequestsJob } from "../../server/placements/jobs.ts";
import { aListing } from "../support/listings.ts";
import { minutes, noon, openPlacements } from "./asking.ts";

const listing = aListing({
  pools: [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }],
});
const begun = new Date("2024-02-29T12:00:00Z");
const harbor = await openPlacements({
  listings: [listing],
  now: begun,
  config: { requestKeptMonths: 12 },
});
afterAll(() => harbor.close());
const { database, placed, send, idOf } = harbor;

/** A request of that day that nobody answered, with a call of its own and one beside it. */
beforeEach(async () => {
  harbor.clock.set(begun);
  await database.owner`truncate requests, call_attempts, idempotency_keys cascade`;
  const { id } = await placed([listing.key]);
  for (const about of [{ request_id: id }, { need: { age: 12 } }]) {
    const url = `/api/programs/${idOf(listing.key)}/calls`;
    const body = { outcome: "full", ...about };
    const answer = await send("POST", url, "worker", body, { "idempotency-key": v7() });
    expect(answer.statusCode).toBe(200);
  }
  await expireHolds(database, () => minutes(31, begun));
});

const left = async () => ({
  requests: await database.read.$count(requests),
  holds: await database.read.$count(holds),
  history: await database.read.$count(holdHistory),
  calls: await database.read.$count(callAttempts),
});

test("a request is whole until its months are over, and gone with everything after that", async () => {
  const whole = { requests: 1, holds: 1, history: 2, calls: 2 };
  expect(await left()).toEqual(whole);
  const end = new Date("2026-02-28T12:31:00Z");
  expect(await forgetRequests(database, 24, end)).toEqual({ requests: 0, calls: 0 });
  expect(await left()).toEqual(whole);
  const after = new Date("2026-03-01T12:31:00Z");
  expect(await forgetRequests(database, 24, after)).toEqual({ requests: 1, calls: 1 });
  expect(await left()).toEqual({ requests: 0, holds: 0, history: 0, calls: 0 });
  const list = await send("GET", "/api/requests", "worker");
  expect(list.json()).toMatchObject({ total: 0 });
});

test("one that is still open is kept however old it is", async () => {
  await database.owner`update requests set closed_at = null`;
  expect(await forgetRequests(database, 2, noon)).toMatchObject({ requests: 0 });
  expect((await left()).requests).toBe(1);
});

test("kept answers to repeats, which tell the same, go after two days", async () => {
  const kept = () => database.owner`select 1 from idempotency_keys`;
  expect(await kept()).toHaveLength(3);
  await forgetRequests(database, 24, minutes(60 * 47, begun));
  expect(await kept()).toHaveLength(3);
  await forgetRequests(database, 24, minutes(60 * 49, begun));
  expect(await kept()).toHaveLength(0);
});

test("the database lets no history go that is younger than thirty days, and none be changed", async () => {
  const try_ = (what: () => Promise<unknown>) => expect(what()).rejects.toThrow(/append-only/);
  await try_(() => database.owner`update hold_history set at = now()`.execute());
  await database.owner`update requests set closed_at = now() - interval '29 days'`;
  await expect(database.driver`update hold_history set at = now()`.execute()).rejects.toThrow(
    /permission denied/,
  );
  await try_(() => database.driver`delete from hold_history`.execute());
  const tomorrow = new Date(Date.now() + 24 * 3_600_000 * 60);
  await expect(forgetRequests(database, 1, tomorrow)).rejects.toThrow();
  expect((await left()).history).toBe(2);
});

test("is done by a job, with the operator's months", async () => {
  harbor.clock.set(new Date("2025-02-27T12:00:00Z"));
  await harbor.jobs.put(forgetRequestsJob, {});
  await harbor.runJobs();
  expect((await left()).requests).toBe(1);
  harbor.clock.set(new Date("2025-03-01T12:00:00Z"));
  await harbor.jobs.put(forgetRequestsJob, {});
  await harbor.runJobs();
  expect((await left()).requests).toBe(0);
});
