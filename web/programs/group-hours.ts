import type { Program } from "../api/schema.ts";

export type Hours = Program["intake"]["hours"][number];

const sameHours = (a: Hours, b: Hours) =>
  a.opens === b.opens &&
  a.closes === b.closes &&
  a.next_day === b.next_day &&
  a.last_intake === b.last_intake;

/** Weekdays that follow each other and have the same hours, as one line each. */
export const groupHours = (
  hours: readonly Hours[],
): { from: number; to: number; hours: Hours }[] => {
  const groups: { from: number; to: number; hours: Hours }[] = [];
  const ordered = [...hours].sort(
    (a, b) => a.opens.localeCompare(b.opens) || a.weekday - b.weekday,
  );
  for (const row of ordered) {
    const last = groups.at(-1);
    if (last && last.to + 1 === row.weekday && sameHours(last.hours, row)) last.to = row.weekday;
    else groups.push({ from: row.weekday, to: row.weekday, hours: row });
  }
  return groups.sort((a, b) => a.from - b.from || a.hours.opens.localeCompare(b.hours.opens));
};
