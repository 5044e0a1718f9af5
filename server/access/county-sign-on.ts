import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { Database } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { DomainError } from "../errors.ts";
import { findSessions } from "./access.repo.ts";
import { headersOf, openBetterAuth, type Device } from "./better-auth.ts";
import { noteEntry, noteRefusal } from "./note-entry.ts";

const providerId = "oidc";

const away = () => new DomainError("unavailable", "The county's sign-on does not answer.");

/** Sign-on at a county's own OpenID provider; it makes no accounts. */
const openIdProvider = ({ issuer, clientId, clientSecret }: NonNullable<Config["oidc"]>) =>
  genericOAuth({
    config: [
      {
        ...{ providerId, clientId, clientSecret },
        discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        disableSignUp: true,
        // What it says of a person counts only signed; accounts are met by a verified e-mail only.
        requireIdTokenVerification: true,
      },
    ],
  });

/** How coming back from the county's sign-on ended. */
export type SignOnOutcome = "signed_in" | "second_factor" | "refused";

/** A county's own sign-on, for people who were invited. */
export interface CountySignOn {
  /** Where to send the browser, and the cookies that it comes back with. */
  begin(): Promise<{ url: string; cookies: string[] }>;
  finish(
    query: Record<string, string>,
    device: Device & { cookie: string },
  ): Promise<{ outcome: SignOnOutcome; cookies: string[] }>;
}

/**
 * Opens the county's sign-on; undefined where none is set. It has a better-auth of its own: one waits
 * for the provider when it starts, and nobody else's sign-in should.
 */
export const openCountySignOn = (
  database: Database,
  config: Config,
  readToken: (cookie: string) => Promise<string | undefined>,
): CountySignOn | undefined => {
  const { oidc, authSecret = "" } = config;
  if (!oidc) return undefined;
  let opened: ReturnType<typeof openBetterAuth> | undefined;
  const auth = () =>
    (opened ??= openBetterAuth(database, config, authSecret, () => undefined, [
      openIdProvider(oidc),
    ]));

  const enter = async (cookies: readonly string[]): Promise<SignOnOutcome> => {
    const token = await readToken(cookies.map((line) => line.split(";")[0]).join("; "));
    const found = await findSessions(database.read, token === undefined ? [] : [token]);
    const session = token === undefined ? undefined : found.get(token);
    if (!session) return "refused";
    await noteEntry(database, session.viewer.userId, "sign_on");
    return "signed_in";
  };

  return {
    begin: async () => {
      const asked = auth().api.signInSocial({
        body: { provider: providerId, callbackURL: config.publicUrl, disableRedirect: true },
        returnHeaders: true,
      });
      const { headers, response } = await asked.catch((error: unknown) => {
        // A provider that does not answer is one that is not known.
        if (error instanceof APIError && error.statusCode === 404) throw away();
        throw error;
      });
      if (!response.url) throw away();
      return { url: response.url, cookies: headers.getSetCookie() };
    },
    finish: async (query, { cookie, ...device }) => {
      const headers = headersOf(device);
      headers.set("cookie", cookie);
      const answer = await auth().api.callbackOAuth({
        ...{ method: "GET", params: { id: providerId }, query, headers, asResponse: true },
      });
      const cookies = answer.headers.getSetCookie();
      // A challenge stands in place of a session where a second factor is to come.
      if (cookies.some((line) => /two_factor=[^;]/.test(line))) {
        return { outcome: "second_factor", cookies };
      }
      const failed = answer.headers.get("location")?.includes("error=") ?? true;
      const outcome = failed ? "refused" : await enter(cookies);
      if (outcome === "refused") await noteRefusal(database, undefined, "sign_on");
      return { outcome, cookies };
    },
  };
};
