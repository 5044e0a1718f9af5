import type { ReminderKind } from "../../../db/codes.ts";
import { agingHours, freshHours } from "../../directory/freshness.ts";
import { offsetsOf, wallAt } from "../../directory/zone-offsets.ts";

export interface ReminderChoices {
  readonly enabled: boolean;
  /** Hours of the program's day in minutes; from later than to: through the night; alike: always. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Whether the lead hears of a count that went stale all the same. */
  readonly escalate: boolean;
}

export const defaultChoices: ReminderChoices = {
  enabled: true,
  fromMinute: 7 * 60,
  toMinute: 23 * 60,
  escalate: true,
};

/** What decides whether a program's staff are reminded. */
export interface RemindableProgram {
  readonly id: string;
  /** null: at no site; its day is UTC's. */
  readonly timeZone: string | null;
  readonly choices: ReminderChoices;
  readonly pausedUntil: Date | null;
  /** When its oldest count was true; null: none was ever given. */
  readonly countedAt: Date | null;
  /** Whether a search had it among its answers lately. */
  readonly searchedFor: boolean;
  /** Who may be reminded: on duty now, leads, and all staff. */
  readonly onDuty: readonly string[];
  readonly leads: readonly string[];
  readonly staff: readonly string[];
  readonly sent: readonly {
    readonly kind: ReminderKind;
    readonly observedAt: Date;
    readonly sentAt: Date;
  }[];
}

export interface Reminder {
  readonly programId: string;
  readonly kind: ReminderKind;
  /** Of the count that it is about. */
  readonly observedAt: Date;
  readonly to: readonly string[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The least time between two reminders of one program. */
export const restMs = hour;
/** A program that nobody searched for is asked half as often. */
const slowness = 2;

/** Whether the clock on the program's wall reads one of the chosen hours. */
export const isChosenHour = (
  { fromMinute, toMinute }: ReminderChoices,
  timeZone: string | null,
  now: Date,
): boolean => {
  const at = now.getTime();
  const wall = timeZone === null ? at : wallAt(offsetsOf(timeZone, at, at), at);
  const read = Math.floor((((wall % day) + day) % day) / minute);
  if (fromMinute === toMinute) return true;
  return fromMinute < toMinute
    ? fromMinute <= read && read < toMinute
    : fromMinute <= read || read < toMinute;
};

const firstOf = (...groups: readonly (readonly string[])[]): readonly string[] =>
  groups.find((group) => group.length > 0) ?? [];

const planFor = (now: Date, program: RemindableProgram): Reminder[] => {
  const { id, choices, countedAt, pausedUntil, sent, onDuty, leads, staff } = program;
  if (!choices.enabled || countedAt === null) return [];
  if (pausedUntil !== null && pausedUntil > now) return [];
  if (!isChosenHour(choices, program.timeZone, now)) return [];
  if (sent.some(({ sentAt }) => now.getTime() - sentAt.getTime() < restMs)) return [];
  const factor = program.searchedFor ? 1 : slowness;
  const age = now.getTime() - countedAt.getTime();
  const wasSent = (kind: ReminderKind) =>
    sent.some((told) => told.kind === kind && told.observedAt.getTime() === countedAt.getTime());
  const reminder = (kind: ReminderKind, to: readonly string[]): Reminder[] =>
    to.length > 0 ? [{ programId: id, kind, observedAt: countedAt, to }] : [];
  if (age <= freshHours * hour * factor) return [];
  if (!wasSent("aging")) return reminder("aging", firstOf(onDuty, leads, staff));
  if (!choices.escalate || wasSent("stale") || age <= agingHours * hour * factor) return [];
  return reminder("stale", firstOf(leads, staff));
};

/**
 * The reminders that are due at `now`: one to who is on duty when a count turns aging within the
 * chosen hours, one to the lead when it went stale all the same, never two for the same count, and
 * none while intake is paused. A new count begins anew.
 */
export const planReminders = (now: Date, programs: readonly RemindableProgram[]): Reminder[] =>
  programs.flatMap((program) => planFor(now, program));
