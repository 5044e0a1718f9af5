import { expect, test } from "vitest";
import { groupHours, type Hours } from "../../../web/programs/group-hours.ts";

const on = (weekday: number, opens: string, closes: string): Hours => ({
  ...{ weekday, opens, closes },
  next_day: closes < opens,
  last_intake: null,
});
const lines = (hours: readonly Hours[]) =>
  groupHours(hours).map(({ from, to, hours: { opens } }) => [from, to, opens]);

test("days that follow each other with the same hours are one line", () => {
  const week = [1, 2, 3, 4, 5].map((day) => on(day, "09:00", "17:00"));
  expect(lines([...week, on(6, "10:00", "14:00")])).toEqual([
    [1, 5, "09:00"],
    [6, 6, "10:00"],
  ]);
});

test("a day in between with other hours parts them", () => {
  expect(
    lines([on(1, "09:00", "17:00"), on(2, "09:00", "12:00"), on(3, "09:00", "17:00")]),
  ).toEqual([
    [1, 1, "09:00"],
    [2, 2, "09:00"],
    [3, 3, "09:00"],
  ]);
});

test("two openings a day are two lines, in the order of the day", () => {
  const twice = [1, 2].flatMap((day) => [on(day, "18:00", "08:00"), on(day, "09:00", "12:00")]);
  expect(lines(twice)).toEqual([
    [1, 2, "09:00"],
    [1, 2, "18:00"],
  ]);
});
