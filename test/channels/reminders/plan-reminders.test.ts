import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultChoices,
  planReminders,
  type RemindableProgram,
  type Reminder,
} from "../../../server/channels/reminders/plan-reminders.ts";

const hour = 3_600_000;
const counted = new Date("2026-03-01T16:00:00Z");
const after = (hours: number) => new Date(counted.getTime() + hours * hour);
const aProgram = (more: Partial<RemindableProgram> = {}): RemindableProgram => ({
  ...{ id: "elm", timeZone: "America/New_York", choices: defaultChoices, pausedUntil: null },
  ...{ countedAt: counted, searchedFor: true, sent: [] },
  ...{ onDuty: ["duty"], leads: ["lead"], staff: ["duty", "lead", "other"] },
  ...more,
});
const always = { ...defaultChoices, fromMinute: 0, toMinute: 0 };
const due = (now: Date, more: Partial<RemindableProgram> = {}) =>
  planReminders(now, [aProgram(more)]);
const told = (kind: Reminder["kind"], hours: number) => ({
  ...{ kind, observedAt: counted, sentAt: after(hours) },
});

describe("a reminder", () => {
  it("goes to who is on duty when a count turns aging, and not before", () => {
    expect(due(after(4))).toEqual([]);
    expect(due(after(4.01))).toMatchObject([{ kind: "aging", to: ["duty"], observedAt: counted }]);
  });

  it("goes to the lead where nobody is on duty, and to all staff where nobody leads", () => {
    expect(due(after(5), { onDuty: [] })).toMatchObject([{ to: ["lead"] }]);
    expect(due(after(5), { onDuty: [], leads: [] })).toMatchObject([
      { to: ["duty", "lead", "other"] },
    ]);
    expect(due(after(5), { onDuty: [], leads: [], staff: [] })).toEqual([]);
  });

  it("escalates to the lead when the count went stale all the same", () => {
    const sent = [told("aging", 4.1)];
    const choices = always;
    expect(due(after(12), { sent, choices })).toEqual([]);
    expect(due(after(12.1), { sent, choices })).toMatchObject([{ kind: "stale", to: ["lead"] }]);
    expect(due(after(12.1), { sent, choices: { ...always, escalate: false } })).toEqual([]);
    expect(due(after(30), { sent: [...sent, told("stale", 12.1)], choices })).toEqual([]);
  });

  it("waits for the chosen hours, on the program's own clock", () => {
    const choices = { ...defaultChoices, fromMinute: 8 * 60, toMinute: 20 * 60 };
    const night = new Date("2026-03-02T12:59:00Z");
    expect(due(night, { choices })).toEqual([]);
    expect(due(new Date("2026-03-02T13:00:00Z"), { choices })).toHaveLength(1);
    expect(
      due(night, { choices: { ...choices, fromMinute: 20 * 60, toMinute: 8 * 60 } }),
    ).toHaveLength(1);
  });

  it("comes half as often where nobody searched for the program", () => {
    const searchedFor = false;
    expect(due(after(7.9), { searchedFor, choices: always })).toEqual([]);
    expect(due(after(8.1), { searchedFor, choices: always })).toHaveLength(1);
  });

  it("is none while intake is paused, where it is switched off, or where nothing was ever counted", () => {
    expect(due(after(5), { pausedUntil: after(6) })).toEqual([]);
    expect(due(after(5), { pausedUntil: after(5) })).toHaveLength(1);
    expect(due(after(5), { choices: { ...defaultChoices, enabled: false } })).toEqual([]);
    expect(due(after(5), { countedAt: null })).toEqual([]);
  });
});

interface Happening {
  hours: number;
  confirms: boolean;
}

/** A stretch of time in which the planner is asked now and then and staff confirm now and then. */
const live = (
  happenings: readonly Happening[],
  choices: RemindableProgram["choices"],
  searchedFor: boolean,
) => {
  let now = counted;
  let countedAt = counted;
  const sent: (RemindableProgram["sent"][number] & { now: Date; age: number })[] = [];
  for (const { hours, confirms } of happenings) {
    now = new Date(now.getTime() + hours * hour);
    if (confirms) countedAt = now;
    for (const { kind, observedAt } of due(now, { countedAt, choices, searchedFor, sent })) {
      expect(observedAt).toEqual(countedAt);
      sent.push({ kind, observedAt, sentAt: now, now, age: now.getTime() - countedAt.getTime() });
    }
  }
  return sent;
};

const happenings = fc.array(
  fc.record({
    hours: fc.double({ min: 0.05, max: 6, noNaN: true }),
    confirms: fc
      .boolean()
      .map((yes) => yes)
      .chain((yes) => (yes ? fc.boolean() : fc.constant(false))),
  }),
  { maxLength: 80 },
);
const minutes = fc.integer({ min: 0, max: 1439 });
const choices = fc.record({
  ...{ enabled: fc.constant(true), escalate: fc.boolean() },
  ...{ fromMinute: minutes, toMinute: minutes },
});

describe("whatever happens", () => {
  it("no count is reminded of twice in one kind, and none before it is aging", () => {
    fc.assert(
      fc.property(happenings, choices, fc.boolean(), (events, chosen, searchedFor) => {
        const sent = live(events, chosen, searchedFor);
        const keys = sent.map(({ kind, observedAt }) => `${kind} ${observedAt.getTime()}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { age, kind } of sent)
          expect(age).toBeGreaterThan((kind === "aging" ? 4 : 12) * hour);
      }),
      { numRuns: 400 },
    );
  });

  it("nothing is sent outside the chosen hours", () => {
    const clock = new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: "America/New_York", hourCycle: "h23", hour: "numeric", minute: "numeric" },
    });
    fc.assert(
      fc.property(happenings, choices, (events, chosen) => {
        for (const { now } of live(events, chosen, true)) {
          const parts = Object.fromEntries(
            clock.formatToParts(now).map(({ type, value }) => [type, Number(value)]),
          );
          const read = (parts["hour"] ?? 0) * 60 + (parts["minute"] ?? 0);
          const { fromMinute: from, toMinute: to } = chosen;
          const inside =
            from < to ? read >= from && read < to : from === to || read >= from || read < to;
          expect(inside).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("who confirms every three hours is never reminded", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.boolean(), (times, searchedFor) => {
        const events = Array.from({ length: times }, () => ({ hours: 3, confirms: true }));
        expect(live(events, always, searchedFor)).toEqual([]);
      }),
    );
  });

  it("an instance that asks again with what another has sent adds nothing", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 48, noNaN: true }), (hours) => {
        const now = after(hours);
        const first = due(now, { choices: always });
        const sent = first.map(({ kind, observedAt }) => ({ kind, observedAt, sentAt: now }));
        expect(due(now, { choices: always, sent })).toEqual([]);
      }),
    );
  });
});
