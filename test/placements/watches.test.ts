import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { notices, watches, watchFindings } from "../../db/schema/index.ts";
import type { Watch, WatchList } from "../../server/placements/watches/contract.ts";
import type { TellContext } from "../../server/placements/notices/tell-of-holds.ts";
import { followWatches, sweepWatchesJob } from "../../server/placements/watches/jobs.ts";
import { lookAtProgram } from "../../server/placements/watches/look-at-watches.ts";
import type { Listing } from "../../seed/listing.ts";
import { aListing } from "../support/listings.ts";
import { firstOf, minutes, noon, openPlacements } from "./asking.ts";

const fitting: Partial<Listing> = {
  ages: { min: 11, max: 17 },
  genders: { girl: "accepts" },
  areas: [{ nation: "US" }],
  intakeAroundTheClock: true,
};
const counted = (open: number) => [{ label: "Girls", reports: [{ hoursAgo: 1, open, total: 4 }] }];
const house = aListing({ ...fitting, pools: counted(0) });
const boysOnly = aListing({
  ...{ ...fitting, pools: counted(0) },
  genders: { girl: "declines", boy: "accepts" },
});
const need = {
  age: 15,
  gender: "girl",
  from: { zip: "94612" },
  avoid: [{ zip: "94607", miles: 1 }],
};

const harbor = await openPlacements({
  listings: [house, boysOnly],
  staffed: [house.key, boysOnly.key],
});
afterAll(() => harbor.close());
const { send, report, idOf } = harbor;

const day = 24 * 60;
let started = noon;
/** So many minutes after the test began. */
const after = (count: number) => minutes(count, started);

/** Nobody waits, and both are full; each test has days of its own. */
beforeEach(async () => {
  await harbor.database.owner`truncate watches, notices cascade`;
  started = after(3 * day);
  harbor.clock.set(started);
  await report(house.key, 0);
  await report(boysOnly.key, 0);
  await expect.poll(() => harbor.matchedOf(house.key)).toBe(0);
});

/** What the schedule puts each minute. */
const sweep = async () => {
  await harbor.jobs.put(sweepWatchesJob, {});
  await harbor.runJobs();
};
const context: TellContext = {
  ...{ database: harbor.database, jobs: harbor.jobs, clock: harbor.clock.now, channels: ["email"] },
};
const look = async (key = house.key) => {
  await lookAtProgram(context, idOf(key));
  await harbor.runJobs();
};
const begin = (body: object = { need }, as = "worker") => send("POST", "/api/watches", as, body);
const begun = async (...given: Parameters<typeof begin>) => {
  const answer = await begin(...given);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Watch>();
};
const listed = async (as = "worker") =>
  (await send("GET", "/api/watches", as)).json<WatchList>().items;
const end = async (id: string, as = "worker") =>
  harbor.app.inject({
    ...{ method: "DELETE", url: `/api/watches/${id}`, headers: await harbor.signIn(as) },
  });
const told = () => harbor.database.read.select().from(notices);

describe("a watch", () => {
  test("tells once of a bed that opens, and not again at the same count", async () => {
    await begun();
    const before = harbor.mailed.length;
    await report(house.key, 1);
    await look();
    expect(await told()).toMatchObject([{ kind: "bed_opened", channel: "email", state: "sent" }]);
    expect(firstOf(harbor.mailed.slice(before)).to).toBe("worker@training.test");
    expect(firstOf(await listed()).told_at).toBe(started.toISOString());
    await look();
    harbor.clock.set(after(1));
    await report(house.key, 0);
    await look();
    harbor.clock.set(after(2));
    await report(house.key, 1);
    await look();
    expect(await told()).toHaveLength(1);
    expect(harbor.mailed).toHaveLength(before + 1);
  });

  test("tells of another bed, and not of one that was taken", async () => {
    await begun();
    await report(house.key, 2);
    await look();
    harbor.clock.set(after(1));
    await report(house.key, 1);
    await look();
    expect(await told()).toHaveLength(1);
    harbor.clock.set(after(2));
    await report(house.key, 3);
    await look();
    expect(await told()).toHaveLength(2);
  });

  test("tells once, however many look at the same moment", async () => {
    await begun();
    await report(house.key, 1);
    await Promise.all([1, 2, 3, 4].map(() => lookAtProgram(context, idOf(house.key))));
    await harbor.runJobs();
    expect(await told()).toHaveLength(1);
  });

  test("says nothing of what was open when it began, or of a program that excludes", async () => {
    await report(house.key, 1);
    await expect.poll(() => harbor.matchedOf(house.key)).toBe(1);
    await begun();
    await look();
    await report(boysOnly.key, 2);
    await look(boysOnly.key);
    expect(await told()).toEqual([]);
  });

  test("says nothing of a stale count", async () => {
    await begun();
    await report(house.key, 3);
    await expect.poll(() => harbor.matchedOf(house.key)).toBe(3);
    harbor.clock.set(after(13 * 60));
    await look();
    await sweep();
    expect(await told()).toEqual([]);
  });

  test("is told by the minute's look of what nobody announced", async () => {
    await begun();
    await report(house.key, 1);
    await expect.poll(() => harbor.matchedOf(house.key)).toBe(1);
    await sweep();
    await sweep();
    expect(await told()).toHaveLength(1);
  });

  test("hears of a change as it is made", async () => {
    await begun();
    const following = await followWatches({ ...harbor, clock: harbor.clock.now }, (error) => {
      throw error;
    });
    try {
      await report(house.key, 1);
      await expect
        .poll(async () => {
          await harbor.runJobs();
          return (await told()).length;
        })
        .toBe(1);
    } finally {
      await following.stop();
    }
  });

  test("keeps of the need its codes and the county alone", async () => {
    const watch = await begun();
    expect(watch.need).toMatchObject({ age: 15, gender: "girl", county: { fips: "06001" } });
    const [row] = await harbor.database.read.select().from(watches);
    expect(JSON.stringify(row)).not.toMatch(/946\d\d/);
  });

  test("ends after a day by the clock, and leaves nothing of it", async () => {
    await begun();
    await report(house.key, 1);
    await look();
    harbor.clock.set(after(day));
    expect(await listed()).toEqual([]);
    await report(house.key, 2);
    await look();
    expect(await told()).toHaveLength(1);
    await sweep();
    const { read } = harbor.database;
    expect(await read.select().from(watches)).toEqual([]);
    expect(await read.select().from(watchFindings)).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test("is seen and ended by its own worker alone", async () => {
    const { id } = await begun();
    expect(await listed("worker2")).toEqual([]);
    expect((await end(id, "worker2")).statusCode).toBe(404);
    expect((await end(id, "provider")).statusCode).toBe(403);
    expect(await listed()).toHaveLength(1);
    expect((await end(id)).statusCode).toBe(200);
    expect(await listed()).toEqual([]);
    await report(house.key, 1);
    await look();
    expect(await told()).toEqual([]);
  });

  test("is one for the same need, and there are at most five", async () => {
    expect((await begun()).id).toBe((await begun()).id);
    for (const age of [11, 12, 13, 14]) await begun({ need: { ...need, age } });
    const refused = await begin({ need: { ...need, age: 16 } });
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: "conflict", state: "full" });
    expect(await listed()).toHaveLength(5);
  });
});
