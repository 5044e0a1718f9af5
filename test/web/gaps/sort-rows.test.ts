import { expect, test } from "vitest";
import type { CoverageColumns } from "../../../web/api/schema.ts";
import { tableOfCoverage, type FigureTable } from "../../../web/gaps/figure-table.ts";
import { firstSorting, sortRows } from "../../../web/gaps/sort-rows.ts";

const names: Readonly<Record<string, string>> = { "01": "Ada", "02": "Bea", "03": "Cai" };
const nameOf = (fips: string) => names[fips] ?? "";

/** Three counties with these figures. */
const coverage = (columns: Partial<CoverageColumns>): FigureTable =>
  tableOfCoverage({
    ...{ asOf: "2026-03-01T00:00:00Z", regions: [], counties: ["01", "02", "03"] },
    columns: {
      profile: { key: "girl_16", name: null, need: { age: 16 } },
      ...columns,
    } as CoverageColumns,
  });
const order = (of: FigureTable, ...sorting: Parameters<typeof firstSorting>) =>
  sortRows(of, firstSorting(...sorting), nameOf).map((row) => of.counties[row]);

test("the worst comes first: the least of programs, the largest gap", () => {
  expect(order(coverage({ fits: [4, 0, 2] }), "fits")).toEqual(["02", "03", "01"]);
  expect(order(coverage({ gap: ["full", "open_bed", "nothing"] }), "gap")).toEqual([
    "03",
    "01",
    "02",
  ]);
});

test("no program at any distance is the farthest", () => {
  expect(order(coverage({ nearest_fit: [12, null, 90] }), "nearest_fit")).toEqual([
    "02",
    "03",
    "01",
  ]);
});

test("what is not told comes last, whichever way", () => {
  const figures = coverage({ dedicated_open: [null, 1, 3], other_open: [null, 0, 0] });
  for (const descending of [true, false]) {
    const rows = sortRows(figures, { key: "open_beds", descending }, nameOf);
    expect(rows.at(-1)).toBe(0);
    const gaps = coverage({ gap: ["untold", "nothing", "open_bed"] });
    expect(sortRows(gaps, { key: "gap", descending }, nameOf).at(-1)).toBe(0);
  }
});

test("equal figures stand by name", () => {
  expect(order(coverage({ fits: [1, 1, 1] }), "fits")).toEqual(["01", "02", "03"]);
});
