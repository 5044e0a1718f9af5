import { describe, expect, test } from "vitest";
import type { CountRow } from "../../../server/availability/figures/figures.repo.ts";
import { tellHours } from "../../../server/availability/figures/hourly-counts.ts";

const from = new Date("2026-03-01T00:00:00Z");
const span = { from, to: new Date("2026-03-02T00:00:00Z") };
const at = (hours: number) => new Date(from.getTime() + hours * 3_600_000);
const count = (poolId: string, hours: number, open: number, late = 0): CountRow => ({
  ...{ poolId, open, total: 8, observedAt: at(hours), receivedAt: at(hours + late) },
  ...{ source: "web", name: null },
});
const told = (counts: CountRow[], until = 24, pools = ["a"]) =>
  tellHours(pools, counts, span, at(until));

describe("how the beds stood", () => {
  test("is told for every hour that is over, as the newest count says", () => {
    const hours = told([count("a", -1, 2), count("a", 1.5, 4)], 3.9);
    expect(hours.map(({ open, reports }) => [open, reports])).toEqual([
      [2, 0],
      [4, 1],
      [4, 0],
    ]);
    expect(hours[0]).toMatchObject({ at: from.toISOString(), total: 8 });
  });

  test("is not known before every pool was counted once", () => {
    const hours = told([count("a", 0.5, 2), count("b", 1.5, 1)], 2, ["a", "b"]);
    expect(hours.map(({ open }) => open)).toEqual([null, 3]);
    expect(told([], 1)[0]).toMatchObject({ open: null, fresh: false, usable: false });
    expect(told([count("a", 0, 1)], 1, [])[0]).toMatchObject({ open: null, fresh: false });
  });

  test("is fresh for four hours after it was true and usable for twelve, for all pools or none", () => {
    const hours = told([count("a", 0, 2)], 14);
    expect(hours.filter(({ fresh }) => fresh)).toHaveLength(4);
    expect(hours.filter(({ usable }) => usable)).toHaveLength(12);
    const two = told([count("a", 0, 2), count("b", -11, 1)], 14, ["a", "b"]);
    expect(two.filter(({ fresh }) => fresh)).toHaveLength(0);
    expect(two.filter(({ usable }) => usable)).toHaveLength(1);
  });

  test("a count that came late is known from then on, and as old as when it was true", () => {
    const hours = told([count("a", -1, 2), count("a", 0.5, 5, 3)], 6);
    expect(hours.map(({ open }) => open)).toEqual([2, 2, 2, 5, 5, 5]);
    expect(hours.map(({ fresh }) => fresh)).toEqual([true, true, true, true, false, false]);
  });

  test("a count that came after a newer one changes nothing", () => {
    const hours = told([count("a", 2, 3), count("a", 1, 7, 2.5)], 5);
    expect(hours.map(({ open }) => open)).toEqual([null, 3, 3, 3, 3]);
  });
});
