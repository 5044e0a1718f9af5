import { instantOf, offsetsOf, wallAt } from "./zone-offsets.ts";

/** One weekday's opening, in the site's time zone; see `intake_hours` for the meaning of minutes. */
export interface WeeklyHours {
  /** ISO: 1 Monday to 7 Sunday; the day on which the opening starts. */
  readonly weekday: number;
  readonly opensMinute: number;
  /** Past 1440: on the following day. */
  readonly closesMinute: number;
  readonly lastIntakeMinute: number | null;
}

/** When a program takes children in, as it stated it. */
export interface IntakeSchedule {
  /** IANA zone of the site; null: at no site. */
  readonly timeZone: string | null;
  readonly aroundTheClock: boolean | null;
  readonly hours: readonly WeeklyHours[];
  /** Local dates (2026-12-25) on which no opening starts. */
  readonly closedDays: readonly string[];
}

export interface IntakeState {
  /** null: hours were never stated, or there is no zone to read them in. */
  readonly openNow: boolean | null;
  /** The next opening within 14 days; null when open or when nothing is known. */
  readonly opensAt: Date | null;
  /** Neither `openNow` nor `opensAt` changes before this moment. */
  readonly changesAt: Date;
}

/** An opening, from its first to just before its last instant; milliseconds since the epoch. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** How far ahead the next opening is looked for. */
export const openingHorizonDays = 14;

const day = 86_400_000;
const minute = 60_000;

const everyDay: readonly WeeklyHours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opensMinute: 0,
  closesMinute: 1440,
  lastIntakeMinute: null,
}));

const merged = (openings: Opening[]): Opening[] => {
  const joined: Opening[] = [];
  for (const opening of openings.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last && opening.from <= last.to) {
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, opening.to) };
    } else {
      joined.push(opening);
    }
  }
  return joined;
};

// 1970-01-01 was a Thursday, ISO day 4.
const weekdayOf = (localDay: number) => ((((localDay + 3) % 7) + 7) % 7) + 1;

/**
 * Every opening that touches `from` to `to` (milliseconds), in order, joined where one runs into the
 * next; null: unknown. A closed day takes away the openings that start on it. Hours are what the
 * clock on the site's wall reads, also in the nights in which it is put forward or back.
 */
export const openingsBetween = (
  schedule: IntakeSchedule,
  from: number,
  to: number,
): readonly Opening[] | null => {
  const { timeZone, aroundTheClock, closedDays } = schedule;
  if (aroundTheClock === true && closedDays.length === 0)
    return [{ from: -Infinity, to: Infinity }];
  const hours = aroundTheClock === true ? everyDay : schedule.hours;
  if (hours.length === 0 || timeZone === null) return null;
  const stretches = offsetsOf(timeZone, from - 4 * day, to + 4 * day);
  const closed = new Set(closedDays.map((date) => Date.parse(date) / day));
  const openings: Opening[] = [];
  // An opening runs at most into the following day.
  const lastDay = Math.floor(wallAt(stretches, to) / day);
  for (let local = Math.floor(wallAt(stretches, from) / day) - 1; local <= lastDay; local += 1) {
    if (closed.has(local)) continue;
    const weekday = weekdayOf(local);
    for (const row of hours) {
      if (row.weekday !== weekday) continue;
      const ends = row.lastIntakeMinute ?? row.closesMinute;
      const opens = instantOf(stretches, local * day + row.opensMinute * minute);
      const closes = instantOf(stretches, local * day + ends * minute);
      if (closes > opens && closes > from && opens <= to)
        openings.push({ from: opens, to: closes });
    }
  }
  return merged(openings);
};

const seenWithin = (schedule: IntakeSchedule, at: number, days: number): IntakeState | null => {
  const horizon = at + days * day;
  const openings = openingsBetween(schedule, at, horizon);
  if (!openings) return { openNow: null, opensAt: null, changesAt: new Date(horizon) };
  const [next] = openings;
  if (!next) return null;
  const opensAt = new Date(next.from);
  if (next.from > at) return { openNow: false, opensAt, changesAt: opensAt };
  return { openNow: true, opensAt: null, changesAt: new Date(Math.min(next.to, horizon)) };
};

/** What was last found out of a schedule, which holds from then until it changes. */
const found = new WeakMap<IntakeSchedule, { readonly from: number; readonly state: IntakeState }>();

/** Whether intake is open at `now`, and when it opens next. */
export const intakeAt = (schedule: IntakeSchedule, now: Date): IntakeState => {
  const at = now.getTime();
  const known = found.get(schedule);
  if (known && known.from <= at && at < known.state.changesAt.getTime()) return known.state;
  const state = lookUp(schedule, now);
  found.set(schedule, { from: at, state });
  return state;
};

const lookUp = (schedule: IntakeSchedule, now: Date): IntakeState => {
  const at = now.getTime();
  // Most open again within two days, and a short look costs little.
  const seen = seenWithin(schedule, at, 2) ?? seenWithin(schedule, at, openingHorizonDays);
  if (seen) return seen;
  // The next opening comes into sight when the horizon reaches it, which may be at any moment.
  return { openNow: false, opensAt: null, changesAt: now };
};

/**
 * The same for a program that may have paused its intake: closed until then, and open with the first
 * opening after it. Where hours were never stated nobody knows when it opens again.
 */
export const intakeWithPause = (
  schedule: IntakeSchedule,
  pausedUntil: Date | null,
  now: Date,
): IntakeState => {
  if (pausedUntil === null || pausedUntil <= now) return intakeAt(schedule, now);
  const after = intakeAt(schedule, pausedUntil);
  const opensAt = after.openNow === true ? pausedUntil : after.opensAt;
  return { openNow: false, opensAt, changesAt: pausedUntil };
};

const nightFrom = 22 * 60;
const nightTo = 6 * 60;

/** Whether it is night (22:00 to 6:00) at the site; false where it has no zone. */
export const isNightAt = (timeZone: string | null, now: Date): boolean => {
  if (timeZone === null) return false;
  const at = now.getTime();
  const wall = wallAt(offsetsOf(timeZone, at, at), at);
  const minuteOfDay = Math.floor((((wall % day) + day) % day) / minute);
  return minuteOfDay >= nightFrom || minuteOfDay < nightTo;
};

/** The number to call now: the night line at night or outside intake hours, where there is one. */
export const intakeLineAt = (
  lines: { readonly phone: string | null; readonly nightPhone: string | null },
  timeZone: string | null,
  openNow: boolean | null,
  now: Date,
): string | null =>
  lines.nightPhone !== null && (openNow === false || isNightAt(timeZone, now))
    ? lines.nightPhone
    : lines.phone;
