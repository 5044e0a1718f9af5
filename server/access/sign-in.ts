import { APIError } from "better-auth/api";
import type { Database } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { DomainError } from "../errors.ts";
import type { Mailer } from "../notify/mailer.ts";
import { signInCodeMessage } from "../notify/sign-in-code-message.ts";
import { answerSlowly } from "./answer-slowly.ts";
import { openCountySignOn, type CountySignOn } from "./county-sign-on.ts";
import { recordAudit } from "./audit/record-audit.ts";
import { headersOf, openBetterAuth, type Device } from "./better-auth.ts";
import { mayEnter, type WayIn } from "./may-enter.ts";
import { noteEntry, noteRefusal, type Claimed } from "./note-entry.ts";
import type { TryCounter } from "./limit-tries.ts";
import { findEntryByEmail } from "./people.repo.ts";
import { openSecondFactor, type SecondFactor } from "./second-factor.ts";
import { deleteSession } from "./sessions.repo.ts";
import type { PasskeyProof } from "./passkeys/contract.ts";
import { openPasskeys, type Passkeys } from "./passkeys/open-passkeys.ts";
import { codeLife } from "./sign-in-codes.ts";

export interface OpenSession {
  expiresAt: Date;
  user: { id: string; name: string; email: string };
}

/** Who signed in, and the cookies to set as `Set-Cookie` lines. */
export interface SignedIn {
  /** null: the second factor is still to come; one of the cookies asks for it. */
  user: OpenSession["user"] | null;
  cookies: string[];
}

/** Signs people in and out. A refusal is `wrong_credentials`, whatever was wrong. */
export interface SignIn {
  withPassword(credentials: { email: string; password: string }, device: Device): Promise<SignedIn>;
  /** Mails a code to the account of that e-mail, if there is one; tells nobody which. */
  sendCode(email: string): Promise<void>;
  withCode(proof: { email: string; code: string }, device: Device): Promise<SignedIn>;
  /** The second step, with the cookie that the first one set. Throws `too_many_requests` too. */
  withSecondFactor(
    proof: { code: string } | { recoveryCode: string },
    device: Device & { cookie: string },
  ): Promise<SignedIn>;
  /** Both steps at once, with the cookie that came with what to sign. */
  withPasskey(
    credential: PasskeyProof["credential"],
    device: Device & { cookie: string },
  ): Promise<SignedIn>;
  readonly secondFactor: SecondFactor;
  /** undefined: no passkey can belong to this instance's public address. */
  readonly passkeys: Passkeys | undefined;
  /** undefined: no county's sign-on is set. */
  readonly countySignOn: CountySignOn | undefined;
  end(cookie: string): Promise<string[]>;
  /** The session behind the cookie, begun anew when it is due. */
  renew(cookie: string): Promise<{ session: OpenSession | null; cookies: string[] }>;
  /** The session's token, if the cookie carries one that this server signed. */
  readToken(cookie: string): Promise<string | undefined>;
}

/** Longer than what the database takes to look for an account and a code. */
const answerAfterMs = 250;

const refusals: Readonly<Record<Exclude<WayIn, "sign_on">, string>> = {
  password: "E-mail and password do not match.",
  code: "That code is not right, or it has ended. Ask for a new one.",
  second_factor: "That code is not right. Wait for the next one, or begin again.",
  passkey: "That passkey is not known here.",
};

interface FirstAnswer {
  headers: Headers;
  // What better-auth answers where the second factor is still to come has no user.
  response: { user: OpenSession["user"] } | { twoFactorRedirect: true };
}

/** Without a session's own cookie: a challenge is answered as one, by whoever else is signed in. */
const withoutSession = (cookie: string): string =>
  cookie
    .split("; ")
    .filter((pair) => !pair.includes("session_token="))
    .join("; ");

/**
 * Opens sign-in; throws when `config.authSecret`, which signs the cookies, is not known. Codes go
 * out by `mail`; without it none can be asked for.
 */
