import type { Config } from "../config.ts";
import type { Entry } from "./people.repo.ts";

/** By what a session is begun. */
export type WayIn = "password" | "code" | "second_factor" | "sign_on" | "passkey";

/** The way in behind each of better-auth's own paths that begin sessions. */
export const waysIn: Readonly<Record<string, WayIn>> = {
  "/sign-in/email": "password",
  "/sign-in/email-otp": "code",
  "/callback/:id": "sign_on",
  "/passkey/sign-in": "passkey",
  "/two-factor/verify-totp": "second_factor",
  "/two-factor/verify-backup-code": "second_factor",
  "/two-factor/disable": "second_factor",
};

/**
 * Whether a person may come in this way: by password training accounts alone, and training accounts
 * only where training data is; not once the account is closed, and not by an invitation that has
 * ended. A way that is not known is none.
 */
export const mayEnter = (
  { training, closedAt, invitationEndsAt }: Entry,
  way: WayIn | undefined,
  { config, now }: { config: Pick<Config, "dataset">; now: Date },
): boolean => {
  if (way === undefined || closedAt !== null) return false;
  if (invitationEndsAt !== null && invitationEndsAt <= now) return false;
  return training ? config.dataset.includes("training") : way !== "password";
};
