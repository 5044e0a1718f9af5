import { live } from "../api/live.svelte.ts";
import { keepShell } from "../shell/service-worker.ts";
import { keepDesk } from "./kept-counts.ts";
import { ProgramCounts } from "./program-counts.svelte.ts";

export interface Desk {
  name: string;
  counts: ProgramCounts;
}

/** Milliseconds after which what got no answer is sent again, if nothing else tells of network. */
const retryAfter = 30_000;

let of: string | undefined;
const desks = new Map<string, ProgramCounts>();

/**
 * The counts of one program while this person stays signed in: a number that was not saved is
 * still on the screen when one comes back to it.
 */
export const countsOf = (viewerId: string, programId: string): ProgramCounts => {
  if (of !== viewerId) desks.clear();
  of = viewerId;
  const found = desks.get(programId) ?? new ProgramCounts(programId, viewerId);
  desks.set(programId, found);
  return found;
};

/** Keeps what the next visit needs where there is no network: own counts, and the app itself. */
const keepForLater = async (viewerId: string, all: readonly Desk[]): Promise<void> => {
  const programs = all.map(({ name, counts }) => ({
    ...{ id: counts.id, name: counts.program?.name ?? name },
    pools: counts.edits.map(({ pool }) => pool),
  }));
  await keepDesk({ viewerId, programs });
  await keepShell();
};

/** Keeps counts in step with the server, and saves what waits when the screen is left. */
export const attend = (viewerId: string, all: readonly Desk[]): (() => void) => {
  const every = (act: (counts: ProgramCounts) => Promise<void>) =>
    Promise.all(all.map(({ counts }) => act(counts)));
  const load = async () => {
    await every((counts) => counts.load());
    await every((counts) => counts.restore());
    await every((counts) => counts.resend());
    // Where nothing can be kept, the screen works all the same while there is network.
    if (all.every(({ counts }) => counts.program)) {
      await keepForLater(viewerId, all).catch(() => undefined);
    }
  };
  const flush = () => void every((counts) => counts.flush());
  const warn = (event: BeforeUnloadEvent) => {
    if (all.some(({ counts }) => counts.unsaved)) event.preventDefault();
  };
  const begin = () => void load();
  begin();
  const retry = setInterval(() => void every((counts) => counts.resend()), retryAfter);
  const stops = [
    live.on("program.changed", ({ program_id: id }) => {
      void all.find(({ counts }) => counts.id === id)?.counts.load();
    }),
    live.on("hello", begin),
    live.on("resync", begin),
  ];
  window.addEventListener("pagehide", flush);
  window.addEventListener("beforeunload", warn);
  window.addEventListener("online", begin);
  return () => {
    flush();
    clearInterval(retry);
    for (const stop of stops) stop();
    window.removeEventListener("pagehide", flush);
    window.removeEventListener("beforeunload", warn);
    window.removeEventListener("online", begin);
  };
};
