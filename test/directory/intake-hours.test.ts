import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  intakeAt,
  intakeLineAt,
  intakeWithPause,
  openingsBetween,
  type IntakeSchedule,
  type WeeklyHours,
} from "../../server/directory/intake-hours.ts";

const losAngeles = "America/Los_Angeles";
const newYork = "America/New_York";

const at = (local: string, zone: string) =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);

const schedule = (overrides: Partial<IntakeSchedule>): IntakeSchedule => ({
  timeZone: losAngeles,
  aroundTheClock: null,
  hours: [],
  closedDays: [],
  ...overrides,
});

const daily = (opensMinute: number, closesMinute: number, lastIntakeMinute: number | null = null) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday): WeeklyHours => ({
    weekday,
    opensMinute,
    closesMinute,
    lastIntakeMinute,
  }));

/** Of a schedule that was never asked before, so that nothing is remembered of it. */
const asNew = (given: IntakeSchedule, now: Date) => intakeAt({ ...given }, now);

const open = (given: IntakeSchedule, now: Date) => asNew(given, now).openNow;

describe("weekly hours", () => {
  const office = schedule({ hours: daily(9 * 60, 17 * 60).slice(0, 5) });

  test("opens at the first minute and is closed at the last", () => {
    expect(open(office, at("2026-03-02T08:59:59", losAngeles))).toBe(false);
    expect(open(office, at("2026-03-02T09:00", losAngeles))).toBe(true);
    expect(open(office, at("2026-03-02T16:59:59", losAngeles))).toBe(true);
    expect(open(office, at("2026-03-02T17:00", losAngeles))).toBe(false);
  });

  test("says on Friday evening that it opens on Monday", () => {
    const state = intakeAt(office, at("2026-03-06T18:00", losAngeles));
    expect(state).toMatchObject({ openNow: false, opensAt: at("2026-03-09T09:00", losAngeles) });
  });

  test("are read in the site's zone, not the server's", () => {
    const eastern = { ...office, timeZone: newYork };
    const now = at("2026-03-02T06:30", losAngeles);
    expect(open(eastern, now)).toBe(true);
    expect(open(office, now)).toBe(false);
  });

  test("end with the last intake, not with closing time", () => {
    const lastAtFour = schedule({ hours: daily(9 * 60, 17 * 60, 16 * 60) });
    expect(open(lastAtFour, at("2026-03-02T15:59", losAngeles))).toBe(true);
    expect(open(lastAtFour, at("2026-03-02T16:00", losAngeles))).toBe(false);
  });

  test("run across midnight into a day without hours of its own", () => {
    const sundayNight = schedule({
      hours: [{ weekday: 7, opensMinute: 20 * 60, closesMinute: 30 * 60, lastIntakeMinute: null }],
    });
    expect(open(sundayNight, at("2026-03-02T05:59", losAngeles))).toBe(true);
    expect(open(sundayNight, at("2026-03-02T06:00", losAngeles))).toBe(false);
  });

  test("that were never stated are unknown, open or closed", () => {
    const unstated = { openNow: null, opensAt: null };
    const now = at("2026-03-02T12:00", losAngeles);
    expect(intakeAt(schedule({}), now)).toMatchObject(unstated);
    expect(intakeAt(schedule({ aroundTheClock: false }), now)).toMatchObject(unstated);
    expect(intakeAt({ ...office, timeZone: null }, now)).toMatchObject(unstated);
  });
});

describe("closing days", () => {
  const nights = schedule({ hours: daily(20 * 60, 30 * 60), closedDays: ["2026-12-25"] });

  test("take away the opening that starts on them and leave the one that runs into them", () => {
    expect(open(nights, at("2026-12-25T05:00", losAngeles))).toBe(true);
    expect(open(nights, at("2026-12-25T21:00", losAngeles))).toBe(false);
    expect(open(nights, at("2026-12-26T05:00", losAngeles))).toBe(false);
    expect(intakeAt(nights, at("2026-12-25T06:00", losAngeles)).opensAt).toEqual(
      at("2026-12-26T20:00", losAngeles),
    );
  });

  test("close a program that is otherwise open around the clock", () => {
    const always = schedule({ aroundTheClock: true, closedDays: ["2026-12-25"] });
    expect(open(always, at("2026-12-24T23:59", losAngeles))).toBe(true);
    expect(intakeAt(always, at("2026-12-25T00:00", losAngeles))).toMatchObject({
      openNow: false,
      opensAt: at("2026-12-26T00:00", losAngeles),
    });
  });

  test("that fill two weeks leave no opening to name", () => {
    const closedDays = Array.from(
      { length: 17 },
      (_, day) => `2026-03-${String(day + 1).padStart(2, "0")}`,
    );
    const state = intakeAt(
      schedule({ hours: daily(540, 1020), closedDays }),
      at("2026-03-01T12:00", losAngeles),
    );
    expect(state).toMatchObject({ openNow: false, opensAt: null });
  });
});

