import { Refused } from "../api/problem.ts";

const triesAtMost = 15;
const betweenMs = 2000;

/**
 * Asks again while the server has no figures yet: its first table is being worked out. What is
 * refused otherwise, or for too long, is refused to the caller.
 */
export const askUntilReady = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const isEarly = error instanceof Refused && error.problem.status === 503;
      if (!isEarly || tries >= triesAtMost) throw error;
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
    }
  }
};
