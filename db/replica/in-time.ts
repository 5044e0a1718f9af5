import { setTimeout as pause } from "node:timers/promises";

/** Somebody was waited for in vain. */
export class TooSlow extends Error {}

/** What `work` comes to, or `TooSlow` after so many milliseconds; its later failure is nobody's. */
export const inTime = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  const waiting = new AbortController();
  work.catch(() => undefined);
  const over = pause(milliseconds, undefined, { ref: false, signal: waiting.signal }).then(() => {
    throw new TooSlow(`no answer within ${milliseconds} ms`);
  });
  over.catch(() => undefined);
  try {
    return await Promise.race([work, over]);
  } finally {
    waiting.abort();
  }
};
