import { describe, expect, test } from "vitest";
import type { DemandMonth } from "../../../web/api/schema.ts";
import { followMonths, monthsBetween } from "../../../web/gaps/demand/follow-months.ts";
import { tableOfMonth } from "../../../web/gaps/figure-table.ts";

type Area = DemandMonth["searches"][number];
/** A county, or the others of California together, with so many searches. */
const area = (county: string | null, total: number, withoutFit: number | null): Area =>
  ({
    ...{ state: "CA", county },
    figures: { total, without_fit: { total: withoutFit } },
  }) as Area;
const month = (name: string, ...searches: Area[]): DemandMonth => ({
  ...{ month: name, searches, requests: [] },
});
const figures = (months: DemandMonth[], trend: "searches" | "without_fit", county?: string) =>
  followMonths(months, trend, [""], county)[0]?.points.map(({ figure }) => figure);

test("months go on over the turn of a year", () => {
  expect(monthsBetween("2025-11", "2026-02")).toEqual([
    ...["2025-11", "2025-12", "2026-01", "2026-02"],
  ]);
});

describe("a line over the months", () => {
  const months = [
    month("2025-12", area("06001", 12, null), area(null, 9, 5)),
    month("2026-02", area("06001", 20, 7), area("06037", 30, 11)),
  ];

  test("tells a county's months, those withheld, and those that nobody published, apart", () => {
    expect(figures(months, "without_fit", "06001")).toEqual([null, undefined, 7]);
    expect(figures(months, "searches", "06037")).toEqual([null, undefined, 30]);
  });

  test("adds up what is told of all areas and leaves out what is withheld", () => {
    expect(figures(months, "searches")).toEqual([21, undefined, 50]);
    expect(figures(months, "without_fit")).toEqual([5, undefined, 18]);
  });

  test("is none where no month is published", () => {
    expect(followMonths([], "searches", [""], undefined)).toEqual([]);
  });
});

describe("a month's table", () => {
  const of = month("2026-02", area("06001", 20, null), area(null, 9, 5));

  test("has no figure of a county that is not listed", () => {
    const table = tableOfMonth(of, ["06001", "06003"]);
    expect([0, 1].map((row) => table.figure("searches", row))).toEqual([20, null]);
    expect(table.figure("without_fit", 0)).toBeNull();
  });

  test("tells rates of counties whose youths are known, and of no other", () => {
    const table = tableOfMonth(of, ["06001", "06003"], new Map([["06001", 40_000]]));
    expect(table.counties).toEqual(["06001"]);
    expect(table.figure("searches", 0)).toBe(5);
    expect(table.figure("without_fit", 0)).toBeNull();
  });
});
