import type { Viewer } from "../../access/viewer.ts";
import { Bitmap } from "../../bitmap.ts";
import type { CountyPlace } from "../../directory/places.ts";
import type { Marks, Pass } from "../../matching/criteria/criterion.ts";
import { criteria } from "../../matching/criteria/index.ts";
import type { ProgramIndex } from "../../matching/program-index.ts";
import type { Search } from "../../matching/search.ts";
import { sightOf } from "../../matching/sight.ts";
import { milesOfChord, shownMiles } from "../../matching/sphere.ts";
import { emptyCoverage, type ProfileCoverage } from "./coverage-table.ts";
import { judgeProfile, placed, type JudgedProfile } from "./judge-profile.ts";
import { takesAtNight } from "./night-intake.ts";
import { bedStates } from "./pool-sums.ts";

/** In whose sight coverage is worked out: distances to partners' sites are those of their county. */
export const analyst: Viewer = {
  ...{ kind: "user", role: "analyst", userId: "", name: "", email: "" },
  ...{ programIds: new Set<string>(), leadOf: new Set<string>() },
};

const milesOf = (chord: number): number =>
  chord === Infinity ? NaN : shownMiles(milesOfChord(chord));

/** The sets that one county after the other is judged with. */
class CountyPass {
  readonly #marks: readonly Marks[] = placed.map(() => ({
    meets: new Bitmap(),
    excludes: new Bitmap(),
  }));
  readonly #fits = new Bitmap();
  readonly #asks = new Bitmap();
  readonly #reached = new Bitmap();
  readonly index: ProgramIndex;
  readonly pass: Pass;
  readonly listed: Bitmap;
  readonly night: Bitmap;

  constructor(index: ProgramIndex, pass: Pass, listed: Bitmap, night: Bitmap) {
    this.index = index;
    this.pass = pass;
    this.listed = listed;
    this.night = night;
  }

  /** Writes what the county at `at` has for a profile; distances have been measured from it. */
  write(profile: JudgedProfile, county: CountyPlace, at: number, coverage: ProfileCoverage): void {
    const search: Search = { ...profile.search, from: { ...county, county } };
    const [fits, asks, reached] = [this.#fits, this.#asks, this.#reached];
    fits.copy(profile.meets);
    reached.copy(this.listed);
    placed.forEach((criterion, position) => {
      const marks = this.#marks[position];
      if (!marks) return;
      marks.meets.clear();
      marks.excludes.clear();
      this.index.columns[criteria.indexOf(criterion)]?.mark(search, this.pass, marks);
      fits.and(marks.meets);
      reached.andNot(marks.excludes);
    });
    asks.copy(reached);
    asks.andNot(profile.excludes);
    asks.andNot(fits);
    this.#writeFits(profile, at, coverage);
    this.#writeAsks(profile, at, coverage);
    this.#writeBarred(profile, at, coverage);
  }

  #writeFits({ beds }: JudgedProfile, at: number, { figures }: ProfileCoverage): void {
    const { places } = this.pass;
    let [count, open, full, night] = [0, 0, 0, 0];
    let [dedicated, dedicatedOpen, other, otherOpen] = [0, 0, 0, 0];
    let [nearest, nearestOpen] = [Infinity, Infinity];
    this.#fits.forEach((slot) => {
      const chord = places.chord(slot);
      count += 1;
      nearest = Math.min(nearest, chord);
      if (this.night.has(slot)) night += 1;
      dedicated += beds.dedicated[slot] ?? 0;
      other += beds.other[slot] ?? 0;
      const state = beds.state[slot];
      if (state === bedStates.full) full += 1;
      if (state !== bedStates.open) return;
      open += 1;
      dedicatedOpen += beds.dedicatedOpen[slot] ?? 0;
      otherOpen += beds.otherOpen[slot] ?? 0;
      nearestOpen = Math.min(nearestOpen, chord);
    });
    figures.fits[at] = count;
    figures.fits_with_open_bed[at] = open;
    figures.fits_full[at] = full;
    figures.fits_uncounted[at] = count - open - full;
    figures.night_intake[at] = night;
    figures.dedicated_beds[at] = dedicated;
    figures.dedicated_open[at] = dedicatedOpen;
    figures.other_beds[at] = other;
    figures.other_open[at] = otherOpen;
    figures.nearest_fit[at] = milesOf(nearest);
    figures.nearest_open[at] = milesOf(nearestOpen);
  }

  #writeAsks({ beds }: JudgedProfile, at: number, { figures }: ProfileCoverage): void {
    const { places } = this.pass;
    let [count, open, nearest] = [0, 0, Infinity];
    this.#asks.forEach((slot) => {
      count += 1;
      nearest = Math.min(nearest, places.chord(slot));
      if (beds.state[slot] === bedStates.open) open += 1;
    });
    figures.asks[at] = count;
    figures.asks_with_open_bed[at] = open;
    figures.nearest_ask[at] = milesOf(nearest);
  }

  #writeBarred({ barred, barredBy }: JudgedProfile, at: number, coverage: ProfileCoverage): void {
    const programs = this.#reached.countShared(barred);
    coverage.figures.barred[at] = programs;
    if (programs === 0) return;
    let most = 0;
    for (const by of barredBy) {
      const here = this.#reached.countShared(by.programs);
      if (here <= most) continue;
      most = here;
      coverage.barrier[at] = by.criterion;
    }
  }
}

/**
 * What every county has for every profile, by the very columns that searches are judged with; the
 * index must not change meanwhile. A program is judged once a profile by what reads no place, and
 * for each county by the rest. Yields where other work may go between.
 */
export function* computeCoverage(
  index: ProgramIndex,
  searches: readonly Search[],
  counties: readonly CountyPlace[],
  now: Date,
): Generator<undefined, ProfileCoverage[]> {
  const { live, places, intake } = index;
  const pass: Pass = { live, places, intake };
  index.scratch.reset();
  const sight = sightOf(index, analyst);
  const [listed, coarse, night] = [new Bitmap(), new Bitmap(), new Bitmap()];
  listed.copy(sight.listed);
  coarse.copy(sight.coarse);
  intake.read(now);
  const known = new Map<unknown, boolean>();
  listed.forEach((slot) => {
    const { schedule } = index.at(slot);
    const takes = known.get(schedule) ?? takesAtNight(schedule, now);
    known.set(schedule, takes);
    if (takes) night.set(slot, true);
  });
  const judged: JudgedProfile[] = [];
  for (const search of searches) {
    yield;
    judged.push(yield* judgeProfile(index, listed, search, pass, now));
  }
  const profiles = searches.map(() => emptyCoverage(counties.length));
  const county = new CountyPass(index, pass, listed, night);
  for (const [at, place] of counties.entries()) {
    yield;
    places.measure(place, coarse);
    judged.forEach((profile, position) => {
      const coverage = profiles[position];
      if (coverage) county.write(profile, place, at, coverage);
    });
  }
  return profiles;
}
