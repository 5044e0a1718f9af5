import { setTimeout as delay } from "node:timers/promises";

/**
 * Answers `work`, or its failure, after `milliseconds` at the earliest: the time that it took inside
 * is then nobody's hint at what was found there.
 */
export const answerSlowly = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
  const [answer] = await Promise.allSettled([work(), delay(milliseconds)]);
  if (answer.status === "rejected") throw answer.reason;
  return answer.value;
};