describe("around the clock", () => {
  test("is open at no site too, where no zone is needed", () => {
    expect(open(schedule({ aroundTheClock: true, timeZone: null }), new Date())).toBe(true);
  });
});

describe.each([
  { zone: losAngeles, forward: "2026-03-08", back: "2026-11-01" },
  { zone: newYork, forward: "2026-03-08", back: "2026-11-01" },
])("the nights in which the clock changes in $zone", ({ zone, forward, back }) => {
  const hoursOf = (given: IntakeSchedule, from: Date, to: Date) =>
    (openingsBetween(given, from.getTime(), to.getTime()) ?? []).map(
      (opening) => (opening.to - opening.from) / 3_600_000,
    );
  const night = schedule({ timeZone: zone, hours: daily(22 * 60, 30 * 60) });

  test("a night from 22:00 to 6:00 lasts seven hours in spring and nine in autumn", () => {
    expect(hoursOf(night, at(`${forward}T00:00`, zone), at(`${forward}T05:00`, zone))).toEqual([7]);
    expect(hoursOf(night, at(`${back}T00:00`, zone), at(`${back}T05:00`, zone))).toEqual([9]);
    expect(open(night, at(`${back}T05:59`, zone))).toBe(true);
    expect(open(night, at(`${back}T06:00`, zone))).toBe(false);
    expect(open(night, at(`${forward}T05:59`, zone))).toBe(true);
    expect(open(night, at(`${forward}T06:00`, zone))).toBe(false);
  });

  test("an opening at 2:30, which spring skips, starts when the clock jumps to 3:00", () => {
    const early = schedule({ timeZone: zone, hours: daily(150, 300) });
    const jump = at(`${forward}T03:00`, zone);
    expect(open(early, new Date(jump.getTime() - 1))).toBe(false);
    expect(open(early, jump)).toBe(true);
    expect(intakeAt(early, at(`${forward}T01:00`, zone)).opensAt).toEqual(jump);
  });

  test("a closing at 2:30, which spring skips, comes when the clock jumps to 3:00", () => {
    const late = schedule({ timeZone: zone, hours: daily(60, 150) });
    const jump = at(`${forward}T03:00`, zone);
    expect(open(late, new Date(jump.getTime() - 1))).toBe(true);
    expect(open(late, jump)).toBe(false);
  });

  test("an opening at 1:30, which autumn has twice, starts the first time and stays", () => {
    const early = schedule({ timeZone: zone, hours: daily(90, 300) });
    const first = at(`${back}T01:30`, zone);
    expect(open(early, new Date(first.getTime() - 1))).toBe(false);
    expect(open(early, first)).toBe(true);
    expect(open(early, new Date(first.getTime() + 40 * 60_000))).toBe(true);
    expect(open(early, new Date(first.getTime() + 60 * 60_000))).toBe(true);
  });

  test("a closing at 1:30, which autumn has twice, comes the first time and stays", () => {
    const late = schedule({ timeZone: zone, hours: daily(0, 90) });
    const first = at(`${back}T01:30`, zone);
    expect(open(late, new Date(first.getTime() - 1))).toBe(true);
    expect(open(late, first)).toBe(false);
    expect(open(late, new Date(first.getTime() + 40 * 60_000))).toBe(false);
  });
});

test.each(["America/Phoenix", "Pacific/Honolulu"])("%s keeps its hours all year", (timeZone) => {
  const office = schedule({ timeZone, hours: daily(9 * 60, 17 * 60) });
  for (const date of ["2026-03-07", "2026-03-08", "2026-11-01", "2026-11-02"]) {
    const opens = Date.parse(`${date}T${timeZone === "America/Phoenix" ? "16" : "19"}:00:00Z`);
    expect(open(office, new Date(opens - 1))).toBe(false);
    expect(open(office, new Date(opens))).toBe(true);
  }
});

describe("a pause", () => {
  const office = schedule({ hours: daily(9 * 60, 17 * 60) });
  const now = at("2026-03-02T12:00", losAngeles);

  test("closes what would be open, until the pause ends or the next opening after it", () => {
    const noon = at("2026-03-03T12:00", losAngeles);
    expect(intakeWithPause(office, noon, now)).toMatchObject({ openNow: false, opensAt: noon });
    const evening = at("2026-03-03T20:00", losAngeles);
    expect(intakeWithPause(office, evening, now).opensAt).toEqual(
      at("2026-03-04T09:00", losAngeles),
    );
  });

  test("that is over changes nothing", () => {
    expect(intakeWithPause(office, now, now).openNow).toBe(true);
  });

  test("of a program without stated hours says closed, and not when it opens", () => {
    const later = new Date(now.getTime() + 3_600_000);
    expect(intakeWithPause(schedule({}), later, now)).toMatchObject({
      openNow: false,
      opensAt: null,
    });
  });
});

