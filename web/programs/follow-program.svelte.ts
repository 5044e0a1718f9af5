import { untrack } from "svelte";
import { api } from "../api/client.ts";
import { live } from "../api/live.svelte.ts";
import { answered } from "../api/problem.ts";
import type { Program } from "../api/schema.ts";

const refreshEvery = 60_000;

/**
 * Keeps one program in step with the server: read again when its counts change, when changes may
 * have been missed, and every minute, since "open now" changes by the clock. The last answer stays
 * when the next one does not come. `id` and `viewer` are read reactively.
 */
export const followProgram = (id: () => string, viewer: () => string | null | undefined) => {
  let shown = $state.raw<Program>();
  let error = $state.raw<unknown>();
  let running: AbortController | undefined;
  let seenBy = untrack(viewer);

  const read = async (wanted: string) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      const program = await answered(
        api.GET("/api/programs/{id}", { params: { path: { id: wanted } }, signal: mine.signal }),
      );
      if (running !== mine) return;
      shown = program;
      error = undefined;
    } catch (cause) {
      if (running === mine) error = cause;
    }
  };

  const forget = () => {
    shown = undefined;
    error = undefined;
  };

  $effect(() => {
    const who = viewer();
    untrack(() => {
      // Another viewer may see less; until it is known who reads, the server knows.
      if (seenBy !== undefined && who !== seenBy) {
        forget();
        void read(id());
      }
      seenBy = who;
    });
  });

  $effect(() => {
    const wanted = id();
    untrack(forget);
    const again = () => void read(wanted);
    const ifVisible = () => {
      if (!document.hidden) again();
    };
    again();
    const stops = [
      live.on("program.changed", ({ program_id: changed }) => {
        if (changed === wanted) again();
      }),
      live.on("hello", again),
      live.on("resync", again),
    ];
    const timer = window.setInterval(ifVisible, refreshEvery);
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", ifVisible);
    return () => {
      for (const stop of stops) stop();
      window.clearInterval(timer);
      window.removeEventListener("online", again);
      document.removeEventListener("visibilitychange", ifVisible);
      running?.abort();
      running = undefined;
    };
  });

  return {
    get shown() {
      return shown;
    },
    /** Why the newest question has no answer; what is shown is then an older one. */
    get error() {
      return error;
    },
    retry: () => void read(id()),
  };
};
