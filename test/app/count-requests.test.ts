import { sql } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Database } from "../../db/client.ts";
import { openRequestCounter, type RequestCounter } from "../../server/http/count-requests.ts";
import { freshDatabase } from "../support/database.ts";

const database = await freshDatabase();
const opened: RequestCounter[] = [];
afterEach(() => Promise.all(opened.splice(0).map((counter) => counter.stop())));
afterAll(() => database.close());

const minute = 60_000;
const noon = Date.parse("2026-03-01T12:00:00Z");
let now = noon;

/** One instance's counter, which exchanges when the test says so. */
const instance = (on: Database = database, onFailure?: (error: unknown) => void) => {
  const counter = openRequestCounter(on, {
    ...{ secret: "a secret that only the tests know", clock: () => now, exchangeMs: 3_600_000 },
    ...(onFailure && { onFailure }),
  });
  opened.push(counter);
  return counter;
};
const countTimes = (counter: RequestCounter, who: string, times: number) => {
  for (let n = 0; n < times; n += 1) counter.count(who, minute);
};

describe("counting requests on several instances", () => {
  it("adds up what each of them saw", async () => {
    const [one, other] = [instance(), instance()];
    countTimes(one, "person ada", 3);
    countTimes(other, "person ada", 4);
    await one.exchange();
    await other.exchange();
    expect(other.count("person ada", minute).current).toBe(8);
    await one.exchange();
    await other.exchange();
    countTimes(one, "person ada", 1);
    await one.exchange();
    expect(one.count("person ada", minute).current).toBe(10);
  });

  it("keeps people apart, and tells the table nobody's name", async () => {
    const one = instance();
    countTimes(one, "address 198.51.100.7", 2);
    await one.exchange();
    expect(one.count("address 198.51.100.8", minute).current).toBe(1);
    const rows = await database.read.execute<{ key: string }>(sql`select key from request_counts`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("198.51");
  });

  it("begins anew with the next minute, also where an instance had not told yet", async () => {
    const [one, other] = [instance(), instance()];
    countTimes(one, "person bea", 5);
    await one.exchange();
    countTimes(other, "person bea", 5);
    now = noon + minute;
    expect(one.count("person bea", minute)).toEqual({ current: 1, ttl: minute });
    await one.exchange();
    await other.exchange();
    expect(one.count("person bea", minute).current).toBe(2);
    now = noon;
  });

  it("counts on for itself while the database is away, and tells it all afterwards", async () => {
    const failures: unknown[] = [];
    let away = true;
    const unsteady: Database = {
      ...database,
      transaction: (work) =>
        away ? Promise.reject(new Error("away")) : database.transaction(work),
    };
    const one = instance(unsteady, (error) => failures.push(error));
    countTimes(one, "person cai", 3);
    await one.exchange();
    expect(failures).toHaveLength(1);
    expect(one.count("person cai", minute).current).toBe(4);
    away = false;
    await one.exchange();
    const other = instance();
    other.count("person cai", minute);
    await other.exchange();
    expect(other.count("person cai", minute).current).toBe(6);
  });

  it("loses and doubles nothing when all tell at once", async () => {
    const instances = Array.from({ length: 4 }, () => instance());
    for (let round = 0; round < 5; round += 1) {
      for (const each of instances) {
        for (const who of ["dot", "eli", "fay"]) countTimes(each, `person ${who}`, 2);
      }
      await Promise.all(instances.map((each) => each.exchange()));
    }
    const last = instance();
    last.count("person eli", minute);
    await last.exchange();
    expect(last.count("person eli", minute).current).toBe(4 * 5 * 2 + 2);
  });
});
