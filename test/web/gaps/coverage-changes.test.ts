import { describe, expect, test } from "vitest";
import type { CoverageColumns, WhatIfAnswer } from "../../../web/api/schema.ts";
import { changesOf, sortChanges, summarize } from "../../../web/gaps/what-if/coverage-changes.ts";

type Figures = Partial<Omit<CoverageColumns, "profile">>;

/** Three counties, of which nothing is known but what is given. */
const columns = (key: string, figures: Figures): CoverageColumns => {
  const none = [0, 0, 0];
  const nowhere = [null, null, null];
  return {
    profile: { key, name: key, need: { age: 15 } },
    ...{ fits: none, asks: none, fits_with_open_bed: none, fits_full: none, fits_uncounted: none },
    ...{ asks_with_open_bed: none, night_intake: none, dedicated_beds: none, other_beds: none },
    ...{ dedicated_open: none, other_open: none, barred: none, barrier: nowhere },
    ...{ nearest_fit: nowhere, nearest_ask: nowhere, nearest_open: nowhere },
    gap: ["nothing", "nothing", "nothing"],
    ...figures,
  };
};

const answer: WhatIfAnswer = {
  ...{ as_of: "2026-03-02T20:00:00.000Z", regions: ["CA"], county: "06001" },
  counties: ["06003", "06001", "32003"],
  before: [
    columns("boys", {
      ...{ gap: ["nothing", "full", "uncounted"], fits: [0, 1, 1], nearest_fit: [null, 90, 12] },
      fits_with_open_bed: [0, 0, null],
    }),
    columns("girls", { gap: ["open_bed", "open_bed", "open_bed"], fits: [1, 1, 1] }),
  ],
  after: [
    columns("boys", {
      ...{ gap: ["open_bed", "open_bed", "uncounted"], fits: [1, 2, 2], nearest_fit: [0, 8, 12] },
      ...{ fits_with_open_bed: [1, 1, null], dedicated_open: [6, 6, 6] },
    }),
    columns("girls", { gap: ["open_bed", "open_bed", "open_bed"], fits: [1, 1, 1] }),
  ],
};
const words = {
  county: (fips: string) => fips,
  profile: ({ key }: CoverageColumns["profile"]) => key,
};

describe("what a program would change", () => {
  test("is only what would be different", () => {
    const changes = changesOf(answer);
    expect(changes.map(({ fips, profile }) => [profile.key, fips])).toEqual([
      ["boys", "06003"],
      ["boys", "06001"],
      ["boys", "32003"],
    ]);
    expect(changes[0]).toMatchObject({
      before: { gap: "nothing", nearestFit: null, openBeds: 0 },
      after: { gap: "open_bed", nearestFit: 0, openBeds: 6 },
    });
  });

  test("has the largest first, or what is asked for", () => {
    const order = (sort: "change" | "county" | "miles") =>
      sortChanges(changesOf(answer).toReversed(), sort, words).map(({ fips }) => fips);
    expect(order("change")).toEqual(["06003", "06001", "32003"]);
    expect(order("county")).toEqual(["06001", "06003", "32003"]);
    expect(order("miles")).toEqual(["06003", "06001", "32003"]);
  });

  test("is summed up for each profile, and beds only where they are told", () => {
    const [boys, girls] = summarize(answer);
    expect(boys).toMatchObject({ withFit: [2, 3], withOpenBed: [0, 2], nearer: 2, changed: 3 });
    expect(girls).toMatchObject({ withFit: [3, 3], nearer: 0, changed: 0 });
    const elsewhere = [null, null, null];
    const untold = (all: readonly CoverageColumns[]) =>
      all.map((each) => ({ ...each, fits_with_open_bed: elsewhere }));
    const told = summarize({
      ...answer,
      ...{ before: untold(answer.before), after: untold(answer.after) },
    });
    expect(told.map(({ withOpenBed }) => withOpenBed)).toEqual([null, null]);
  });
});
