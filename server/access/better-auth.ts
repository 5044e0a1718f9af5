import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import type { genericOAuth } from "better-auth/plugins/generic-oauth";
import { v7 } from "uuid";
import type { Database } from "../../db/client.ts";
import { accounts, sessions, twoFactors, users, verifications } from "../../db/schema/index.ts";
import type { Config } from "../config.ts";
import { mayEnter, waysIn } from "./may-enter.ts";
import { passkeyPlugin } from "./passkeys/passkey-plugin.ts";
import { findEntry } from "./people.repo.ts";
import { challengePlugin, secondFactorPlugin } from "./second-factor-plugin.ts";
import { signInCodes } from "./sign-in-codes.ts";

const hour = 3600;
/** A session's life in seconds, and after how much of it use begins it anew. */
export const sessionLife = { seconds: 12 * hour, renewedAfterSeconds: 600 };

/** Where better-auth reads the address: a header of ours, so that no client can claim one. */
export const addressHeader = "x-harborlight-address";

/** The device that signs in, as kept with its session. */
export interface Device {
  address: string;
  userAgent: string | undefined;
}

/** What better-auth is told of the device that asks. */
export const headersOf = ({ address, userAgent }: Device): Headers => {
  const headers = new Headers({ [addressHeader]: address });
  if (userAgent !== undefined) headers.set("user-agent", userAgent);
  return headers;
};

/**
 * better-auth, cut to what this application offers. Its router is never exposed. Codes go to
 * `deliverCode`, once for each that is asked for in the name of an account.
 */
export const openBetterAuth = (
  database: Database,
  config: Config,
  secret: string,
  deliverCode: (email: string, code: string) => void,
  more: ReturnType<typeof genericOAuth>[] = [],
) =>
  betterAuth({
    appName: "Harborlight",
    baseURL: config.publicUrl,
    basePath: "/api/auth",
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(database.read, {
      provider: "pg",
      schema: { users, sessions, accounts, verifications, twoFactors },
    }),
    user: {
      modelName: "users",
      additionalFields: {
        role: { type: "string", required: true, input: false },
        organizationId: { type: "string", required: false, input: false },
        training: { type: "boolean", required: true, input: false },
      },
    },
    account: {
      modelName: "accounts",
      updateAccountOnSignIn: false,
      // Accounts come by invitation alone, so nobody can have made one in another's name.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: { modelName: "verifications", storeIdentifier: "hashed" },
    session: {
      modelName: "sessions",
      expiresIn: sessionLife.seconds,
      updateAge: sessionLife.renewedAfterSeconds,
    },
    emailAndPassword: { enabled: config.dataset.includes("training"), disableSignUp: true },
    advanced: {
      cookiePrefix: "harborlight",
      useSecureCookies: config.publicUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: () => v7() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      account: {
        create: {
          // Nothing is asked of a provider later, so its tokens are not kept.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
      session: {
        create: {
          // After the password or code was checked, so that the time of a refusal tells nothing.
          before: async (session, context) => {
            const person = await findEntry(database.read, session.userId);
            const way = waysIn[context?.path ?? ""];
            if (person && mayEnter(person, way, { config, now: new Date() })) return true;
            throw new APIError("UNAUTHORIZED");
          },
        },
      },
    },
    plugins: [
      signInCodes(secret, deliverCode),
      secondFactorPlugin(),
      passkeyPlugin,
      ...more,
      {
        id: "session-token",
        endpoints: {
          readSessionToken: createAuthEndpoint(
            "/session-token",
            { method: "GET", requireHeaders: true },
            (context) =>
              context.getSignedCookie(
                context.context.authCookies.sessionToken.name,
                context.context.secret,
              ),
          ),
        },
      },
      challengePlugin,
    ],
  });

export type BetterAuth = ReturnType<typeof openBetterAuth>;
