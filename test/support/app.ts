import type { FastifyInstance } from "fastify";
import type { Database } from "../../db/client.ts";
import { residentialKinds, type Role } from "../../db/codes.ts";
import type { Listing } from "../../seed/listing.ts";
import { buildApp, type Dependencies } from "../../server/app.ts";
import { createTrainingAccounts, trainingPassword } from "../../server/access/training-accounts.ts";
import { readConfig, type Config } from "../../server/config.ts";
import type { LogSink } from "../../server/http/logging.ts";
import { openHub } from "../../server/live/hub.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

export interface InsertedListing {
  programId: string;
  siteId: string | null;
  poolIds: Record<string, string>;
}

export interface TestClock {
  now(): Date;
  set(moment: Date): void;
}

export interface TestApp {
  app: FastifyInstance;
  database: TestDatabase;
  /** What each listing became, by its key. */
  ids: Map<string, InsertedListing>;
  clock: TestClock;
  /** Signs a training account in: by role, or by e-mail where a role has two. */
  signIn(who: Role | (string & {})): Promise<{ cookie: string }>;
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
}

// Parts that land one after another; each import becomes static as its part stands.
const part = async <T>(path: string, name: string): Promise<T | undefined> => {
  try {
    const module = (await import(path)) as Record<string, T>;
    return module[name];
  } catch (error) {
    if ((error as { code?: string }).code?.includes("MODULE_NOT_FOUND")) return undefined;
    throw error;
  }
};

type InsertListings = (
  database: Database,
  listings: Listing[],
  options: { now: Date },
) => Promise<Map<string, InsertedListing>>;
type Open<T> = (database: Database, options: { clock: () => Date }) => Promise<T>;

const nothing = { stop: () => Promise.resolve() };

const residential = new Set<string>(residentialKinds);

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
  const database = options.database ?? (await freshDatabase());
  const listings = options.listings ?? [];
  const insertListings = await part<InsertListings>(
    "../../seed/insert-listings.ts",
    "insertListings",
  );
  const ids = insertListings
    ? await insertListings(database, listings, { now })
    : new Map<string, InsertedListing>();
  const withBeds = listings.filter(({ kind }) => residential.has(kind)).map(({ key }) => key);
  const staffed = options.staffed ?? withBeds.slice(0, 2);
  await createTrainingAccounts(database, {
    now,
    providerProgramIds: staffed.flatMap((key) => ids.get(key)?.programId ?? []),
  });
  const config: Config = {
    ...readConfig({ DATASET: "sources,training", LOG_LEVEL: "silent" }),
    databaseUrl: database.url,
    authSecret: "a secret that only the tests know, 32 characters",
    rateLimitPerMinute: 100_000,
    ...options.config,
  };
  const openCatalogue = await part<Open<Dependencies["catalogue"]>>(
    "../../server/matching/catalogue.ts",
    "openCatalogue",
  );
  const engine = await part<(reader: Database["read"]) => Dependencies["engine"]>(
    "../../server/search/postgres-engine.ts",
    "postgresEngine",
  );
  const catalogue = (await openCatalogue?.(database, { clock })) ?? {
    ...nothing,
    asOf: now,
    size: 0,
    current: true,
  };
  const hub = await openHub(database, { clock });
  const app = await buildApp({
    config,
    database,
    clock,
    catalogue: catalogue as Dependencies["catalogue"],
    hub,
    engine: engine?.(database.read) ?? ({} as Dependencies["engine"]),
    ...(options.webFolder === undefined ? {} : { webFolder: options.webFolder }),
    ...(options.logSink === undefined ? {} : { logSink: options.logSink }),
  });
  await app.ready();
  const signedIn = new Map<string, Promise<{ cookie: string }>>();
  const emailOf = (who: string) =>
    who.includes("@") ? who : `${who === "administrator" ? "admin" : who}@training.test`;
  return {
    app,
    database,
    ids,
    clock: { now: clock, set: (moment) => (now = moment) },
    signIn: (who) => {
      const email = emailOf(who);
      const known = signedIn.get(email) ?? signInByPassword(app, email);
      signedIn.set(email, known);
      return known;
    },
    close: async () => {
      await app.close();
      await Promise.all([catalogue.stop(), hub.stop()]);
      await database.close();
    },
  };
};
