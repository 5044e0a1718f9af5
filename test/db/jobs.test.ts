import { getRollbackPlans } from "pg-boss";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { defineJob, jobQueue, type Job, type JobHandler, type JobQueue } from "../../db/jobs.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { freshDatabase } from "../support/database.ts";

const database = await freshDatabase();
afterAll(() => database.close());

const opened: JobQueue[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.stop()));
});

let failures: string[] = [];

/** A queue of one instance that does `job` with `handler`. */
const openQueue = async <Data extends object>(
  job: Job<Data>,
  handler: JobHandler<Data>,
  { byHand = true, schedule = (_queue: JobQueue) => {} } = {},
): Promise<JobQueue> => {
  failures = [];
  const queue = jobQueue(database.url, {
    byHand,
    onFailure: (error, name) => failures.push(`${name ?? "queue"}: ${String(error)}`),
  });
  opened.push(queue);
  queue.work(job, handler);
  schedule(queue);
  await queue.open();
  return queue;
};

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe("a job that is put in a transaction", () => {
  it("is there when the transaction commits, and never was when it does not", async () => {
    const job = defineJob<{ id: string }>("in-transaction");
    const done: string[] = [];
    const queue = await openQueue(job, async ({ id }) => void done.push(id));
    await database.transaction(async (tx) => {
      await queue.put(job, { id: "kept" }, { tx });
      expect(await queue.runQueued()).toBe(0);
    });
    const undone = database.transaction(async (tx) => {
      await queue.put(job, { id: "undone" }, { tx });
      throw new Error("not this time");
    });
    await expect(undone).rejects.toThrow("not this time");
    await queue.runQueued();
    expect(done).toEqual(["kept"]);
  });
});

describe("a job that fails", () => {
  it("is tried again as often as it may be, and says which try is the last", async () => {
    const job = defineJob<{ id: string }>("failing", { retries: 2, retryDelay: 60 });
    const tries: [number, boolean][] = [];
    const queue = await openQueue(job, async (_data, { attempt, last }) => {
      tries.push([attempt, last]);
      throw new Error("mailbox of ana@example.org is full");
    });
    await queue.put(job, { id: "1" });
    expect(await queue.runQueued()).toBe(1);
    expect(await queue.runQueued({ ahead: true })).toBe(2);
    expect(tries).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(failures).toHaveLength(3);
  });

  it("keeps nothing of what went wrong in the database", async () => {
    const [kept] = await database.driver`
      select coalesce(string_agg(output::text, ''), '') as said from pgboss.job where name = 'failing'`;
    expect(kept?.["said"]).toContain("the log says why");
    expect(kept?.["said"]).not.toContain("ana@example.org");
  });
});

describe("jobs of one key", () => {
  it("are left out while one waits, where only one may wait", async () => {
    const job = defineJob<{ id: string }>("one-queued", { crowd: "one_queued" });
    const done: string[] = [];
    const queue = await openQueue(job, async ({ id }) => void done.push(id));
    expect(await queue.put(job, { id: "first" }, { key: "a" })).toBe(true);
    expect(await queue.put(job, { id: "second" }, { key: "a" })).toBe(false);
    expect(await queue.put(job, { id: "other" }, { key: "b" })).toBe(true);
    await queue.runQueued();
    expect(done.sort()).toEqual(["first", "other"]);
    expect(await queue.put(job, { id: "again" }, { key: "a" })).toBe(true);
  });

  it("wait for their time", async () => {
    const job = defineJob<{ id: string }>("later");
    const queue = await openQueue(job, async () => undefined);
    await queue.put(job, { id: "1" }, { after: 3600 });
    expect(await queue.runQueued()).toBe(0);
    expect(await queue.runQueued({ ahead: true })).toBe(1);
  });
});

describe("two instances on one database", () => {
  it("do each job once between them", async () => {
    const job = defineJob<{ n: number }>("shared", { atOnce: 4 });
    const done: number[] = [];
    const handler = async ({ n }: { n: number }) => void done.push(n);
    const queues = [
      await openQueue(job, handler, { byHand: false }),
      await openQueue(job, handler, { byHand: false }),
    ];
    await Promise.all(queues.map((queue) => queue.start()));
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    await Promise.all(numbers.map(async (n) => queues[n % 2]?.put(job, { n })));
    await until(() => new Set(done).size === numbers.length);
    await Promise.all(queues.map((queue) => queue.stop()));
    expect(done.sort((a, b) => a - b)).toEqual(numbers);
    expect(failures).toEqual([]);
  });

  it("agree on one schedule", async () => {
    const job = defineJob("scheduled");
    for (const cron of ["*/5 * * * *", "* * * * *"]) {
      const queue = await openQueue(job, async () => undefined, {
        byHand: false,
        schedule: (unopened) => unopened.schedule(job, cron),
      });
      await queue.start();
    }
    const kept = await database.driver`
      select cron from pgboss.schedule where name = 'scheduled'`;
    expect(kept.map((row) => String(row["cron"]))).toEqual(["* * * * *"]);
  });
});

describe("stopping", () => {
  it("waits for the job that runs", async () => {
    const job = defineJob("slow");
    let [begun, ended] = [false, false];
    const queue = await openQueue(
      job,
      async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        ended = true;
      },
      { byHand: false },
    );
    await queue.start();
    await queue.put(job, {});
    await until(() => begun);
    await queue.stop();
    expect(ended).toBe(true);
  });
});

describe("the queue's tables", () => {
  it("take another version's rules for their jobs", async () => {
    const name = "changing";
    const rules = async () =>
      (await database.driver`select retry_limit from pgboss.queue where name = ${name}`)[0];
    await openQueue(defineJob(name, { retries: 1 }), async () => undefined);
    expect(await rules()).toEqual({ retry_limit: 1 });
    await openQueue(defineJob(name, { retries: 7 }), async () => undefined);
    expect(await rules()).toEqual({ retry_limit: 7 });
  });

  it("are upgraded by the owner where an older version made them", async () => {
    await database.owner.unsafe(getRollbackPlans("pgboss"));
    const version = () => database.owner`select version from pgboss.version`;
    const [older] = await version();
    await migrateDatabase(database.ownerUrl);
    const [newer] = await version();
    expect(Number(newer?.["version"])).toBe(Number(older?.["version"]) + 1);
    const job = defineJob<{ id: string }>("after-upgrade");
    const done: string[] = [];
    const queue = await openQueue(job, async ({ id }) => void done.push(id));
    await queue.put(job, { id: "1" });
    await queue.runQueued();
    expect(done).toEqual(["1"]);
  });

  it("are refused where a newer version made them", async () => {
    await database.owner`update pgboss.version set version = version + 1`;
    await expect(migrateDatabase(database.ownerUrl)).rejects.toThrow(
      /newer version of Harborlight/,
    );
    await database.owner`update pgboss.version set version = version - 1`;
  });
});
