import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss, type JobWithMetadata, type QueueResult } from "pg-boss";
import { failureText } from "./cannot-start.ts";
import type { Writer } from "./client.ts";
import { bossDatabase } from "./jobs/boss-database.ts";
import { jobSchema } from "./jobs/prepare-jobs.ts";

/** How the jobs of one name are kept and tried. Times are in seconds. */
export interface JobRules {
  /** How often a job that failed is tried again; 2 unless given. */
  retries?: number;
  /** What is waited before the first of these; it doubles with each, up to `longestDelay`. */
  retryDelay?: number;
  longestDelay?: number;
  /** After how long a job counts as lost with whoever ran it, and is tried again; 900 unless given. */
  expires?: number;
  /** How many of them one instance runs at once; one unless given. */
  atOnce?: number;
  /**
   * `any`: as many as were put. `one_queued`: at most one waits for each key. `one`: at most one
   * waits or runs for each key; what is put meanwhile is left out.
   */
  crowd?: "any" | "one_queued" | "one";
}

/** What a job carries that carries nothing. */
export type Nothing = Readonly<Record<string, never>>;

/** A name of jobs and the type of what they carry: ids and codes only, since it is kept in clear. */
export interface Job<Data extends object = Nothing> {
  readonly name: string;
  readonly rules: JobRules;
  /** Never there: it ties the type to the name. */
  readonly carries?: Data;
}

/** Declares jobs: `defineJob<{ hold_id: string }>("tell-worker", { retries: 5 })`. */
export const defineJob = <Data extends object = Nothing>(
  name: string,
  rules: JobRules = {},
): Job<Data> => ({ name, rules });

export interface PutOptions {
  /** Put in this transaction: it is there when that commits and never was when it does not. */
  tx?: Writer;
  /** Whose job it is, where `crowd` limits how many there are; none: of all together. */
  key?: string;
  /** Not before this moment, or this many seconds from now. */
  after?: Date | number;
  /** At most one in so many seconds; a second one waits for the end of them. */
  atMostEvery?: number;
}

/** One run of a job. */
export interface Run {
  /** 1 for the first try. */
  readonly attempt: number;
  /** Whether it is not tried again when it fails now. */
  readonly last: boolean;
  /** Ends when the job has run for too long or the instance stops. */
  readonly signal: AbortSignal;
}

export type JobHandler<Data extends object> = (data: Data, run: Run) => Promise<void>;

/** Work that is done after the answer, once for all instances, and again when it failed. */
export interface JobQueue {
  /** Says who does these jobs; before `open`. */
  work<Data extends object>(job: Job<Data>, handler: JobHandler<Data>): void;
  /** Puts this job at the times of a cron expression (UTC), once for all instances; before `open`. */
  schedule(job: Job, cron: string): void;
  /** Connects and makes every job's queue known: from now on jobs can be put. */
  open(): Promise<void>;
  /** @returns whether it was put: false where `crowd` or `atMostEvery` left it out */
  put<Data extends object>(job: Job<Data>, data: Data, options?: PutOptions): Promise<boolean>;
  /** Begins to do what is queued, here and now and at the scheduled times. */
  start(): Promise<void>;
  /**
   * Does what is queued now and resolves when nothing is left; for tests, instead of `start`.
   * `ahead`: also what is to be done later, such as the next try of what failed.
   * @returns how many runs there were
   */
  runQueued(options?: { ahead?: boolean }): Promise<number>;
  /** Takes no more work and waits for what runs, at most ten seconds. */
  stop(): Promise<void>;
}

interface Worked {
  job: Job<object>;
  handler: JobHandler<object>;
}

const policies = { any: "standard", one_queued: "short", one: "exclusive" } as const;
const patience = 10_000;
// A job that is put wakes whoever does it; this is for the next try of one that failed.
const polling = { includeMetadata: true, notifyPollingIntervalSeconds: 10 } as const;

const queueOf = ({ rules }: Job<object>) => ({
  retryLimit: rules.retries ?? 2,
  retryDelay: rules.retryDelay ?? 5,
  retryBackoff: true,
  retryDelayMax: rules.longestDelay ?? 600,
  expireInSeconds: rules.expires ?? 900,
  retentionSeconds: 3 * 24 * 3600,
  deleteAfterSeconds: 24 * 3600,
  notify: true,
});

const sendOptions = ({ tx, key, after, atMostEvery }: PutOptions) => ({
  ...(key === undefined ? {} : { singletonKey: key }),
  ...(after === undefined ? {} : { startAfter: after }),
  ...(atMostEvery === undefined ? {} : { singletonSeconds: atMostEvery, singletonNextSlot: true }),
  ...(tx === undefined ? {} : { db: fromDrizzle(tx, sql) }),
});

