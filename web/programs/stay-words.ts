import type { Program } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { language } from "../words/language.svelte.ts";

const inUnit = (value: number, unit: "day" | "month" | "year") =>
  new Intl.NumberFormat(language.formats, { style: "unit", unit, unitDisplay: "long" }).format(
    value,
  );

/** "30 days", "6 months", "2 years": the largest unit that says it exactly. */
const daysInWords = (days: number): string => {
  if (days >= 365 && days % 365 === 0) return inUnit(days / 365, "year");
  if (days >= 60 && days % 30 === 0) return inUnit(days / 30, "month");
  return inUnit(days, "day");
};

/** How long one may stay; empty where nothing was stated. */
export const stayInWords = (stay: Program["stay"]): string[] => [
  ...(stay.unlimited ? [m.program_stay_unlimited()] : []),
  ...(stay.longest_days === null
    ? []
    : [m.program_stay_longest({ time: daysInWords(stay.longest_days) })]),
  ...(stay.until_age === null ? [] : [m.program_stay_until({ age: stay.until_age })]),
];
