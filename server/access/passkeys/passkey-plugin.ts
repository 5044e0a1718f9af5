import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";

/** How long the device may take to answer a challenge. */
const challengeSeconds = 5 * 60;
const cookieName = "passkey_challenge";

/**
 * What passkeys need of better-auth: a challenge that is kept for one device and one answer, and a
 * session for whoever answered it. What proves a passkey is checked before (`open-passkeys.ts`).
 */
export const passkeyPlugin = {
  id: "passkeys",
  endpoints: {
    keepChallenge: createAuthEndpoint(
      "/passkey/keep-challenge",
      { method: "POST", metadata: { $Infer: { body: {} as { challenge: string; what: string } } } },
      async (context) => {
        const { challenge, what } = context.body;
        const key = generateRandomString(32);
        const cookie = context.context.createAuthCookie(cookieName, { maxAge: challengeSeconds });
        await context.context.internalAdapter.createVerificationValue({
          identifier: `passkey-${what}-${key}`,
          value: challenge,
          expiresAt: new Date(Date.now() + challengeSeconds * 1000),
        });
        const { name, attributes } = cookie;
        await context.setSignedCookie(name, key, context.context.secret, attributes);
        return null;
      },
    ),
    takeChallenge: createAuthEndpoint(
      "/passkey/take-challenge",
      {
        method: "POST",
        requireHeaders: true,
        metadata: { $Infer: { body: {} as { what: string } } },
      },
      async (context) => {
        const { what } = context.body;
        const { name } = context.context.createAuthCookie(cookieName);
        const key = await context.getSignedCookie(name, context.context.secret);
        if (typeof key !== "string") return { challenge: undefined };
        const kept = await context.context.internalAdapter.consumeVerificationValue(
          `passkey-${what}-${key}`,
        );
        return { challenge: kept && kept.expiresAt > new Date() ? kept.value : undefined };
      },
    ),
    enterByPasskey: createAuthEndpoint(
      "/passkey/sign-in",
      {
        method: "POST",
        requireHeaders: true,
        metadata: { $Infer: { body: {} as { userId: string } } },
      },
      async (context) => {
        const { userId } = context.body;
        const { internalAdapter } = context.context;
        const user = await internalAdapter.findUserById(userId);
        const session = user && (await internalAdapter.createSession(userId));
        if (!session) throw context.error("UNAUTHORIZED");
        await setSessionCookie(context, { session, user });
        return { user };
      },
    ),
  },
} as const;
