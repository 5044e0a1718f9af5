import { DomainError, invalid, type InputError } from "../../errors.ts";
import type { WeeklyHours } from "../intake-hours.ts";
import { mostOpeningsADay, type HoursStatement } from "./contract.ts";

const midnight = 1440;
type WireHours = HoursStatement["hours"][number];

const minuteOf = (clock: string): number => {
  const [, hours = "", minutes = ""] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hours === "" ? Number.NaN : Number(hours) * 60 + Number(minutes);
};

const toWeekly = ({ weekday, opens, closes, next_day, last_intake }: WireHours): WeeklyHours => {
  const opensMinute = minuteOf(opens);
  const last = last_intake === null ? null : minuteOf(last_intake);
  return {
    ...{ weekday, opensMinute },
    closesMinute: minuteOf(closes) + (next_day ? midnight : 0),
    lastIntakeMinute: last !== null && last <= opensMinute ? last + midnight : last,
  };
};

const mistakeOf = (
  { opensMinute: opens, closesMinute: closes, lastIntakeMinute: last }: WeeklyHours,
  earlier: readonly WeeklyHours[],
): string | undefined => {
  if (Number.isNaN(opens + closes + (last ?? 0))) return "is no time of day";
  if (closes <= opens) return "closes before it opens";
  if (closes > opens + midnight) return "is longer than a day";
  if (last !== null && last > closes) return "ends intake after it closes";
  if (earlier.length === mostOpeningsADay) return `is more than ${mostOpeningsADay} on one day`;
  return earlier.some((row) => opens < row.closesMinute && row.opensMinute < closes)
    ? "overlaps another of the same day"
    : undefined;
};

/**
 * The weekly openings of a statement, by weekday and hour.
 * @throws DomainError `invalid_input` where they cannot be, overlap, or are stated beside "always"
 */
export const readHours = ({ around_the_clock, hours, closed_days }: HoursStatement) => {
  if (around_the_clock === true && hours.length > 0) {
    throw invalid("body/hours", "are stated although intake is open around the clock");
  }
  const rows = hours.map(toWeekly);
  const errors = rows.flatMap((row, position): InputError[] => {
    const earlier = rows.slice(0, position).filter(({ weekday }) => weekday === row.weekday);
    const message = mistakeOf(row, earlier);
    return message === undefined ? [] : [{ path: `body/hours/${position}`, message }];
  });
  if (errors.length > 0) {
    throw new DomainError("invalid_input", "These hours cannot be.", { errors });
  }
  return {
    aroundTheClock: around_the_clock,
    hours: rows.sort((a, b) => a.weekday - b.weekday || a.opensMinute - b.opensMinute),
    closedDays: [...new Set(closed_days)].sort(),
  };
};
