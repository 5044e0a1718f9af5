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
