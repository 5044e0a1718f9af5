import { createAuthEndpoint } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { waysIn } from "./may-enter.ts";

/** How long who gave the first factor may take to give the second. */
const challengeSeconds = 10 * 60;

/**
 * Codes of an authenticator app (RFC 6238) and ten recovery codes. After ten wrong ones in a row the
 * account waits a quarter of an hour.
 */
export const secondFactorPlugin = () => {
  const plugin = twoFactor({
    issuer: "Harborlight",
    allowPasswordless: true,
    twoFactorTable: "twoFactors",
    twoFactorCookieMaxAge: challengeSeconds,
    backupCodeOptions: { amount: 10, storeBackupCodes: "encrypted" },
  });
  return {
    ...plugin,
    hooks: {
      // Of itself it asks after passwords alone; here every first factor is followed by the second,
      // but for passkeys, which verify their user and are both.
      after: plugin.hooks.after.map((hook) => ({
        ...hook,
        matcher: ({ path }: { path?: string }) => {
          const way = waysIn[path ?? ""];
          return way !== undefined && way !== "second_factor" && way !== "passkey";
        },
      })),
    },
  };
};

/** As the plugin above names it. */
const challengeCookie = "two_factor";

/** Tells whose second factor is still to come, by the cookie that the first one set. */
export const challengePlugin = {
  id: "challenge",
  endpoints: {
    /** The person's id; null where the cookie is missing, forged, used up or over. */
    readChallenged: createAuthEndpoint(
      "/challenged",
      { method: "GET", requireHeaders: true },
      async ({ context, getSignedCookie }): Promise<string | null> => {
        const { name } = context.createAuthCookie(challengeCookie);
        const challenge = await getSignedCookie(name, context.secret);
        if (challenge === null || challenge === false) return null;
        const kept = await context.internalAdapter.findVerificationValue(challenge);
        return kept?.value ?? null;
      },
    ),
  },
};
