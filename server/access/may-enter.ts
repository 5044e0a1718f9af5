import type { Config } from "../config.ts";
import type { Entry } from "./people.repo.ts";

/** By what a session is begun. */
export type WayIn = "password" | "code";

/** The way in behind each of better-auth's own paths that begin sessions. */
export const waysIn: Readonly<Record<string, WayIn>> = {
  "/sign-in/email": "password",
  "/sign-in/email-otp": "code",
};

/**
 * Whether a person may come in this way: by password training accounts alone, and training accounts
 * only where training data is. A way that is not known is none.
 */
export const mayEnter = (
  person: Entry,
  way: WayIn | undefined,
  { dataset }: Pick<Config, "dataset">,
): boolean => {
  if (way === undefined) return false;
  if (person.training) return dataset.includes("training");
  return way !== "password";
};
