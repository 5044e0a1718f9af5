import { openingsBetween } from "../../directory/intake-hours.ts";
import { instantOf, offsetsOf } from "../../directory/zone-offsets.ts";

/** Hours of every week; `weekday` is ISO, minutes past 1440 are on the following day. */
export interface DutyShift {
  readonly userId: string;
  readonly weekday: number;
  readonly startsMinute: number;
  readonly endsMinute: number;
}

/** A local date on which somebody is on duty beside the plan; without hours: not at all. */
export interface DutyException {
  readonly userId: string;
  readonly day: string;
  readonly startsMinute: number | null;
  readonly endsMinute: number | null;
}

export interface DutyPlan {
  /** IANA zone of the program's site. */
  readonly timeZone: string;
  readonly shifts: readonly DutyShift[];
  readonly exceptions: readonly DutyException[];
}

const day = 86_400_000;
const minute = 60_000;

/** Whether one of the person's weekly shifts runs; a day off takes away those that start on it. */
const inWeek = (plan: DutyPlan, userId: string, at: number): boolean => {
  const shifts = plan.shifts.filter((shift) => shift.userId === userId);
  if (shifts.length === 0) return false;
  const off = plan.exceptions.filter(
    (given) => given.userId === userId && given.endsMinute === null,
  );
  const hours = shifts.map(({ weekday, startsMinute, endsMinute }) => ({
    ...{ weekday, opensMinute: startsMinute, closesMinute: endsMinute },
    lastIntakeMinute: null,
  }));
  const closedDays = off.map((given) => given.day);
  const { timeZone } = plan;
  const running = openingsBetween({ timeZone, aroundTheClock: null, hours, closedDays }, at, at);
  return running?.some(({ from, to }) => from <= at && at < to) ?? false;
};

const isExtra = (
  { timeZone }: DutyPlan,
  { day: date, startsMinute, endsMinute }: DutyException,
  at: number,
): boolean => {
  if (startsMinute === null || endsMinute === null) return false;
  const stretches = offsetsOf(timeZone, at - 3 * day, at + 3 * day);
  const [from, to] = [startsMinute, endsMinute].map((wall) =>
    instantOf(stretches, Date.parse(date) + wall * minute),
  );
  return from !== undefined && to !== undefined && from <= at && at < to;
};

/**
 * Who is on duty at `now`, by what the clock on the program's wall reads, also in the nights in
 * which it is put forward or back.
 */
export const onDutyAt = (plan: DutyPlan, now: Date): ReadonlySet<string> => {
  const at = now.getTime();
  const people = new Set([...plan.shifts, ...plan.exceptions].map(({ userId }) => userId));
  const extra = new Set(
    plan.exceptions.filter((given) => isExtra(plan, given, at)).map(({ userId }) => userId),
  );
  return new Set([...people].filter((userId) => extra.has(userId) || inWeek(plan, userId, at)));
};
