import { isIP } from "node:net";
import type { Database } from "../../../db/client.ts";
import type { Config } from "../../config.ts";
import { DomainError } from "../../errors.ts";
import type { BetterAuth } from "../better-auth.ts";
import type { SignedIn } from "../viewer.ts";
import type { NewPasskey, PasskeyAsked, PasskeyBegun, PasskeyProof } from "./contract.ts";
import { findPasskey, findPasskeysOf, noteUse } from "./passkeys.repo.ts";

/** A checked public key, before it is anybody's. */
export interface CheckedPasskey {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
  backedUp: boolean;
}

type Challenge = "registration" | "sign-in";

/** Loaded when the first passkey is asked for: it takes 10 MB, which most instances never need. */
const library = () => import("@simplewebauthn/server");

/**
 * Passkeys of this instance's own host. Each must have verified its user by PIN, finger or face, so
 * that one is something one has and something one knows or is: both factors at once.
 */
export interface Passkeys {
  /** What to make, and the cookies that the answer must come back with. */
  beginMaking(viewer: SignedIn): Promise<{ options: PasskeyBegun; cookies: string[] }>;
  /** Throws `wrong_credentials` where that is no answer to this device's challenge. */
  check(credential: NewPasskey["credential"], cookie: string): Promise<CheckedPasskey>;
  /** What to sign, by whichever passkey the device has. */
  ask(): Promise<{ options: PasskeyAsked; cookies: string[] }>;
  /** Whose passkey answered; undefined where it was none, or no answer to this device's challenge. */
  recognize(
    credential: PasskeyProof["credential"],
    device: { cookie: string },
  ): Promise<{ userId: string; email: string } | undefined>;
}

const wrong = () => new DomainError("wrong_credentials", "That passkey is not right. Try again.");

/** EdDSA, ES256 and RS256, which every authenticator has one of. */
const algorithms = [-8, -7, -257];

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));

/** Of what the library refuses, why is nobody's business but a log's that would repeat what was sent. */
const orUndefined = async <T>(checking: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await checking();
  } catch {
    return undefined;
  }
};

/** Opens passkeys; undefined where the public address is a number, to which no passkey can belong. */
export const openPasskeys = (
  auth: BetterAuth,
  database: Database,
  { publicUrl }: Pick<Config, "publicUrl">,
): Passkeys | undefined => {
  const { hostname, origin } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) return undefined;
  const expected = {
    expectedOrigin: origin,
    expectedRPID: hostname,
    requireUserVerification: true,
  };

  const keep = async (challenge: string, what: Challenge): Promise<string[]> => {
    const body = { challenge, what };
    const { headers } = await auth.api.keepChallenge({ body, returnHeaders: true });
    return headers.getSetCookie();
  };
  const take = async (what: Challenge, cookie: string): Promise<string | undefined> => {
    const headers = new Headers({ cookie });
    return (await auth.api.takeChallenge({ body: { what }, headers })).challenge;
  };

  return {
    beginMaking: async ({ userId, email, name }) => {
      const known = await findPasskeysOf(database.read, userId);
      const { generateRegistrationOptions } = await library();
      const made = await generateRegistrationOptions({
        ...{ rpName: "Harborlight", rpID: hostname, userName: email, userDisplayName: name },
        userID: new Uint8Array(Buffer.from(userId)),
        attestationType: "none",
        supportedAlgorithmIDs: algorithms,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      const { rp, user, challenge, pubKeyCredParams } = made;
      const options: PasskeyBegun = {
        ...{ rp: { ...rp, id: hostname }, user, challenge, pubKeyCredParams },
        excludeCredentials: known.map(({ credentialId }) => ({
          ...{ id: credentialId, type: "public-key" },
        })),
        timeout: made.timeout ?? 60_000,
        authenticatorSelection: {
          ...{ residentKey: "required", requireResidentKey: true, userVerification: "required" },
        },
        attestation: "none",
      };
      return { options, cookies: await keep(challenge, "registration") };
    },
    check: async (credential, cookie) => {
      const challenge = await take("registration", cookie);
      if (challenge === undefined) throw wrong();
      const { verifyRegistrationResponse } = await library();
      const checked = await orUndefined(() =>
        verifyRegistrationResponse({
          ...expected,
          expectedChallenge: challenge,
          supportedAlgorithmIDs: algorithms,
          response: credential,
        }),
      );
      if (checked?.verified !== true) throw wrong();
      const { credential: made, credentialBackedUp } = checked.registrationInfo;
      return {
        credentialId: made.id,
        publicKey: Buffer.from(made.publicKey).toString("base64url"),
        counter: made.counter,
        transports: [...(credential.response.transports ?? [])],
        backedUp: credentialBackedUp,
      };
    },
    ask: async () => {
      const { generateAuthenticationOptions } = await library();
      const { challenge, timeout = 60_000 } = await generateAuthenticationOptions({
        rpID: hostname,
        userVerification: "required",
      });
      const options: PasskeyAsked = {
        ...{ challenge, rpId: hostname, timeout, userVerification: "required" },
      };
      return { options, cookies: await keep(challenge, "sign-in") };
    },
    recognize: async (credential, { cookie }) => {
      const challenge = await take("sign-in", cookie);
      const passkey = await findPasskey(database.read, credential.id);
      if (challenge === undefined || !passkey) return undefined;
      const { publicKey, counter, credentialId, userId, email } = passkey;
      const { userHandle } = credential.response;
      const handle = userHandle === undefined ? userId : Buffer.from(userHandle, "base64url");
      if (handle.toString() !== userId) return undefined;
      const { verifyAuthenticationResponse } = await library();
      const checked = await orUndefined(() =>
        verifyAuthenticationResponse({
          ...expected,
          expectedChallenge: challenge,
          response: credential,
          credential: { id: credentialId, publicKey: bytes(publicKey), counter },
        }),
      );
      if (checked?.verified !== true) return undefined;
      const use = { counter: checked.authenticationInfo.newCounter, lastUsedAt: new Date() };
      await database.transaction((tx) => noteUse(tx, passkey.id, use));
      return { userId, email };
    },
  };
};
