import { gapValues, type CoverageColumns, type Gap, type WhatIfAnswer } from "../../api/schema.ts";
import { readMetric } from "../gap-metrics.ts";

/** What a county has for a profile, as far as a program could change it. */
export interface CoverageState {
  readonly gap: Gap;
  readonly fits: number;
  readonly asks: number;
  /** null: not told outside own regions. */
  readonly openBeds: number | null;
  /** null: none. */
  readonly nearestFit: number | null;
  readonly nearestOpen: number | null;
  readonly nightIntake: number;
}

/** A county and profile for which something would be different. */
export interface CoverageChange {
  readonly fips: string;
  readonly profile: CoverageColumns["profile"];
  readonly before: CoverageState;
  readonly after: CoverageState;
}

const stateAt = (columns: CoverageColumns, row: number): CoverageState => ({
  gap: columns.gap[row] ?? "nothing",
  fits: columns.fits[row] ?? 0,
  asks: columns.asks[row] ?? 0,
  openBeds: readMetric(columns, "open_beds", row),
  nearestFit: columns.nearest_fit[row] ?? null,
  nearestOpen: columns.nearest_open[row] ?? null,
  nightIntake: columns.night_intake[row] ?? 0,
});

const isSame = (a: CoverageState, b: CoverageState): boolean =>
  (Object.keys(a) as (keyof CoverageState)[]).every((name) => a[name] === b[name]);

/** Everything that would be different, in the order of profiles and counties. */
export const changesOf = ({ counties, before, after }: WhatIfAnswer): CoverageChange[] =>
  before.flatMap((columns, position) => {
    const then = after[position];
    if (!then) return [];
    return counties.flatMap((fips, row) => {
      const change = { before: stateAt(columns, row), after: stateAt(then, row) };
      return isSame(change.before, change.after)
        ? []
        : { fips, profile: columns.profile, ...change };
    });
  });

/** By how many steps what stands in the way comes nearer to an open bed. */
const stepsOf = ({ before, after }: CoverageChange): number =>
  gapValues.indexOf(before.gap) - gapValues.indexOf(after.gap);

/** Miles that nobody can go are farther than any. */
const farthest = 10_000;
const milesSaved = ({ before, after }: CoverageChange): number =>
  (before.nearestFit ?? farthest) - (after.nearestFit ?? farthest);

const bedsAdded = ({ before, after }: CoverageChange): number =>
  (after.openBeds ?? 0) - (before.openBeds ?? 0);

export type ChangeSort = "change" | "county" | "profile" | "fits" | "asks" | "open_beds" | "miles";

export interface ChangeWords {
  readonly county: (fips: string) => string;
  readonly profile: (profile: CoverageColumns["profile"]) => string;
}

const inTurn =
  (...orders: ((a: CoverageChange, b: CoverageChange) => number)[]) =>
  (a: CoverageChange, b: CoverageChange): number =>
    orders.reduce((found, order) => (found === 0 ? order(a, b) : found), 0);

/** The changes in order, total: the largest first, or by what was chosen, then by place and profile. */
export const sortChanges = (
  changes: readonly CoverageChange[],
  sort: ChangeSort,
  words: ChangeWords,
): CoverageChange[] => {
  const most =
    (figure: (change: CoverageChange) => number) => (a: CoverageChange, b: CoverageChange) =>
      figure(b) - figure(a);
  const byCounty = (a: CoverageChange, b: CoverageChange) =>
    words.county(a.fips).localeCompare(words.county(b.fips));
  const byProfile = (a: CoverageChange, b: CoverageChange) =>
    words.profile(a.profile).localeCompare(words.profile(b.profile));
  const gained = ({ before, after }: CoverageChange) => after.fits - before.fits;
  const largest = inTurn(most(stepsOf), most(milesSaved), most(bedsAdded), most(gained));
  const first = {
    change: largest,
    county: byCounty,
    profile: byProfile,
    fits: most(gained),
    asks: most(({ before, after }) => after.asks - before.asks),
    open_beds: most(bedsAdded),
    miles: most(milesSaved),
  }[sort];
  return changes.toSorted(inTurn(first, largest, byCounty, byProfile));
};

/** Of one profile, how many of the counties that would be served have something, before and after. */
export interface ProfileSummary {
  readonly profile: CoverageColumns["profile"];
  readonly withFit: readonly [before: number, after: number];
  /** Of the counties whose beds are told; null: of none. */
  readonly withOpenBed: readonly [before: number, after: number] | null;
  /** Counties in which what stands in the way would come nearer to an open bed. */
  readonly nearer: number;
  /** Counties in which anything would be different. */
  readonly changed: number;
}

const count = <T>(items: readonly T[], test: (item: T, at: number) => boolean): number =>
  items.filter(test).length;

const summaryOf = (
  columns: CoverageColumns,
  then: CoverageColumns,
  changed: number,
): ProfileSummary => {
  const fitting = ({ fits }: CoverageColumns) => count(fits, (programs) => programs > 0);
  const open = ({ fits_with_open_bed: programs }: CoverageColumns) =>
    count(programs, (some) => (some ?? 0) > 0);
  const isTold = columns.fits_with_open_bed.some((programs) => programs !== null);
  return {
    ...{ profile: columns.profile, changed },
    withFit: [fitting(columns), fitting(then)],
    withOpenBed: isTold ? [open(columns), open(then)] : null,
    nearer: count(
      columns.gap,
      (gap, row) => gapValues.indexOf(then.gap[row] ?? gap) < gapValues.indexOf(gap),
    ),
  };
};

/** The profiles, those first for whom most would change. */
export const summarize = (answer: WhatIfAnswer): ProfileSummary[] => {
  const changes = Map.groupBy(changesOf(answer), ({ profile }) => profile.key);
  const gained = ({ withFit: [before, after] }: ProfileSummary) => after - before;
  return answer.before
    .flatMap((columns, position) => {
      const then = answer.after[position];
      return then ? summaryOf(columns, then, changes.get(columns.profile.key)?.length ?? 0) : [];
    })
    .toSorted((a, b) => b.nearer - a.nearer || gained(b) - gained(a) || b.changed - a.changed);
};
