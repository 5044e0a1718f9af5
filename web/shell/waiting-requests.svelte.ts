import type { incoming } from "../beds/incoming.svelte.ts";

let reading = $state.raw<typeof incoming>();

/** Requests that wait for staff's answer. What reads them is fetched for staff alone. */
export const waitingRequests = {
  get count(): number {
    return reading?.waiting ?? 0;
  },
  /** Keeps reading for these programs until the answered function is called. */
  follow(programIds: readonly string[]): () => void {
    const following = import("../beds/incoming.svelte.ts").then((loaded) => {
      reading = loaded.incoming;
      return loaded.incoming.follow(programIds);
    });
    return () => void following.then((stop) => stop());
  },
};
