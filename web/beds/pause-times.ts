const hour = 3_600_000;
const halfHour = hour / 2;

/** When the day staff are back. */
const morning = 7;

const morningAfter = (now: number, days: number): number => {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, morning).getTime();
};

/**
 * When a pause could end, on this device's clock and soonest first: in four hours on a half hour, at
 * the next seven in the morning that is more than an hour away, and a day and a week after that one.
 */
export const pauseTimes = (now: number): string[] => {
  const today = morningAfter(now, 0);
  const next = today - now > hour ? 0 : 1;
  const times = [
    Math.ceil((now + 4 * hour) / halfHour) * halfHour,
    ...[0, 1, 7].map((days) => morningAfter(now, next + days)),
  ];
  return [...new Set(times)].sort((a, b) => a - b).map((time) => new Date(time).toISOString());
};

/** The moment of a date and time that were typed on this device (`2026-03-02T07:00`); none: no time. */
export const typedMoment = (typed: string): string | undefined => {
  if (!/T\d\d:\d\d/.test(typed)) return undefined;
  const moment = new Date(typed);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
};
