import { setTimeout as pause } from "node:timers/promises";
import { failureCode } from "./cannot-start.ts";
import { openDatabase, type Database, type Reader } from "./client.ts";
import { inTime, TooSlow } from "./replica/in-time.ts";
import { openLagMeter } from "./replica/measure-lag.ts";
import { readPosition } from "./replica/positions.ts";

/** Why the primary answers what the replica might. */
export const replicaReasons = ["away", "slow", "refused", "lagging", "behind", "foreign"] as const;
export type ReplicaReason = (typeof replicaReasons)[number];

export interface ReplicaStanding {
  /** Why it is not asked; null: it is. */
  readonly reason: ReplicaReason | null;
  /** By which it is behind at most; null: not known. */
  readonly lagSeconds: number | null;
}

/** Thrown by a read for which the replica has not come far enough; nothing is wrong with it. */
export class NotReached extends Error {}

type Rights = "app" | "search";

export interface Replica {
  /**
   * Reads in one moment of the replica, with the server's rights or those of search alone. Undefined:
   * it is not asked now, or could not answer, and the primary is to be asked instead. Whatever `work`
   * throws, but `NotReached`, is taken for a failure of the replica: it sends statements, no more.
   */
  ask<T>(
    rights: Rights,
    work: (reader: Reader) => Promise<T>,
  ): Promise<{ readonly done: T } | undefined>;
  standing(): ReplicaStanding;
  stop(): Promise<void>;
}

/** Reads what promises nothing, from whichever server may answer. */
export type ReadEither = <T>(work: (reader: Reader) => Promise<T>) => Promise<T>;

/** Reads from the replica where that serves, else from the primary. */
export const readEither =
  (primary: Reader, replica: Pick<Replica, "ask"> | undefined, rights: Rights): ReadEither =>
  async (work) => {
    const answered = await replica?.ask(rights, work);
    return answered ? answered.done : work(primary);
  };

export interface ReplicaAddress {
  /** Its user and password are those of the primary. */
  readonly url: string;
  /** Further behind it is not asked. */
  readonly mostLagSeconds: number;
}

export interface ReplicaOptions {
  /** Longer no read waits for it; milliseconds. */
  readonly patienceMs?: number;
  /** How often it is looked at; milliseconds. */
  readonly lookEveryMs?: number;
  /** So long it is left alone once a read of it has failed; milliseconds. */
  readonly restMs?: number;
  /** Hears of every read that it might answer, for figures. */
  readonly onRead?: (reason: ReplicaReason | null) => void;
  /** Hears when it is asked again, or no longer, and why. */
  readonly onTurn?: (standing: ReplicaStanding, error: unknown) => void;
}

const refusals = /^(28...|3D000|42501)$/;
// A replica ends a read that stands in the way of what it has to replay.
const inTheWay = "40001";

const reasonOf = (error: unknown): ReplicaReason => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = failureCode(cause) ?? "";
  if (cause instanceof TooSlow || code === "57014") return "slow";
  return refusals.test(code) ? "refused" : "away";
};

const isOnce = (error: unknown): boolean =>
  error instanceof NotReached ||
  (error instanceof Error && failureCode(error.cause ?? error) === inTheWay);

/** The replica's server and database, for whom the primary knows: it has the same roles. */
const signedInAs = (url: string, login: string): string => {
  const [address, { username, password }] = [new URL(url), new URL(login)];
  return Object.assign(address, { username, password }).toString();
};

const connections = { app: 3, search: 4 };

/**
 * Follows a read replica of `primary` and reads from it while it serves: in recovery, of the same
 * database, and not further behind than allowed. Whoever gets no answer asks the primary.
 * @param login the address by which the server signs in to the primary
 */
export const openReplica = async (
  { url, mostLagSeconds }: ReplicaAddress,
  login: string,
  primary: Database,
  options: ReplicaOptions = {},
): Promise<Replica> => {
  const { patienceMs = 1000, lookEveryMs = 500, restMs = 5000, onRead, onTurn } = options;
  const address = signedInAs(url, login);
  const connect = () => ({
    app: openDatabase(address, connections.app),
    search: openDatabase(address, connections.search, "harborlight_search"),
    watch: openDatabase(address, 1),
  });
  const meter = openLagMeter();
  const stopping = new AbortController();
  let open = connect();
  let restsUntil = 0;
  let standing: ReplicaStanding = { reason: "away", lagSeconds: null };

  const turn = (next: ReplicaStanding, error?: unknown): void => {
    const turned = next.reason !== standing.reason;
    standing = next;
    if (turned) onTurn?.(next, error);
  };

  const hangUp = async (left: typeof open): Promise<void> => {
    await Promise.all(Object.values(left).map(({ driver }) => driver.end({ timeout: 0 })));
  };

  const look = async (): Promise<void> => {
    // First the primary: what the replica has of that, it has.
    const ours = await inTime(readPosition(primary), patienceMs);
    meter.note({ at: Date.now(), position: ours.position });
    try {
      const its = await inTime(readPosition(open.watch), patienceMs);
      if (!its.replica || its.system !== ours.system) {
        turn({ reason: "foreign", lagSeconds: null });
        return;
      }
      const lagSeconds = meter.lagAt(its.position, Date.now()) ?? null;
      const near = lagSeconds !== null && lagSeconds <= mostLagSeconds;
      if (Date.now() >= restsUntil) turn({ reason: near ? null : "lagging", lagSeconds });
    } catch (error) {
      turn({ reason: reasonOf(error), lagSeconds: null }, error);
      // A connection that answers nothing may stay so; the next look begins with new ones.
      const left = open;
      open = connect();
      await hangUp(left);
    }
  };

  // While the primary is away, nobody knows how far behind the replica is.
  const lookAgain = () =>
    look().catch((error: unknown) => turn({ reason: "lagging", lagSeconds: null }, error));

  const keepLooking = async (): Promise<void> => {
    const { signal } = stopping;
    try {
      for (;;) {
        await pause(lookEveryMs, undefined, { ref: false, signal });
        await lookAgain();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };

  await lookAgain();
  const looking = keepLooking();

  return {
    ask: async (rights, work) => {
      if (standing.reason !== null) {
        onRead?.(standing.reason);
        return undefined;
      }
      const { read } = open[rights];
      try {
        const reading = read.transaction(work, {
          ...{ isolationLevel: "repeatable read", accessMode: "read only" },
        });
        const done = await inTime(reading, patienceMs);
        onRead?.(null);
        return { done };
      } catch (error) {
        const reason = isOnce(error) ? "behind" : reasonOf(error);
        if (reason !== "behind") {
          // Others need not find out for themselves.
          restsUntil = Date.now() + restMs;
          turn({ reason, lagSeconds: null }, error);
        }
        onRead?.(reason);
        return undefined;
      }
    },
    standing: () => standing,
    stop: async () => {
      stopping.abort();
      await looking;
      await hangUp(open);
    },
  };
};
