import { APIError } from "better-auth/api";
import type { Database } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { DomainError } from "../errors.ts";
import { addressHeader, openBetterAuth } from "./better-auth.ts";
import { deleteEndedSessions, deleteSession } from "./sessions.repo.ts";

/** The device that signs in, as kept with its session. */
export interface Device {
  address: string;
  userAgent: string | undefined;
}

export interface OpenSession {
  expiresAt: Date;
  user: { id: string; name: string; email: string };
}

/** Signs people in and out, with the cookies to set as `Set-Cookie` lines. */
export interface SignIn {
  withPassword(
    credentials: { email: string; password: string },
    device: Device,
  ): Promise<{ user: OpenSession["user"]; cookies: string[] }>;
  end(cookie: string): Promise<string[]>;
  /** The session behind the cookie, begun anew when it is due. */
  renew(cookie: string): Promise<{ session: OpenSession | null; cookies: string[] }>;
  /** The session's token, if the cookie carries one that this server signed. */
  readToken(cookie: string): Promise<string | undefined>;
}

/** Opens sign-in; throws when `config.authSecret`, which signs the cookies, is not known. */
export const openSignIn = (database: Database, config: Config): SignIn => {
  if (config.authSecret === undefined) throw new Error("AUTH_SECRET must be known before sign-in.");
  const auth = openBetterAuth(database, config, config.authSecret);
  const readToken = async (cookie: string): Promise<string | undefined> => {
    const token = await auth.api.readSessionToken({ headers: new Headers({ cookie }) });
    return token === null || token === false ? undefined : token;
  };
  return {
    withPassword: async (credentials, device) => {
      const headers = new Headers({ [addressHeader]: device.address });
      if (device.userAgent !== undefined) headers.set("user-agent", device.userAgent);
      try {
        const answer = await auth.api.signInEmail({
          body: credentials,
          headers,
          returnHeaders: true,
        });
        const { id, name, email } = answer.response.user;
        await database.transaction((tx) => deleteEndedSessions(tx, id, new Date()));
        return { user: { id, name, email }, cookies: answer.headers.getSetCookie() };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) {
          throw new DomainError("wrong_credentials", "E-mail and password do not match.");
        }
        throw error;
      }
    },
    end: async (cookie) => {
      const token = await readToken(cookie);
      // better-auth's own sign-out says success even where the session could not be deleted.
      if (token !== undefined) await database.transaction((tx) => deleteSession(tx, token));
      const answer = await auth.api.signOut({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      });
      return answer.headers.getSetCookie();
    },
    renew: async (cookie) => {
      const answer = await auth.api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      });
      const cookies = answer.headers.getSetCookie();
      if (!answer.response) return { session: null, cookies };
      const { session, user } = answer.response;
      const { id, name, email } = user;
      return { session: { expiresAt: session.expiresAt, user: { id, name, email } }, cookies };
    },
    readToken,
  };
};
