import { openingsBetween, type IntakeSchedule } from "../../directory/intake-hours.ts";
import { instantOf, offsetsOf, wallAt } from "../../directory/zone-offsets.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** By the clock on the site's wall. */
const nightHour = 2;
const nights = 7;

/**
 * Whether a program takes children in at night: at two o'clock, by its own clock, in each of the
 * next seven nights. What it never stated is no.
 */
export const takesAtNight = (schedule: IntakeSchedule, now: Date): boolean => {
  if (schedule.aroundTheClock === true && schedule.closedDays.length === 0) return true;
  const { timeZone } = schedule;
  if (timeZone === null) return false;
  const [from, to] = [now.getTime(), now.getTime() + (nights + 1) * day];
  const openings = openingsBetween(schedule, from, to);
  if (!openings) return false;
  const stretches = offsetsOf(timeZone, from - day, to + day);
  const today = Math.floor(wallAt(stretches, from) / day);
  return Array.from({ length: nights }, (_, night) =>
    instantOf(stretches, (today + night + 1) * day + nightHour * hour),
  ).every((at) => openings.some((opening) => opening.from <= at && at < opening.to));
};
