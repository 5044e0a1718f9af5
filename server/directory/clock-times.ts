import type { Static } from "typebox";
import type { IntakeHours } from "./contract.ts";
import type { WeeklyHours } from "./intake-hours.ts";

/** Minutes from midnight as `07:30`; past midnight, as the clock reads then. */
export const clockTime = (minute: number): string =>
  [Math.floor(minute / 60) % 24, minute % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");

/** An opening as it goes over the wire. */
export const toWireHours = (row: WeeklyHours): Static<typeof IntakeHours> => ({
  weekday: row.weekday,
  opens: clockTime(row.opensMinute),
  closes: clockTime(row.closesMinute),
  next_day: row.closesMinute >= 1440,
  last_intake: row.lastIntakeMinute === null ? null : clockTime(row.lastIntakeMinute),
});
