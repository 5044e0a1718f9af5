import type { FastifyInstance } from "fastify";
import { failureText } from "../../db/cannot-start.ts";
import { openDatabase } from "../../db/client.ts";
import { jobQueue, type JobQueue } from "../../db/jobs.ts";
import { residentialKinds, type Role } from "../../db/codes.ts";
import { insertListings } from "../../seed/insert-listings.ts";
import type { Listing } from "../../seed/listing.ts";
import { createTrainingAccounts, trainingPassword } from "../../server/access/training-accounts.ts";
import { buildApp, type Dependencies } from "../../server/app.ts";
import { readConfig, type Config } from "../../server/config.ts";
import type { LogSink } from "../../server/http/logging.ts";
import { findCounty } from "../../server/directory/places.ts";
import { openCoverage, type CoverageKeeper } from "../../server/gaps/coverage/keep-coverage.ts";
import { openDemand, type DemandKeeper } from "../../server/gaps/demand/keep-demand.ts";
import { openHub } from "../../server/live/hub.ts";
import type { AnsweredSearch } from "../../server/matching/answered-search.ts";
import { openCatalogue, type Catalogue } from "../../server/matching/catalogue.ts";
import type { SearchEngine } from "../../server/search/engine.ts";
import type { Measured, Metrics } from "../../server/metrics/open-metrics.ts";
import { postgresEngine } from "../../server/search/postgres-engine.ts";
import { runJobs } from "../../server/start/run-jobs.ts";
import { openMailer, type Mailer, type Message } from "../../server/notify/mailer.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

export interface TestClock {
  readonly now: () => Date;
  set(moment: Date): void;
}

export interface TestApp {
  app: FastifyInstance;
  database: TestDatabase;
  /** What each listing became, by its key. */
  ids: Awaited<ReturnType<typeof insertListings>>;
  clock: TestClock;
  /** What was mailed so far, unless the test gave a mailer of its own. */
  mailed: Message[];
  /** What counties have; worked out by `refresh`, or when first asked. */
  coverage: CoverageKeeper;
  /** Counts searches; what it noted is written by `flush`. */
  demand: DemandKeeper;
  /** The settings that the app was built with. */
  config: Config;
  /** All that it was built with, for another instance beside it. */
  dependencies: Omit<Dependencies, "webFolder" | "logSink">;
  jobs: JobQueue;
  /**
   * Does the jobs that are queued and resolves when none is left; nothing does them by itself.
   * `ahead`: also those of later, such as the next try of what failed. Rejects with what failed,
   * unless `failing`.
   */
  runJobs(options?: { ahead?: boolean; failing?: boolean }): Promise<number>;
  /** Signs a training account in: by role, or by e-mail where a role has two. */
  readonly signIn: (who: Role | (string & {})) => Promise<{ cookie: string }>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  listings?: Listing[];
  /** The time at which the app believes to be; tests move it with `clock.set`. */
  now?: Date;
  config?: Partial<Config>;
  /** Keys of the listings whose staff provider@training.test is; else the first two with beds. */
  staffed?: string[];
  /** A database of the test's own making; else a fresh one. */
  database?: TestDatabase;
  /** A built web app to serve. */
  webFolder?: string;
  logSink?: LogSink;
  /** How mail is sent; `null`: not at all. Else it is kept in `mailed`. */
  mail?: Mailer | null;
  /** Opens the figures that the app keeps. */
  metrics?: (measured: Measured) => Metrics;
  /** FIPS codes of the counties whose coverage is worked out. */
  counties?: readonly string[];
  /** What stands in for the search engine or the catalogue, made from the real one. */
  engine?: (real: SearchEngine) => SearchEngine;
  catalogue?: (real: Catalogue) => Catalogue;
}

const residential = new Set<string>(residentialKinds);