export const openSignIn = (
  database: Database,
  config: Config,
  tries: TryCounter,
  mail?: Mailer,
): SignIn => {
  if (config.authSecret === undefined) throw new Error("AUTH_SECRET must be known before sign-in.");
  const auth = openBetterAuth(database, config, config.authSecret, (email, code) => {
    mail?.post(async () => {
      const person = await findEntryByEmail(database.read, email);
      if (!person || !mayEnter(person, "code", { config, now: new Date() })) return undefined;
      return signInCodeMessage(email, code, codeLife.minutes);
    });
  });

  const readToken = async (cookie: string): Promise<string | undefined> => {
    const token = await auth.api.readSessionToken({ headers: new Headers({ cookie }) });
    return token === null || token === false ? undefined : token;
  };

  const refuse = async (claimed: Claimed, way: keyof typeof refusals): Promise<never> => {
    await noteRefusal(database, claimed, way);
    throw new DomainError("wrong_credentials", refusals[way]);
  };

  const begin = async (
    way: keyof typeof refusals,
    email: string,
    answering: Promise<FirstAnswer>,
  ): Promise<SignedIn> => {
    try {
      const { headers, response } = await answering;
      const cookies = headers.getSetCookie();
      if (!("user" in response)) return { user: null, cookies };
      const { id, name } = response.user;
      await noteEntry(database, id, way);
      return { user: { id, name, email }, cookies };
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return await refuse({ email }, way);
      throw error;
    }
  };

  /** A code counts once, also within the half minute that it is right for. */
  const refuseUsed = async (userId: string, code: string, headers: Headers): Promise<void> => {
    try {
      await tries.take([
        { what: "second factor used", who: `${userId} ${code}`, most: 1, minutes: 2 },
      ]);
    } catch (error) {
      const cookie = headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
      const token = await readToken(cookie);
      if (token !== undefined) await database.transaction((tx) => deleteSession(tx, token));
      if (error instanceof DomainError) return await refuse({ userId }, "second_factor");
      throw error;
    }
  };

  const secondStep: SignIn["withSecondFactor"] = async (proof, { cookie, ...device }) => {
    const headers = headersOf(device);
    headers.set("cookie", withoutSession(cookie));
    const byApp = "code" in proof;
    // Read before it is tried, since the last wrong code uses it up.
    const challenged = await auth.api.readChallenged({ headers });
    try {
      const answer = byApp
        ? await auth.api.verifyTOTP({ body: proof, headers, returnHeaders: true })
        : await auth.api.verifyBackupCode({
            body: { code: proof.recoveryCode },
            headers,
            returnHeaders: true,
          });
      const { user } = answer.response;
      const actor = { userId: user.id };
      if (byApp) await refuseUsed(user.id, proof.code, answer.headers);
      else {
        await database.transaction((tx) =>
          recordAudit(tx, { actor, action: "recovery_code_used" }),
        );
      }
      const begun = Promise.resolve({ headers: answer.headers, response: { user } });
      return await begin("second_factor", user.email, begun);
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
      if (error.statusCode === 429) {
        throw new DomainError("too_many_requests", "Too many wrong codes; wait a while.");
      }
      const claimed = challenged === null ? undefined : { userId: challenged };
      return await refuse(claimed, "second_factor");
    }
  };

  const passkeys = openPasskeys(auth, database, config);

  return {
    withPasskey: async (credential, device) => {
      const person = await passkeys?.recognize(credential, device);
      if (!person) return await refuse(undefined, "passkey");
      const { userId, email } = person;
      return await begin(
        "passkey",
        email,
        auth.api.enterByPasskey({
          body: { userId },
          headers: headersOf(device),
          returnHeaders: true,
        }),
      );
    },
    passkeys,
    withPassword: ({ email, password }, device) =>
      begin(
        "password",
        email.toLowerCase(),
        auth.api.signInEmail({
          body: { email, password },
          headers: headersOf(device),
          returnHeaders: true,
        }),
      ),
    sendCode: (email) =>
      answerSlowly(answerAfterMs, async () => {
        if (!mail) throw new DomainError("not_found", "No codes are sent here.");
        await auth.api.sendVerificationOTP({ body: { email, type: "sign-in" } });
      }),
    withCode: ({ email, code }, device) =>
      answerSlowly(answerAfterMs, () =>
        begin(
          "code",
          email.toLowerCase(),
          auth.api.signInEmailOTP({
            body: { email, otp: code },
            headers: headersOf(device),
            returnHeaders: true,
          }),
        ),
      ),
    withSecondFactor: (proof, device) => secondStep(proof, device),
    secondFactor: openSecondFactor(auth, database, tries),
    countySignOn: openCountySignOn(database, config, readToken),
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
