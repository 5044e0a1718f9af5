import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openDatabaseClock } from "../../db/database-clock.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** An instance whose own clock is wrong by so many seconds, and can be set. */
const instanceAhead = async (seconds: number) => {
  const set = { ahead: seconds * 1000 };
  const clock = await openDatabaseClock(database, {
    own: () => Date.now() + set.ahead,
    everyMs: 20,
    onFailure: (error) => {
      throw error;
    },
  });
  onTestFinished(() => clock.stop());
  return { ...clock, set };
};
const databaseTime = async (): Promise<number> => {
  const [row] = await database.driver<{ at: number }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`;
  return row?.at ?? Number.NaN;
};

test("instances whose clocks differ by seconds tell the same time, and it is the database's", async () => {
  const [ahead, behind] = [await instanceAhead(5), await instanceAhead(-5)];
  const earliest = await databaseTime();
  const told = [ahead.now().getTime(), behind.now().getTime()];
  const latest = await databaseTime();
  for (const time of told) {
    expect(time).toBeGreaterThan(earliest - 2000);
    expect(time).toBeLessThan(latest + 2000);
  }
  // Both run on this machine: what they are apart is what was put on.
  expect(Math.round(ahead.ahead() / 1000)).toBe(5);
  expect(Math.round(behind.ahead() / 1000)).toBe(-5);
});

test("a clock that is set while the instance runs is followed", async () => {
  const { set, now } = await instanceAhead(0);
  set.ahead = 60_000;
  await expect
    .poll(async () => Math.abs(now().getTime() - (await databaseTime())), { timeout: 10_000 })
    .toBeLessThan(2000);
});
