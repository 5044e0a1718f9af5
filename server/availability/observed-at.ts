import { DomainError, invalid } from "../errors.ts";

const second = 1000;
const day = 86_400 * second;

/** How far the clock of a phone may run ahead of ours. */
export const clockSkewMs = 60 * second;

/** A statement about longer ago is a wrong clock, not a count. */
export const oldestMs = 30 * day;

/**
 * When a statement was true. Left out, it is now. Up to a minute ahead is a phone whose clock runs
 * fast, and since the statement is already here it is now; further ahead is refused (rule 1).
 */
export const settleObservedAt = (given: string | undefined, now: Date): Date => {
  if (given === undefined) return now;
  const observedAt = new Date(given);
  if (Number.isNaN(observedAt.getTime())) {
    throw invalid("body/observed_at", "is not a time that exists");
  }
  const ahead = observedAt.getTime() - now.getTime();
  if (ahead > clockSkewMs) {
    const message = "lies in the future: a count can only be stated once it is true";
    throw new DomainError("observed_in_future", `observed_at ${message}.`, {
      errors: [{ path: "body/observed_at", message }],
    });
  }
  if (-ahead > oldestMs) throw invalid("body/observed_at", "lies more than 30 days back");
  return ahead > 0 ? now : observedAt;
};
