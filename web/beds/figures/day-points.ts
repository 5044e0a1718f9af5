import type { ProgramFigures } from "../../api/schema.ts";

type Hour = ProgramFigures["hours"][number];

/** A bar of the chart: a day, or an hour of one. */
export interface Point {
  /** `2026-03-01` of a day, the moment of an hour. */
  readonly key: string;
  readonly at: string;
  /** As it stood at the end; null: not every pool was ever counted. */
  readonly open: number | null;
  readonly total: number | null;
  /** Of the hours that are over, in how many the counts were too old to rely on. */
  readonly gap: number;
  readonly hours: number;
  readonly reports: number;
}

/** The day of a moment where the program is, as `2026-03-01`. */
export const dayOf = (moment: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(moment));

const toPoint = (key: string, hours: readonly Hour[]): Point => {
  const last = hours.at(-1);
  return {
    ...{ key, at: hours[0]?.at ?? key, open: last?.open ?? null, total: last?.total ?? null },
    gap: hours.filter(({ usable }) => !usable).length,
    hours: hours.length,
    reports: hours.reduce((sum, { reports }) => sum + reports, 0),
  };
};

/** A point for each day of the place, in order. */
export const byDay = ({ hours, time_zone: zone }: ProgramFigures): Point[] =>
  [...Map.groupBy(hours, ({ at }) => dayOf(at, zone))].map(([day, all]) => toPoint(day, all));

/** A point for each hour of one day of the place. */
export const byHour = ({ hours, time_zone: zone }: ProgramFigures, day: string): Point[] =>
  hours.filter(({ at }) => dayOf(at, zone) === day).map((hour) => toPoint(hour.at, [hour]));

/** Of a hundred full hours, in how many every count was at most four hours old; undefined: no hour. */
export const freshnessScore = ({ hours }: Pick<ProgramFigures, "hours">): number | undefined =>
  hours.length === 0
    ? undefined
    : Math.round((100 * hours.filter(({ fresh }) => fresh).length) / hours.length);

/** The month before or after `2026-03`. */
export const monthBeside = (month: string, by: 1 | -1): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};
