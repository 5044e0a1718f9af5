import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgTransaction } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { DatabaseRole } from "./roles.ts";
import { inTwoTrips, type Ending } from "./two-trips.ts";

type None = Record<string, never>;
type NoRelations = ExtractTablesWithRelations<None>;

/** What may write: a transaction, so that a write outside one does not compile. */
export type Writer = PgTransaction<PostgresJsQueryResultHKT, None, NoRelations>;

/** What may read: the database or a transaction. */
export type Reader = PgDatabase<PostgresJsQueryResultHKT, None, NoRelations>;

export interface Database {
  readonly read: Reader;
  /** Runs `work` in one transaction; a throw rolls all of it back. */
  transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /**
   * The same in two round trips, for what stands in the way of a bed: `work` first sends what only
   * reads and locks, and hands over what it writes last.
   */
  lockingTransaction<T>(work: (tx: Writer) => Promise<Ending<T>>): Promise<T>;
  /** The driver, for LISTEN, health and better-auth; SQL of the domains goes through `read`. */
  readonly driver: postgres.Sql;
  close(): Promise<void>;
}

/** Waits for statements that were sent together; of those that failed, the first one sent says why. */
export const together = async <const Sent extends readonly unknown[]>(
  sent: Sent,
): Promise<{ -readonly [At in keyof Sent]: Awaited<Sent[At]> }> => {
  const ended = await Promise.allSettled(sent);
  const failed = ended.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return Promise.all(sent);
};

type Work = (...given: unknown[]) => unknown;

/**
 * The driver as Drizzle is to use it: each statement is prepared on the connection that first sends
 * it. Drizzle asks for none of that by itself, and then each sending is parsed and planned anew, after
 * one more round trip in which the driver learns the types of what it sends.
 */
const preparing = <Driver extends object>(driver: Driver): Driver =>
  new Proxy(driver, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      if (name === "unsafe") {
        return (query: string, params: unknown[] = []): unknown =>
          Reflect.apply(found, target, [query, params, { prepare: true }]);
      }
      if (name !== "begin" && name !== "savepoint") return found;
      const within = (work: unknown) =>
        typeof work === "function"
          ? (inner: object): unknown => (work as Work)(preparing(inner))
          : work;
      return (...given: unknown[]): unknown => Reflect.apply(found, target, given.map(within));
    },
  });

/** The driver with transactions as `inTwoTrips` runs them. */
const beginningInTwoTrips = (driver: postgres.Sql): postgres.Sql =>
  new Proxy(driver, {
    get: (target, name) =>
      name === "begin"
        ? (work: (held: postgres.ReservedSql) => Promise<Ending<unknown>>) =>
            inTwoTrips(target, (held) => work(preparing(held)))
        : (Reflect.get(target, name) as unknown),
  });

/**
 * Opens a pool on `url` with at most `connections` connections, all of them stepped down to `role`.
 * `hear` is told each statement as it is sent, without what it is sent with.
 */
export const openDatabase = (
  url: string,
  connections = 10,
  role?: DatabaseRole,
  hear?: (statement: string) => void,
): Database => {
  const driver = postgres(url, {
    max: connections,
    ...(role === undefined ? {} : { connection: { role } }),
    ...(hear === undefined
      ? {}
      : { debug: (_connection: number, statement: string) => hear(statement) }),
    onnotice: () => undefined,
    connect_timeout: 5,
    idle_timeout: 60,
    // Whoever waits for a lost database hears so within a second, and it is found again as soon.
    backoff: (attempt) => Math.min(attempt / 10, 1),
  });
  const database = drizzle(preparing(driver));
  const locking = drizzle(beginningInTwoTrips(driver));
  return {
    read: database,
    transaction: (work) => database.transaction(work),
    // The answer is what the driver's `begin` makes of the ending.
    lockingTransaction: <T>(work: (tx: Writer) => Promise<Ending<T>>) =>
      locking.transaction(work) as Promise<unknown> as Promise<T>,
    driver,
    close: () => driver.end({ timeout: 5 }),
  };
};
