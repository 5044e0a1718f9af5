import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../../db/client.ts";
import { readHead } from "./changed.repo.ts";
import { holdLock } from "./hold-lock.ts";
import { compareStates, readState } from "./index-state.ts";
import { catchUp, wholly, type Writing } from "./keep-in-step.ts";
import { rebuildIndex } from "./rebuild-index.ts";

/** What the worker tells of. */
export interface WorkerEvents {
  /** It tries again by itself. */
  onRetry(error: unknown, attempt: number): void;
  /** It has tried often enough and waits for the next sweep: somebody must look. */
  onGiveUp(error: unknown): void;
  /** The index is whole again after it was given up on, or was made anew. */
  onRebuilt?(programs: number): void;
}

export interface WorkerPatience {
  readonly attempts: number;
  /** Before the second attempt; doubled for each further one. */
  readonly firstPauseMs: number;
  /** Whatever was missed is found after so long. */
  readonly sweepMs: number;
  /** Changes that come together are written together. */
  readonly gatherMs: number;
}

export const usualPatience: WorkerPatience = {
  attempts: 5,
  firstPauseMs: 200,
  sweepMs: 15_000,
  gatherMs: 20,
};

export interface IndexWorker {
  /** Resolves when what has changed by now is in the index, or was given up on. */
  settle(): Promise<void>;
  failing(): boolean;
  stop(): Promise<void>;
}

const stopPatienceMs = 3_000;
const channel = "harborlight_search";

/** One pass under the lock: the index is made where there is none, else brought in step. */
export const passOnce = async (
  writing: Writing,
  searched: Pick<Database, "driver">,
  uid: string,
  now: Date,
  events: Pick<WorkerEvents, "onRebuilt">,
): Promise<void> => {
  await holdLock(searched, uid, async () => {
    const state = await readState(writing.client, uid);
    const head = await readHead(writing.reader);
    // One that has not begun to be is made anew, and so is one that is of another database.
    if (!state || compareStates(state, wholly(head.version)) > 0) {
      const { programs } = await rebuildIndex(writing, uid, now);
      events.onRebuilt?.(programs);
    } else await catchUp(writing, uid, state);
  });
};

/**
 * Keeps an index in step with the documents: a new version of those wakes it, and now and then it
 * looks by itself. Whatever came meanwhile is one pass; which instance does it does not matter.
 */
export const openIndexWorker = async (
  writing: Writing,
  searched: Pick<Database, "driver">,
  uid: string,
  events: WorkerEvents,
  { clock = () => new Date(), patience = usualPatience } = {},
): Promise<IndexWorker> => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let failing = false;
  let wanted = 0;
  let done = 0;
  let wake = Promise.withResolvers<undefined>();
  let settled = Promise.withResolvers<undefined>();

  // What was seen before a pause may have changed in it.
  const isStopping = (): boolean => signal.aborted;

  const want = () => {
    wanted += 1;
    wake.resolve(undefined);
  };

  // Aborting ends every pause at once; that is no failure.
  const rest = (milliseconds: number) =>
    pause(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

  const work = async (): Promise<void> => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await passOnce(writing, searched, uid, clock(), events);
        failing = false;
        return;
      } catch (error) {
        if (isStopping()) return;
        if (attempt >= patience.attempts) {
          failing = true;
          events.onGiveUp(error);
          return;
        }
        events.onRetry(error, attempt);
        await rest(patience.firstPauseMs * 2 ** (attempt - 1));
      }
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      if (done === wanted) {
        await Promise.race([wake.promise, rest(patience.sweepMs)]);
        wake = Promise.withResolvers<undefined>();
        if (isStopping()) break;
        await rest(patience.gatherMs);
      }
      const heard = wanted;
      await work();
      done = heard;
      settled.resolve(undefined);
      settled = Promise.withResolvers<undefined>();
    }
    settled.resolve(undefined);
  };

  // Whatever came before it listens is found by the first pass.
  const subscription = await searched.driver.listen(channel, want, want);
  want();
  const running = run();
  return {
    failing: () => failing,
    settle: async () => {
      want();
      const until = wanted;
      while (done < until && !signal.aborted) await settled.promise;
    },
    stop: async () => {
      stopping.abort();
      wake.resolve(undefined);
      // A task that Meilisearch still works on is found again; nobody waits for it to stop.
      await Promise.race([running, pause(stopPatienceMs, undefined, { ref: false })]);
      await subscription.unlisten();
    },
  };
};
