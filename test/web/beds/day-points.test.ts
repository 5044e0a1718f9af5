import { expect, test } from "vitest";
import type { ProgramFigures } from "../../../web/api/schema.ts";
import {
  byDay,
  byHour,
  freshnessScore,
  monthBeside,
} from "../../../web/beds/figures/day-points.ts";

const hour = (at: string, open: number | null, more: object = {}) => ({
  ...{ at, open, total: 6, fresh: true, usable: true, reports: 1 },
  ...more,
});
const figures = {
  time_zone: "America/Los_Angeles",
  hours: [
    hour("2026-03-02T06:00:00.000Z", 1),
    hour("2026-03-02T07:00:00.000Z", 2, { usable: false, fresh: false }),
    hour("2026-03-02T08:00:00.000Z", null, { fresh: false, reports: 0 }),
  ],
} as unknown as ProgramFigures;

test("days are those of the place, each as it stood at its end", () => {
  expect(byDay(figures)).toMatchObject([
    { key: "2026-03-01", open: 2, total: 6, gap: 1, hours: 2, reports: 2 },
    { key: "2026-03-02", open: null, gap: 0, hours: 1, reports: 0 },
  ]);
  expect(byHour(figures, "2026-03-01").map(({ open, gap }) => [open, gap])).toEqual([
    [1, 0],
    [2, 1],
  ]);
});

test("the score is the share of hours with fresh counts, and none where no hour is over", () => {
  expect(freshnessScore(figures)).toBe(33);
  expect(freshnessScore({ hours: [] })).toBeUndefined();
});

test("months follow each other across the year", () => {
  expect([monthBeside("2026-12", 1), monthBeside("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
});
