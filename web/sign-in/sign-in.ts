import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { SecondFactorProof, SignedIn } from "../api/schema.ts";
import { provePasskey } from "../account/passkeys.ts";
import { session } from "../api/session.svelte.ts";

/** Asks who that is, unless the second factor is still to come. */
const finish = async ({ user }: SignedIn): Promise<boolean> => {
  if (user === null) return false;
  await session.load();
  return true;
};

/**
 * Signs in with e-mail and password, then asks who that is.
 * @returns false where the second factor is still to come
 * @throws Refused `wrong_credentials`, `too_many_requests`; Unreachable
 */
export const signInWithPassword = async (email: string, password: string): Promise<boolean> =>
  finish(await answered(api.POST("/api/auth/sign-in/email", { body: { email, password } })));

/**
 * Asks for a code by e-mail; whether an account has the address is not told.
 * @returns for how many minutes a code works
 * @throws Refused `too_many_requests`; Unreachable
 */
export const requestCode = async (email: string): Promise<number> => {
  const { minutes } = await answered(api.POST("/api/auth/codes", { body: { email } }));
  return minutes;
};

/** As `signInWithPassword`, with the code that came by e-mail. */
export const signInWithCode = async (email: string, code: string): Promise<boolean> =>
  finish(await answered(api.POST("/api/auth/sign-in/code", { body: { email, code } })));

/** As `signInWithPassword`, with a passkey of this device, which is both steps. Throws NoPasskey too. */
export const signInWithPasskey = async (): Promise<boolean> => {
  const credential = await provePasskey();
  return finish(await answered(api.POST("/api/auth/sign-in/passkey", { body: { credential } })));
};

/** Where the county's own sign-on begins; what comes of it is known on return. Throws Unreachable. */
export const beginCountySignOn = async (): Promise<string> =>
  (await answered(api.POST("/api/auth/county-sign-on"))).url;

/** The second step, on the device that took the first; throws as `signInWithPassword`. */
export const signInWithSecondFactor = async (body: SecondFactorProof): Promise<boolean> =>
  finish(await answered(api.POST("/api/auth/sign-in/second-factor", { body })));
