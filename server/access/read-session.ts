import { LRUCache } from "lru-cache";
import type { Database } from "../../db/client.ts";
import { gatherReads } from "../../db/gather-reads.ts";
import { isDatabaseAway } from "../../db/database-away.ts";
import type { Config } from "../config.ts";
import { DomainError } from "../errors.ts";
import { findSessions, type Session } from "./access.repo.ts";
import { sessionLife } from "./better-auth.ts";
import type { SignIn } from "./sign-in.ts";

/** How long a request that can do without the database waits for it, and then leaves it alone. */
const patienceMs = 500;
const breatherMs = 1000;

const remembered = 10_000;
/** Longer cookie headers are verified anew each time, so that memory stays bounded. */
const longestRemembered = 1000;

/** Resolves the cookies of requests to sessions. */
export interface SessionReader {
  /**
   * The session that the `Cookie` header carries, or undefined. With `withoutDatabase`, a session
   * that this server has seen answers for itself while the database is away, until it expires.
   * Throws `unavailable` when the database is away otherwise.
   */
  read(cookie: string | undefined, withoutDatabase: boolean): Promise<Session | undefined>;
  /** Whether use should begin the session's life anew. */
  isDue(session: Session): boolean;
  /** Lets nothing answer for a session that has ended. */
  forget(cookie: string): Promise<void>;
  /** Lets nothing answer for the sessions of a person whose sessions have ended. */
  forgetPerson(userId: string): void;
}

const unavailable = () => new DomainError("unavailable", "Sign-in cannot be checked right now.");

const within = async <T>(answer: Promise<T>, milliseconds: number): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(unavailable()), milliseconds);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Sessions are measured by the machine's clock, as better-auth's are. */
export const openSessionReader = (
  database: Database,
  signIn: SignIn,
  { dataset }: Pick<Config, "dataset">,
): SessionReader => {
  // Where training data was taken away, whoever signed in with its password is nobody.
  const takesTraining = dataset.includes("training");
  const tokens = new LRUCache<string, string>({ max: remembered });
  const lastKnown = new LRUCache<string, Session>({ max: remembered });
  // Every request asks this first; those that come together are answered by one query.
  const findTogether = gatherReads((asked: readonly string[]) =>
    findSessions(database.read, asked),
  );
  let askAgainAt = 0;

  const tokenOf = async (cookie: string): Promise<string | undefined> => {
    const known = tokens.get(cookie);
    if (known !== undefined) return known;
    const token = await signIn.readToken(cookie);
    if (token !== undefined && cookie.length <= longestRemembered) tokens.set(cookie, token);
    return token;
  };

  const ask = async (token: string): Promise<Session | undefined> => {
    try {
      const session = (await findTogether([token])).get(token);
      if (session) lastKnown.set(token, session);
      else lastKnown.delete(token);
      return session;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      askAgainAt = Date.now() + breatherMs;
      throw unavailable();
    }
  };

  const askOrRemember = async (token: string, known: Session): Promise<Session | undefined> => {
    if (Date.now() < askAgainAt) return known;
    try {
      return await within(ask(token), patienceMs);
    } catch (error) {
      if (error instanceof DomainError && error.code === "unavailable") return known;
      throw error;
    }
  };

  return {
    read: async (cookie, withoutDatabase) => {
      const token = cookie === undefined ? undefined : await tokenOf(cookie);
      if (token === undefined) return undefined;
      const known = withoutDatabase ? lastKnown.get(token) : undefined;
      const session = known ? await askOrRemember(token, known) : await ask(token);
      if (!session || (session.training && !takesTraining)) return undefined;
      return session.expiresAt.getTime() > Date.now() ? session : undefined;
    },
    isDue: (session) =>
      session.expiresAt.getTime() - Date.now() <
      (sessionLife.seconds - sessionLife.renewedAfterSeconds) * 1000,
    forget: async (cookie) => {
      const token = await tokenOf(cookie);
      if (token !== undefined) lastKnown.delete(token);
    },
    forgetPerson: (userId) => {
      for (const [token, session] of lastKnown) {
        if (session.viewer.userId === userId) lastKnown.delete(token);
      }
    },
  };
};
