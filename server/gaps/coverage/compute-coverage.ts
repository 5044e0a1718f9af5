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

/** What criteria that read a place say in one county, for all profiles that they judge alike. */
interface Reach {
  /** Whose values they read: any of these profiles. */
  readonly search: Search;
  readonly meets: Bitmap;
  /** Listed programs that none of them excludes. */
  readonly reached: Bitmap;
}

/** Of a search what criteria that read a place also read. */
const alsoRead = (search: Search): string =>
  JSON.stringify(
    placed.flatMap(({ reads }) =>
      reads.filter((name) => name !== "from").map((name) => search[name]),
    ),
  );

/** The sets that one county after the other is judged with. */
class CountyPass {
  readonly #marks: Marks = { meets: new Bitmap(), excludes: new Bitmap() };
  readonly #fits = new Bitmap();
  readonly #asks = new Bitmap();
  /** The slots of one of these, one after the other. */
  readonly #slots: Uint32Array;
  #reached = new Bitmap();
  readonly #reaches = new Map<string, Reach>();
  /** By place among the profiles. */
  readonly #reachOf: readonly Reach[];
  readonly index: ProgramIndex;
  readonly pass: Pass;
  readonly listed: Bitmap;
  readonly night: Bitmap;

  constructor(
    index: ProgramIndex,
    pass: Pass,
    { listed, night }: { listed: Bitmap; night: Bitmap },
    searches: readonly Search[],
  ) {
    this.index = index;
    this.pass = pass;
    this.listed = listed;
    this.night = night;
    this.#slots = new Uint32Array(index.slots);
    this.#reachOf = searches.map((search) => {
      const key = alsoRead(search);
      const known = this.#reaches.get(key);
      const reach = known ?? { search, meets: new Bitmap(), reached: new Bitmap() };
      this.#reaches.set(key, reach);
      return reach;
    });
  }

  /** Begins a county; distances have been measured from it. */
  enter(county: CountyPlace): void {
    const from = { ...county, county };
    for (const { search, meets, reached } of this.#reaches.values()) {
      meets.copy(this.listed);
      reached.copy(this.listed);
      for (const criterion of placed) {
        this.#marks.meets.clear();
        this.#marks.excludes.clear();
        const column = this.index.columns[criteria.indexOf(criterion)];
        column?.mark({ ...search, from }, this.pass, this.#marks);
        meets.and(this.#marks.meets);
        reached.andNot(this.#marks.excludes);
      }
    }
  }

  /** Writes what the county at `at`, which was entered, has for the profile at `position`. */
  write(profile: JudgedProfile, position: number, at: number, coverage: ProfileCoverage): void {
    const reach = this.#reachOf[position];
    if (!reach) throw new RangeError(`There is no profile at ${position}.`);
    const [fits, asks] = [this.#fits, this.#asks];
    this.#reached = reach.reached;
    fits.copy(profile.meets);
    fits.and(reach.meets);
    asks.copy(reach.reached);
    asks.andNot(profile.excludes);
    asks.andNot(fits);
    this.#writeFits(profile, at, coverage);
    this.#writeAsks(profile, at, coverage);
    this.#writeBarred(profile, at, coverage);
  }

  #writeFits({ beds }: JudgedProfile, at: number, { figures }: ProfileCoverage): void {
    const { places } = this.pass;
    const { state, dedicated, dedicatedOpen, other, otherOpen } = beds;
    let [open, full, night] = [0, 0, 0];
    let [allDedicated, openDedicated, allOther, openOther] = [0, 0, 0, 0];
    let [nearest, nearestOpen] = [Infinity, Infinity];
    const count = this.#fits.list(this.#slots);
    for (let place = 0; place < count; place += 1) {
      const slot = this.#slots[place] ?? 0;
      const chord = places.chord(slot);
      if (chord < nearest) nearest = chord;
      if (this.night.has(slot)) night += 1;
      allDedicated += dedicated[slot] ?? 0;
      allOther += other[slot] ?? 0;
      if (state[slot] === bedStates.full) full += 1;
      if (state[slot] !== bedStates.open) continue;
      open += 1;
      openDedicated += dedicatedOpen[slot] ?? 0;
      openOther += otherOpen[slot] ?? 0;
      if (chord < nearestOpen) nearestOpen = chord;
    }
    figures.fits[at] = count;
    figures.fits_with_open_bed[at] = open;
    figures.fits_full[at] = full;
    figures.fits_uncounted[at] = count - open - full;
    figures.night_intake[at] = night;
    figures.dedicated_beds[at] = allDedicated;
    figures.dedicated_open[at] = openDedicated;
    figures.other_beds[at] = allOther;
    figures.other_open[at] = openOther;
    figures.nearest_fit[at] = milesOf(nearest);
    figures.nearest_open[at] = milesOf(nearestOpen);
  }

  #writeAsks({ beds }: JudgedProfile, at: number, { figures }: ProfileCoverage): void {
    const { places } = this.pass;
    let [open, nearest] = [0, Infinity];
    const count = this.#asks.list(this.#slots);
    for (let place = 0; place < count; place += 1) {
      const slot = this.#slots[place] ?? 0;
      const chord = places.chord(slot);
      if (chord < nearest) nearest = chord;
      if (beds.state[slot] === bedStates.open) open += 1;
    }
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
  yield;
  const known = new Map<unknown, boolean>();
  for (let slot = 0; slot < index.slots; slot += 1) {
    if (!listed.has(slot)) continue;
    const { schedule } = index.at(slot);
    let takes = known.get(schedule);
    if (takes === undefined) {
      yield;
      takes = takesAtNight(schedule, now);
      known.set(schedule, takes);
    }
    if (takes) night.set(slot, true);
  }
  const judged: JudgedProfile[] = [];
  for (const search of searches) {
    yield;
    judged.push(yield* judgeProfile(index, listed, search, pass, now));
  }
  const profiles = searches.map(() => emptyCoverage(counties.length));
  const county = new CountyPass(index, pass, { listed, night }, searches);
  for (const [at, place] of counties.entries()) {
    yield;
    places.measure(place, coarse);
    county.enter(place);
    judged.forEach((profile, position) => {
      const coverage = profiles[position];
      if (coverage) county.write(profile, position, at, coverage);
    });
  }
  return profiles;
}
