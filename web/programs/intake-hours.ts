import type { Program } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { language } from "../words/language.svelte.ts";
import type { Hours } from "./group-hours.ts";

type Intake = Program["intake"];

const day = 86_400_000;
// 1970-01-05 was a Monday, ISO day 1.
const dateOf = (weekday: number) => new Date((weekday + 3) * day);

const words = (options: Intl.DateTimeFormatOptions, moment: Date): string =>
  new Intl.DateTimeFormat(language.formats, options).format(moment);

const weekdayName = (weekday: number) =>
  words({ weekday: "long", timeZone: "UTC" }, dateOf(weekday));

/** "7:00 AM", of `07:00` on the wall of the program. */
export const wallTime = (time: string): string =>
  words({ timeStyle: "short", timeZone: "UTC" }, new Date(`1970-01-01T${time}:00Z`));

/** "Every day", "Monday to Friday", "Sunday". */
export const daysInWords = ({ from, to }: { from: number; to: number }): string => {
  if (from === 1 && to === 7) return m.program_every_day();
  if (from === to) return weekdayName(from);
  return m.program_days({ from: weekdayName(from), to: weekdayName(to) });
};

/** "9:00 AM to 5:00 PM"; says where the closing is on the next day. */
export const hoursInWords = ({ opens, closes, next_day: nextDay }: Hours): string => {
  const [from, to] = [wallTime(opens), wallTime(closes)];
  return nextDay ? m.program_hours_next_day({ from, to }) : m.program_hours({ from, to });
};

/** "Pacific Time". */
export const zoneInWords = (timeZone: string): string =>
  new Intl.DateTimeFormat(language.formats, { timeZone, timeZoneName: "longGeneric" })
    .formatToParts(0)
    .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;

const dayIn = (timeZone: string | undefined, moment: number): number =>
  Date.parse(new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(moment)) /
  day;

/** "7:00 AM", "7:00 AM tomorrow", "Monday, 7:00 AM": as the clock reads where the program is. */
export const timeAheadThere = (moment: string, timeZone: string | null, now: number): string => {
  const zone = timeZone ?? undefined;
  const at = new Date(moment);
  const time = words({ timeStyle: "short", timeZone: zone }, at);
  const days = dayIn(zone, at.getTime()) - dayIn(zone, now);
  if (days <= 0) return time;
  if (days === 1) return m.time_tomorrow({ time });
  const name = words({ weekday: "long", timeZone: zone }, at);
  // A weekday alone would be read as this week's.
  const date = words({ month: "long", day: "numeric", timeZone: zone }, at);
  return m.time_on_day({ day: days < 7 ? name : date, time });
};

/** Whether a youth can be brought now, in one sentence. */
export const intakeNow = (intake: Intake, now: number): string => {
  const at = (moment: string) => timeAheadThere(moment, intake.time_zone, now);
  if (intake.paused_until !== null && Date.parse(intake.paused_until) > now) {
    return m.intake_paused({ time: at(intake.paused_until) });
  }
  if (intake.open_now === null) return m.intake_unknown();
  if (intake.open_now) {
    return intake.around_the_clock ? m.program_intake_always() : m.intake_open();
  }
  return intake.opens_at === null
    ? m.intake_closed()
    : m.intake_opens({ time: at(intake.opens_at) });
};
