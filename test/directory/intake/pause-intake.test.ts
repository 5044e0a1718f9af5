import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Program } from "../../../server/directory/contract.ts";
import type { MatchAnswer } from "../../../server/matching/contract.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const now = new Date("2026-03-01T03:00:00Z");
const until = "2026-03-01T15:00:00.000Z";
const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const around = { intakeAroundTheClock: true };
const site = { visibility: "public", zip: "94607", state: "CA" } as const;
const own = aListing({ pools, ...around, site });
const others = aListing({ pools, ...around, site });
const hidden = aConfidentialListing({ pools });
const harbor = await testApp({ now, listings: [own, others, hidden], staffed: [own.key] });
afterAll(() => harbor.close());

const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";
const send = async (
  verb: "pause" | "resume",
  payload?: object,
  { key = own.key, as = "provider" } = {},
) =>
  harbor.app.inject({
    ...{ method: "POST", url: `/api/programs/${idOf(key)}/${verb}` },
    headers: as === "nobody" ? {} : await harbor.signIn(as),
    ...(payload ? { payload } : {}),
  });
const read = async (as = "worker") => {
  const answer = await harbor.app.inject({
    ...{ url: `/api/programs/${idOf(own.key)}`, headers: await harbor.signIn(as) },
  });
  return answer.json<Program>();
};
const audited = async () => {
  const rows = await harbor.database.owner<{ action: string }[]>`
    select action from audit_entries where subject_id = ${idOf(own.key)}
    and action like 'intake_%' order by id`;
  return rows.map(({ action }) => action);
};
const fits = async () => {
  const answer = await harbor.app.inject({
    ...{ method: "POST", url: "/api/matches", headers: await harbor.signIn("worker") },
    payload: { need: { age: 15, from: { zip: "94607" } } },
  });
  return answer.json<MatchAnswer>().matches.map(({ program }) => program.id);
};

beforeEach(async () => {
  harbor.clock.set(now);
  await send("resume");
});

describe("a pause", () => {
  test("is in force at once, for the page, for matches and for requests, and ends by itself", async () => {
    const answer = await send("pause", { until, reason: "staffing" });
    expect(answer.statusCode).toBe(200);
    expect((await read()).intake).toMatchObject({
      ...{ paused_until: until, pause_reason: "staffing", open_now: false },
    });
    await expect.poll(fits).not.toContain(idOf(own.key));
    const asked = await harbor.app.inject({
      ...{ method: "POST", url: "/api/requests" },
      headers: { ...(await harbor.signIn("worker")), "idempotency-key": "a-pause-that-runs" },
      payload: {
        need: { age: 15, from: { zip: "94607" } },
        programs: [{ program_id: idOf(own.key) }],
      },
    });
    expect(asked.json()).toMatchObject({ code: "intake_paused" });

    harbor.clock.set(new Date(until));
    expect((await read()).intake).toMatchObject({ paused_until: null, open_now: true });
    expect(await fits()).toContain(idOf(own.key));
  });

  test("says nothing of the beds: no count looks newer for it", async () => {
    const before = (await read()).pools;
    await send("pause", { until, reason: "quarantine" });
    await send("resume");
    expect((await read()).pools).toEqual(before);
  });

  test("is replaced by another and ends with one call; each act is audited once", async () => {
    const before = (await audited()).length;
    await send("pause", { until, reason: "staffing" });
    await send("pause", { until, reason: "staffing" });
    await send("pause", { until, reason: "repairs" });
    expect((await read()).intake.pause_reason).toBe("repairs");
    const answer = await send("resume");
    expect(answer.json()).toMatchObject({ paused_until: null, pause_reason: null });
    await send("resume");
    expect((await audited()).slice(before)).toEqual([
      ...["intake_paused", "intake_paused", "intake_resumed"],
    ]);
    await expect.poll(fits).toContain(idOf(own.key));
  });
});

test.each([
  ["nobody", own.key, 401],
  ["worker", own.key, 403],
  ["steward", own.key, 403],
  ["provider", others.key, 403],
  ["provider", hidden.key, 404],
])("%s may not pause a program of others", async (as, key, status) => {
  expect((await send("pause", { until, reason: "full" }, { key, as })).statusCode).toBe(status);
  expect((await send("resume", undefined, { key, as })).statusCode).toBe(status);
});

test.each([
  ["now", { until: now.toISOString(), reason: "full" }, "body/until"],
  ["in the past", { until: "2026-03-01T02:59:59Z", reason: "full" }, "body/until"],
  ["after more than 92 days", { until: "2026-06-02T03:00:01Z", reason: "full" }, "body/until"],
  ["at no time", { until: "tomorrow", reason: "full" }, "body/until"],
  ["on a day that is not", { until: "2026-02-30T10:00:00Z", reason: "full" }, "body/until"],
  ["for a reason in words", { until, reason: "Ana ran away" }, "body/reason"],
  ["for no reason", { until }, "body"],
])("a pause that ends %s is refused, and nothing changes", async (_when, body, path) => {
  const answer = await send("pause", body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: "invalid_input" });
  expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toContain(path);
  expect((await read()).intake.paused_until).toBeNull();
});
