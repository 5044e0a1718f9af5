import { invalid } from "../errors.ts";
import { graceMinutes, longestHoldHours, minutesAfter } from "./limits.ts";

// A phone's clock may be behind.
const toleranceMinutes = 5;

/**
 * When the child could arrive, as a worker stated it.
 * @throws DomainError `invalid_input` when it is past, or further ahead than a bed is kept
 */
export const settleArrival = (stated: string, now: Date): Date => {
  const arrival = new Date(stated);
  if (arrival < minutesAfter(now, -toleranceMinutes)) {
    throw invalid("body/arriving_at", "is past already");
  }
  if (arrival > minutesAfter(now, longestHoldHours * 60)) {
    throw invalid("body/arriving_at", `is more than ${longestHoldHours} hours ahead`);
  }
  return arrival;
};

/**
 * Until when an accepted bed is kept for a child who arrives then: half an hour longer, never less
 * than it was kept already, and at most a day from the acceptance.
 */
export const keptUntil = (
  hold: { expiresAt: Date; acceptedAt: Date | null },
  arrival: Date,
  now: Date,
): Date => {
  const wanted = minutesAfter(arrival, graceMinutes).getTime();
  const last = minutesAfter(hold.acceptedAt ?? now, longestHoldHours * 60).getTime();
  return new Date(Math.max(hold.expiresAt.getTime(), Math.min(wanted, last)));
};
