import { Refused } from "../api/problem.ts";

const secondsAtMost = 60;
const betweenMs = 2000;

/**
 * Asks again while the server has no figures yet: its first table is being worked out. What is
 * refused otherwise, or for too long, is refused to the caller.
 * @param onwait hears of each wait how many seconds it has been
 */
export const askUntilReady = async <T>(
  ask: () => Promise<T>,
  { onwait, signal }: { onwait?: (seconds: number) => void; signal?: AbortSignal } = {},
): Promise<T> => {
  const since = performance.now();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const seconds = Math.round((performance.now() - since) / 1000);
      const isEarly = error instanceof Refused && error.problem.status === 503;
      if (!isEarly || seconds >= secondsAtMost) throw error;
      onwait?.(seconds);
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
      signal?.throwIfAborted();
    }
  }
};
