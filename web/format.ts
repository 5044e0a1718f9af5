import { language } from "./words/language.svelte.ts";
import { nameOfRareLanguage } from "./words/spoken-languages.svelte.ts";
import { m } from "./paraglide/messages.js";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const kept = new Map<string, unknown>();
/** Intl objects are slow to make; one of each is kept for each language. */
const keep = <T>(name: string, make: (locale: string) => T): T => {
  const key = `${name} ${language.current}`;
  const found = (kept.get(key) as T | undefined) ?? make(language.formats);
  kept.set(key, found);
  return found;
};

/** "22 minutes ago", "in 2 hours", "yesterday"; `now` in milliseconds. */
export const relativeTime = (moment: string, now: number): string => {
  const gap = Date.parse(moment) - now;
  const size = Math.abs(gap);
  const words = keep("relative", (locale) => new Intl.RelativeTimeFormat(locale));
  if (size < minute) return m.time_just_now();
  if (size < hour) return words.format(Math.trunc(gap / minute), "minute");
  if (size < day) return words.format(Math.trunc(gap / hour), "hour");
  if (size < 60 * day) return words.format(Math.trunc(gap / day), "day");
  if (size < 730 * day) return words.format(Math.trunc(gap / (30.44 * day)), "month");
  return words.format(Math.trunc(gap / (365.25 * day)), "year");
};

/** "7:00 AM": a time of day on this device's clock. */
export const timeOfDay = (moment: string | number): string =>
  keep("time", (locale) => new Intl.DateTimeFormat(locale, { timeStyle: "short" })).format(
    new Date(moment),
  );

const dayNumber = (moment: Date) =>
  Math.round(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / day);

/** "7:00 AM", "7:00 AM tomorrow" or "Monday, 7:00 AM", as seen from `now`. */
export const timeAhead = (moment: string, now: number): string => {
  const at = new Date(moment);
  const days = dayNumber(at) - dayNumber(new Date(now));
  const time = timeOfDay(moment);
  if (days <= 0) return time;
  if (days === 1) return m.time_tomorrow({ time });
  const weekday = keep("weekday", (locale) => new Intl.DateTimeFormat(locale, { weekday: "long" }));
  return m.time_on_day({ day: weekday.format(at), time });
};

/** "Monday", of an ISO weekday: 1 Monday to 7 Sunday. */
export const weekdayName = (weekday: number): string => {
  const options = { weekday: "long", timeZone: "UTC" } as const;
  const words = keep("weekday alone", (locale) => new Intl.DateTimeFormat(locale, options));
  // The first of January 2024 was a Monday.
  return words.format(Date.UTC(2024, 0, weekday));
};

/** "August 2012", "March 3, 2014" or "2014": as exact as `date` (`2012-08`) is itself. */
export const dateInWords = (date: string): string => {
  const [year = "", month, dayOfMonth] = date.slice(0, 10).split("-");
  if (month === undefined) return year;
  const options: Intl.DateTimeFormatOptions =
    dayOfMonth === undefined
      ? { year: "numeric", month: "long", timeZone: "UTC" }
      : { dateStyle: "long", timeZone: "UTC" };
  const name = dayOfMonth === undefined ? "month" : "date";
  const words = keep(name, (locale) => new Intl.DateTimeFormat(locale, options));
  return words.format(Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth ?? 1)));
};

/** "Mar 1, 2026, 7:00:12 PM": a moment to the second on this device's clock, for records. */
export const momentInWords = (moment: string): string => {
  const options = { dateStyle: "medium", timeStyle: "medium" } as const;
  const words = keep("moment", (locale) => new Intl.DateTimeFormat(locale, options));
  return words.format(new Date(moment));
};

/** "Mar 1, 2026, 7:00:12 PM PST": a moment in a zone that is named, as a court reads it. */
export const momentInZone = (moment: string, timeZone: string): string => {
  const words = keep(
    `moment ${timeZone}`,
    (locale) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long", timeZone }),
  );
  return words.format(new Date(moment));
};

export const count = (value: number): string =>
  keep("count", (locale) => new Intl.NumberFormat(locale)).format(value);

/** "4", "0.8": with a tenth at most. */
export const decimal = (value: number): string =>
  keep("decimal", (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })).format(
    value,
  );

/** "4 mi", "0.8 mi"; a tenth matters only nearby. */
export const distance = (miles: number): string => {
  const digits = miles < 10 ? 1 : 0;
  const words = keep(
    `miles ${digits}`,
    (locale) =>
      new Intl.NumberFormat(locale, {
        style: "unit",
        unit: "mile",
        unitDisplay: "short",
        maximumFractionDigits: digits,
      }),
  );
  return words.format(miles);
};

/** "11 to 17", "up to 17", "18 and over"; nothing where no age was stated. */
export const ageRange = (ages: { min: number | null; max: number | null } | null): string => {
  if (!ages || (ages.min === null && ages.max === null)) return "";
  if (ages.min === null) return m.ages_up_to({ max: ages.max ?? 0 });
  if (ages.max === null) return m.ages_and_over({ min: ages.min });
  if (ages.min === ages.max) return m.ages_only({ age: ages.min });
  return m.ages_between({ min: ages.min, max: ages.max });
};

/** "Spanish", of an ISO 639-3 code. */
export const languageName = (code: string): string => {
  const names = keep(
    "languages",
    (locale) => new Intl.DisplayNames(locale, { type: "language", fallback: "none" }),
  );
  return names.of(code) ?? nameOfRareLanguage(code);
};

/** Begins with a capital, as a choice that stands by itself does. */
export const capitalized = (words: string): string =>
  words.charAt(0).toLocaleUpperCase(language.current) + words.slice(1);

/** "a, b and c". */
export const list = (items: readonly string[]): string =>
  keep("list", (locale) => new Intl.ListFormat(locale, { type: "conjunction" })).format(items);