describe("the number to call", () => {
  const lines = { phone: "day", nightPhone: "night" };
  const noon = at("2026-03-02T12:00", losAngeles);
  const late = at("2026-03-02T23:00", losAngeles);

  test("is the night line at night and outside hours", () => {
    expect(intakeLineAt(lines, losAngeles, true, noon)).toBe("day");
    expect(intakeLineAt(lines, losAngeles, false, noon)).toBe("night");
    expect(intakeLineAt(lines, losAngeles, true, late)).toBe("night");
    expect(intakeLineAt(lines, null, null, late)).toBe("day");
  });

  test("is the day line where there is no other", () => {
    expect(intakeLineAt({ ...lines, nightPhone: null }, losAngeles, false, late)).toBe("day");
  });
});

const zones = [losAngeles, newYork, "America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico"];
const someRow = fc
  .tuple(
    fc.integer({ min: 1, max: 7 }),
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 1, max: 1440 }),
    fc.option(fc.integer({ min: 1, max: 1440 })),
  )
  .map(([weekday, opensMinute, length, last]): WeeklyHours => ({
    weekday,
    opensMinute,
    closesMinute: opensMinute + length,
    lastIntakeMinute: last === null ? null : opensMinute + Math.min(last, length),
  }));
const someSchedule = fc.record({
  timeZone: fc.constantFrom(...zones),
  aroundTheClock: fc.constantFrom(true, false, null),
  hours: fc.array(someRow, { minLength: 1, maxLength: 10 }),
  closedDays: fc.array(
    fc.constantFrom("2026-03-07", "2026-03-08", "2026-03-09", "2026-10-31", "2026-11-01"),
  ),
});
// Most instants lie near the two nights in which clocks change.
const someInstant = fc
  .tuple(
    fc.constantFrom("2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z", "2026-07-01T12:00:00Z"),
    fc.integer({ min: -5 * 86_400_000, max: 5 * 86_400_000 }),
  )
  .map(([near, shift]) => new Date(Date.parse(near) + shift));

/** The first instant at which the wall clock reads this local time or later, by Temporal. */
const firstInstant = (date: Temporal.PlainDate, minutes: number, zone: string): number => {
  const wall = date.toPlainDateTime().add({ minutes });
  const zoned = wall.toZonedDateTime(zone);
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
  return zoned.getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NaN;
};

/** The rule spelled out: some row's opening that starts on a day not closed holds the instant. */
const openBySpelling = (given: IntakeSchedule & { timeZone: string }, now: Date): boolean => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(given.timeZone)
    .toPlainDate();
  const rows = given.aroundTheClock === true ? daily(0, 1440) : given.hours;
  return [0, 1, 2].some((days) => {
    const date = today.subtract({ days });
    if (given.closedDays.includes(date.toString())) return false;
    return rows.some(
      (row) =>
        row.weekday === date.dayOfWeek &&
        firstInstant(date, row.opensMinute, given.timeZone) <= now.getTime() &&
        now.getTime() <
          firstInstant(date, row.lastIntakeMinute ?? row.closesMinute, given.timeZone),
    );
  });
};

describe("for any hours, zone and instant", () => {
  test("open now is what the calendar says", () => {
    fc.assert(
      fc.property(someSchedule, someInstant, (given, now) => {
        expect(open(given, now)).toBe(openBySpelling(given, now));
      }),
      { numRuns: 500 },
    );
  });

  test("open now agrees with the list of openings", () => {
    fc.assert(
      fc.property(someSchedule, someInstant, (given, now) => {
        const from = now.getTime() - 86_400_000;
        const listed = (openingsBetween(given, from, now.getTime()) ?? []).some(
          (opening) => opening.from <= now.getTime() && now.getTime() < opening.to,
        );
        expect(open(given, now)).toBe(listed);
      }),
    );
  });

  test("opens_at is the first instant at which it is open", () => {
    fc.assert(
      fc.property(someSchedule, someInstant, fc.nat(), (given, now, somewhere) => {
        const { openNow, opensAt } = intakeAt(given, now);
        if (openNow === true || opensAt === null) return;
        expect(open(given, opensAt)).toBe(true);
        const between = now.getTime() + (somewhere % (opensAt.getTime() - now.getTime()));
        expect(open(given, new Date(between))).toBe(false);
        expect(open(given, new Date(opensAt.getTime() - 1))).toBe(false);
      }),
    );
  });

  test("nothing changes before changesAt", () => {
    fc.assert(
      fc.property(someSchedule, someInstant, fc.nat(), (given, now, somewhere) => {
        const { openNow, opensAt, changesAt } = intakeAt(given, now);
        const length = changesAt.getTime() - now.getTime();
        if (length === 0) return;
        const between = new Date(now.getTime() + (somewhere % length));
        expect(asNew(given, between)).toMatchObject({ openNow, opensAt });
      }),
    );
  });

  test("what was found at one moment is not said of another", () => {
    const instants = fc.array(someInstant, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(someSchedule, instants, (given, moments) => {
        for (const now of moments) {
          const { openNow, opensAt } = asNew(given, now);
          expect(intakeAt(given, now)).toMatchObject({ openNow, opensAt });
        }
      }),
      { numRuns: 300 },
    );
  });
});
