import { live } from "../api/live.svelte.ts";
import { ProgramCounts } from "./program-counts.svelte.ts";

let of: string | undefined;
const desks = new Map<string, ProgramCounts>();

/**
 * The counts of one program while this person stays signed in: a number that was not saved is
 * still on the screen when one comes back to it.
 */
export const countsOf = (viewerId: string, programId: string): ProgramCounts => {
  if (of !== viewerId) desks.clear();
  of = viewerId;
  const found = desks.get(programId) ?? new ProgramCounts(programId);
  desks.set(programId, found);
  return found;
};

/** Keeps counts in step with the server and saves what waits when the screen is left. */
export const attend = (all: readonly ProgramCounts[]): (() => void) => {
  const load = () => void Promise.all(all.map((counts) => counts.load()));
  const flush = () => void Promise.all(all.map((counts) => counts.flush()));
  const warn = (event: BeforeUnloadEvent) => {
    if (all.some((counts) => counts.unsaved)) event.preventDefault();
  };
  load();
  const stops = [
    live.on("program.changed", ({ program_id: id }) => {
      void all.find((counts) => counts.id === id)?.load();
    }),
    live.on("hello", load),
    live.on("resync", load),
  ];
  window.addEventListener("pagehide", flush);
  window.addEventListener("beforeunload", warn);
  window.addEventListener("online", load);
  return () => {
    flush();
    for (const stop of stops) stop();
    window.removeEventListener("pagehide", flush);
    window.removeEventListener("beforeunload", warn);
    window.removeEventListener("online", load);
  };
};
