import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { programShowings, programStaff, reminders, users } from "../../../db/schema/index.ts";
import type { Duty } from "../../../server/channels/duty/contract.ts";
import { forgetLinksJob, remindJob } from "../../../server/channels/jobs.ts";
import { remind } from "../../../server/channels/reminders/remind.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const hour = 3_600_000;
/** A Sunday, noon in Oakland. */
const now = new Date("2026-03-01T20:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * hour);
const shelter = aListing({
  pools: [{ label: "All", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }],
});
const others = aListing({ pools: [{ label: "All" }] });
const harbor = await testApp({ now, listings: [shelter, others], staffed: [shelter.key] });
const { database } = harbor;
afterAll(() => harbor.close());

const programId = harbor.ids.get(shelter.key)?.programId ?? "";
const poolId = harbor.ids.get(shelter.key)?.poolIds["All"] ?? "";
const provider = await harbor.signIn("provider");
const [lead] = await database.read
  .select()
  .from(users)
  .where(eq(users.email, "provider@training.test"));
const night = { id: v7(), name: "Night", email: "night@training.test", role: "provider" } as const;
await database.transaction(async (tx) => {
  await tx.insert(users).values({ ...night, training: true });
  await tx.insert(programStaff).values({ userId: night.id, programId });
  await tx.insert(programShowings).values({ programId, day: "2026-03-01", shown: 3 });
});

const send = (method: "GET" | "POST" | "PUT", url: string, payload?: object) =>
  harbor.app.inject({ method, url, headers: provider, ...(payload && { payload }) });
const put = (part: string, payload: object) =>
  send("PUT", `/api/programs/${programId}/${part}`, payload);
const choices = { enabled: true, from_minute: 0, to_minute: 0, escalate: true };

/** Looks and sends at this time; answers to whom mail went. */
const remindAt = async (moment: Date): Promise<string[]> => {
  harbor.clock.set(moment);
  const before = harbor.mailed.length;
  await harbor.jobs.put(remindJob, {});
  await harbor.runJobs();
  // Mail goes out behind the job.
  await new Promise((resolve) => setImmediate(resolve));
  return harbor.mailed.slice(before).map(({ to }) => to);
};
const confirm = async (moment: Date) => {
  harbor.clock.set(moment);
  const answer = await send("POST", `/api/programs/${programId}/bed-reports`, {
    pools: [{ pool_id: poolId, open: 2 }],
  });
  expect(answer.statusCode).toBe(200);
};
beforeEach(async () => {
  await database.transaction(async (tx) => {
    await tx.delete(reminders);
  });
  harbor.clock.set(now);
  await put("duty", { shifts: [], exceptions: [] });
  await put("reminders", choices);
});

/** Far enough apart that no test's counts are another's. */
let week = 0;
const counted = async (): Promise<number> => {
  week += 1;
  const hours = week * 30;
  await confirm(at(hours));
  return hours;
};

describe("reminders", () => {
  it("go out once when a count turns aging, with a link that confirms it", async () => {
    const from = await counted();
    expect(await remindAt(at(from + 3.9))).toEqual([]);
    expect(await remindAt(at(from + 4.1))).toEqual([lead?.email]);
    expect(await remindAt(at(from + 5))).toEqual([]);
    const token = /#([\w-]{35})\n/.exec(harbor.mailed.at(-1)?.text ?? "")?.[1];
    const opened = await send("POST", "/api/confirm-links/open", { token });
    expect(opened.json()).toMatchObject({ program: { id: programId } });
  });

  it("go to who is on duty, and to the lead when the count went stale all the same", async () => {
    const allWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ user_id: night.id, weekday, starts_minute: 0, ends_minute: 1440 },
    }));
    const duty = await put("duty", { shifts: allWeek, exceptions: [] });
    expect(duty.json<Duty>().on_duty_now).toEqual([night.id]);
    const from = await counted();
    expect(await remindAt(at(from + 4.1))).toEqual([night.email]);
    expect(await remindAt(at(from + 11.9))).toEqual([]);
    expect(await remindAt(at(from + 12.1))).toEqual([lead?.email]);
    expect(await remindAt(at(from + 24))).toEqual([]);
  });

  it("stop when the count is confirmed, also between planning and sending", async () => {
    const from = await counted();
    harbor.clock.set(at(from + 4.1));
    const tasks: object[] = [];
    await remind(database, at(from + 4.1), async (_tx, task) => tasks.push(task));
    expect(tasks).toHaveLength(1);
    const sent = harbor.mailed.length;
    await confirm(at(from + 4.2));
    expect(await remindAt(at(from + 5))).toEqual([]);
    expect(harbor.mailed).toHaveLength(sent);
    expect(await remindAt(at(from + 8.3))).toEqual([lead?.email]);
  });

  it("are claimed by one of many instances that look at once", async () => {
    const from = await counted();
    const moment = at(from + 4.5);
    const looks = Array.from({ length: 8 }, () => remind(database, moment, async () => undefined));
    const messages = await Promise.all(looks);
    expect(messages.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it("reach nobody who stopped them, until they are brought back", async () => {
    const from = await counted();
    const token = /#(stop\.\S+)/.exec(harbor.mailed.at(-1)?.text ?? "")?.[1];
    const stop = (stopped: boolean) => send("POST", "/api/reminders/stop", { token, stopped });
    expect((await stop(true)).statusCode).toBe(200);
    expect(await remindAt(at(from + 4.1))).toEqual([night.email]);
    const told = await send("GET", `/api/programs/${programId}/reminders`);
    expect(told.json()).toMatchObject({ stopped: [lead?.name] });
    expect((await stop(false)).statusCode).toBe(200);
    expect(await remindAt(at(from + 12.1))).toEqual([lead?.email]);
  });

  it("are sent by no lead's hand to who stopped them, either", async () => {
    const toNight = () =>
      send("POST", `/api/programs/${programId}/confirm-links`, {
        ...{ channel: "mail", user_id: night.id },
      });
    expect((await toNight()).statusCode).toBe(200);
    await expect.poll(() => harbor.mailed.at(-1)?.to).toBe(night.email);
    const token = /#(stop\.\S+)/.exec(harbor.mailed.at(-1)?.text ?? "")?.[1];
    await send("POST", "/api/reminders/stop", { token, stopped: true });
    expect((await toNight()).statusCode).toBe(503);
    await send("POST", "/api/reminders/stop", { token, stopped: false });
    expect((await toNight()).statusCode).toBe(200);
  });

  it.each(["", "stop", "stop.x.y", `stop.${lead?.id}.AAAAAAAAAAAAAAAAAAAAAA`, `stop.${v7()}.x`])(
    "are stopped by nobody's made-up link: %s",
    async (token) => {
      const answer = await send("POST", "/api/reminders/stop", { token, stopped: true });
      expect(answer.statusCode).toBe(404);
    },
  );

  it("come half as often to a program that no search showed for a week", async () => {
    week += 10;
    const from = await counted();
    expect(await remindAt(at(from + 4.1))).toEqual([]);
    expect(await remindAt(at(from + 8.1))).toEqual([lead?.email]);
  });

  it("keep to the hours that the lead chose", async () => {
    const from = await counted();
    await put("reminders", { ...choices, enabled: false });
    expect(await remindAt(at(from + 9))).toEqual([]);
  });
});

describe("rota and choices", () => {
  it("are for leads of the program alone", async () => {
    const theirs = harbor.ids.get(others.key)?.programId ?? "";
    for (const part of ["duty", "reminders"]) {
      expect((await send("GET", `/api/programs/${theirs}/${part}`)).statusCode).toBe(404);
    }
    await database.transaction(async (tx) => {
      await tx
        .update(programStaff)
        .set({ lead: false })
        .where(eq(programStaff.userId, lead?.id ?? ""));
    });
    expect((await put("duty", { shifts: [], exceptions: [] })).statusCode).toBe(404);
    await database.transaction(async (tx) => {
      await tx
        .update(programStaff)
        .set({ lead: true })
        .where(eq(programStaff.userId, lead?.id ?? ""));
    });
  });

  it.each([
    { user_id: v7(), weekday: 1, starts_minute: 0, ends_minute: 60 },
    { user_id: night.id, weekday: 1, starts_minute: 60, ends_minute: 60 },
    { user_id: night.id, weekday: 1, starts_minute: 600, ends_minute: 2100 },
    { user_id: night.id, weekday: 8, starts_minute: 0, ends_minute: 60 },
    { user_id: night.id, weekday: 1, starts_minute: -1, ends_minute: 60 },
  ])("refuse a shift that cannot be: %o", async (shift) => {
    expect((await put("duty", { shifts: [shift], exceptions: [] })).statusCode).toBe(400);
  });
});

it("forgets each night what texts and calls left, once it can come no second time", async () => {
  const { owner } = database;
  await owner`insert into sms_received (message_id, received_at)
    values ('old', ${at(-8 * 24).toISOString()}), ('new', ${at(-1).toISOString()})`;
  await owner`insert into keypad_calls (call_id, user_id, language, state, begun_at)
    values ('old', ${night.id}, 'en', '{}', ${at(-25).toISOString()}),
      ('new', ${night.id}, 'en', '{}', ${at(-1).toISOString()})`;
  harbor.clock.set(now);
  await harbor.jobs.put(forgetLinksJob, {});
  await harbor.runJobs();
  const left = await owner<{ id: string }[]>`
    select message_id as id from sms_received union all select call_id from keypad_calls`;
  expect(left.map(({ id }) => id)).toEqual(["new", "new"]);
});
