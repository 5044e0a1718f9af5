import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import { session } from "../api/session.svelte.ts";

/**
 * Signs in with e-mail and password, then asks who that is.
 * @throws Refused `wrong_credentials`, `too_many_requests`; Unreachable
 */
export const signInWithPassword = async (email: string, password: string): Promise<void> => {
  await answered(api.POST("/api/auth/sign-in/email", { body: { email, password } }));
  await session.load();
};

/**
 * Asks for a code by e-mail; whether an account has the address is not told.
 * @returns for how many minutes a code works
 * @throws Refused `too_many_requests`; Unreachable
 */
export const requestCode = async (email: string): Promise<number> => {
  const { minutes } = await answered(api.POST("/api/auth/codes", { body: { email } }));
  return minutes;
};

/**
 * Signs in with the code that came by e-mail, then asks who that is.
 * @throws Refused `wrong_credentials`, `too_many_requests`; Unreachable
 */
export const signInWithCode = async (email: string, code: string): Promise<void> => {
  await answered(api.POST("/api/auth/sign-in/code", { body: { email, code } }));
  await session.load();
};
