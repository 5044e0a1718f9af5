import { answered } from "./problem.ts";
import { keepOnlyFor } from "../beds/kept-owner.ts";
import { session } from "./session.svelte.ts";

/** Ends the session on the server, and forgets who was signed in. */
export const signOut = async (): Promise<void> => {
  await answered(
    fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }).then((response) => (response.ok ? { data: true, response } : { response })),
  );
  await keepOnlyFor(undefined);
  await session.load();
};