const configOf = (database: TestDatabase, given: Partial<Config> = {}): Config => ({
  ...readConfig({ DATASET: "sources,training", LOG_LEVEL: "silent" }),
  databaseUrl: database.url,
  authSecret: "a secret that only the tests know, 32 characters",
  rateLimitPerMinute: 100_000,
  ...given,
});

const emailOf = (who: string) =>
  who.includes("@") ? who : `${who === "administrator" ? "admin" : who}@training.test`;

const signInByPassword = async (app: FastifyInstance, email: string) => {
  const answer = await app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password: trainingPassword },
  });
  if (answer.statusCode !== 200) throw new Error(`${email} cannot sign in: ${answer.body}`);
  const cookies = [answer.headers["set-cookie"]].flat().map((line) => line?.split(";")[0]);
  return { cookie: cookies.join("; ") };
};

/** The whole app on a database of its own that holds `listings`; call `close` when done. */
export const testApp = async (options: TestAppOptions = {}): Promise<TestApp> => {
  let now = options.now ?? new Date();
  const clock = () => now;
  const { listings = [], webFolder, logSink } = options;
  const database = options.database ?? (await freshDatabase());
  const searched = openDatabase(database.url, 4, "harborlight_search");
  const ids = await insertListings(database, listings, { now });
  const withBeds = listings.filter(({ kind }) => residential.has(kind)).map(({ key }) => key);
  const staffed = options.staffed ?? withBeds.slice(0, 2);
  await createTrainingAccounts(database, {
    now,
    providerProgramIds: staffed.flatMap((key) => ids.get(key)?.programId ?? []),
  });
  const [catalogue, hub] = await Promise.all([
    openCatalogue(database, { clock }),
    openHub(database, { clock }),
  ]);
  const engine = postgresEngine(searched.read);
  const coverage = openCoverage(options.catalogue?.(catalogue) ?? catalogue, {
    clock,
    counties: (options.counties ?? ["06001"]).flatMap((fips) => findCounty(fips) ?? []),
  });
  const demand = openDemand(database);
  const mailed: Message[] = [];
  const keeping = openMailer(
    async (message) => void mailed.push(message),
    (error) => console.error(error),
  );
  const mail = options.mail === null ? undefined : (options.mail ?? keeping);
  const measured = { catalogue, hub, database, clock };
  const failures: Error[] = [];
  const jobs = jobQueue(database.url, {
    byHand: true,
    onFailure: (error) => failures.push(new Error(failureText(error), { cause: error })),
  });
  const dependencies = {
    ...{ config: configOf(database, options.config), database, clock, hub, jobs, mail },
    metrics: options.metrics?.(measured),
    onAnswered: (search: AnsweredSearch) => demand.note(search),
    coverage,
    catalogue: options.catalogue?.(catalogue) ?? catalogue,
    engine: options.engine?.(engine) ?? engine,
  };
  runJobs(dependencies);
  await jobs.open();
  const app = await buildApp({
    // No test depends on how fast its machine is.
    pressure: { maxEventLoopDelay: 0 },
    ...dependencies,
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(logSink === undefined ? {} : { logSink }),
  });
  await app.ready();
  const signedIn = new Map<string, Promise<{ cookie: string }>>();
  return {
    app,
    database,
    ids,
    ...{ mailed, coverage, demand, jobs, config: dependencies.config, dependencies },
    runJobs: async ({ ahead = false, failing = false } = {}) => {
      const runs = await jobs.runQueued({ ahead });
      const [failure] = failures.splice(0);
      if (failure !== undefined && !failing) throw failure;
      return runs;
    },
    clock: { now: clock, set: (moment) => (now = moment) },
    signIn: (who) => {
      const email = emailOf(who);
      const known = signedIn.get(email) ?? signInByPassword(app, email);
      signedIn.set(email, known);
      return known;
    },
    close: async () => {
      await app.close();
      await jobs.stop();
      await mail?.close();
      await Promise.all([catalogue.stop(), hub.stop(), demand.stop(), coverage.stop()]);
      await searched.close();
      await database.close();
    },
  };
};