/** pg-boss tells of some failures by what an error would say. */
const asError = (said: Error): Error =>
  said instanceof Error ? said : Object.assign(new Error("the queue failed"), said);

/** Of a queue as pg-boss keeps it, whether it still is as this version wants it. */
const isAsWanted = (kept: Partial<QueueResult>, wanted: Partial<QueueResult>): boolean =>
  Object.entries(wanted).every(([rule, value]) => Reflect.get(kept, rule) === value);

/**
 * The queue in the database at `url`, which `migrateDatabase` has prepared. What fails, jobs as well
 * as the queue itself, goes to `onFailure`.
 * @param byHand nothing is done but by `runQueued`
 */
export const jobQueue = (
  url: string,
  {
    onFailure,
    byHand = false,
  }: { onFailure: (error: unknown, job?: string) => void; byHand?: boolean },
): JobQueue => {
  const database = bossDatabase(url, 2);
  const worked = new Map<string, Worked>();
  const scheduled: { job: Job; cron: string }[] = [];
  const boss = new PgBoss({
    ...{ db: database, schema: jobSchema, migrate: false, createSchema: false },
    // The owner's work, for which this role has no right.
    ...{ reindex: false, monitorVacuum: false, registerInstance: false },
    ...{ supervise: !byHand, schedule: !byHand, useListenNotify: !byHand },
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => onFailure(asError(error)));
  boss.on("warning", ({ message }) => onFailure(new Error(message)));

  /** Runs one job and tells what went wrong with it. */
  const run = async ({ job, handler }: Worked, found: JobWithMetadata): Promise<void> => {
    const { data, retryCount, retryLimit } = found;
    const { signal } = found as Partial<typeof found>;
    let failed = false;
    try {
      await handler(data, {
        attempt: retryCount + 1,
        last: retryCount >= retryLimit,
        signal: signal ?? new AbortController().signal,
      });
    } catch (error) {
      failed = true;
      onFailure(error, job.name);
    }
    // Not the error itself: pg-boss keeps what is thrown, and an error may name a person.
    if (failed) throw new Error("The job failed; the log says why.");
  };

  const ensureQueues = async () => {
    const kept = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
    for (const { job } of worked.values()) {
      const [found, wanted] = [kept.get(job.name), queueOf(job)];
      const policy = policies[job.rules.crowd ?? "any"];
      if (found === undefined) await boss.createQueue(job.name, { ...wanted, policy });
      else if (!isAsWanted(found, wanted)) await boss.updateQueue(job.name, wanted);
    }
  };

  const startWorker = async (each: Worked): Promise<void> => {
    const handle = async ([found]: JobWithMetadata[]) => {
      if (found) await run(each, found).finally(() => boss.notifyWorker(id));
    };
    // Notified, a worker that had a job looks for the next one at once; else it would wait for a while.
    const id = await boss.work(each.job.name, polling, handle);
  };

  /** Fetches one job of each name and runs it. */
  const runOneOfEach = async (ahead: boolean): Promise<number> => {
    let runs = 0;
    for (const each of worked.values()) {
      const { name } = each.job;
      const options = { includeMetadata: true, batchSize: 1, ignoreStartAfter: ahead } as const;
      for (const found of await boss.fetch<object>(name, options)) {
        runs += 1;
        await run(each, found).then(
          () => boss.complete(name, found.id),
          (error: unknown) => boss.fail(name, found.id, { message: failureText(error) }),
        );
      }
    }
    return runs;
  };

  return {
    work: (job, handler) => {
      if (worked.has(job.name)) throw new Error(`Two are to do the jobs ${job.name}.`);
      worked.set(job.name, { job, handler: handler as JobHandler<object> });
    },
    schedule: (job, cron) => {
      scheduled.push({ job, cron });
    },
    open: async () => {
      await boss.start();
      await ensureQueues();
    },
    put: async ({ name }, data, options = {}) =>
      (await boss.send(name, data, sendOptions(options))) !== null,
    start: async () => {
      for (const { job, cron } of scheduled) await boss.schedule(job.name, cron);
      const all = [...worked.values()];
      await Promise.all(
        all.flatMap((each) =>
          Array.from({ length: each.job.rules.atOnce ?? 1 }, () => startWorker(each)),
        ),
      );
    },
    runQueued: async ({ ahead = false } = {}) => {
      let runs = 0;
      for (let more = await runOneOfEach(ahead); more > 0; more = await runOneOfEach(ahead)) {
        runs += more;
      }
      return runs;
    },
    stop: async () => {
      await boss.stop({ graceful: true, timeout: patience });
      await database.close();
    },
  };
};
