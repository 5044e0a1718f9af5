import { kinds } from "../../db/codes.ts";
import type { Bitmap } from "../bitmap.ts";
import type { Relaxation } from "./contract.ts";
import type { Criterion } from "./criteria/criterion.ts";
import { criteria } from "./criteria/index.ts";
import { markCriterion, type Judged } from "./judge-all.ts";
import type { Search } from "./search.ts";

/** A change of the need: which criterion, and how. */
export type Change = Omit<Relaxation, "fits">;

const widerMiles = [50, 100, 250] as const;
const youngest = 0;
const oldest = 25;

const dropOf = (search: Search, criterion: Change["criterion"]): Search => {
  const dropped = { ...search, dropped: [...search.dropped, criterion] };
  // Who is not judged by age or gender may use every pool, whichever it is for.
  if (criterion === "age") return { ...dropped, age: null };
  if (criterion === "gender") return { ...dropped, gender: null };
  if (criterion === "kind") return { ...search, kinds };
  if (criterion === "language") return { ...search, languages: [] };
  if (criterion === "circumstances") return { ...search, circumstances: [] };
  if (criterion === "dedicated") return { ...search, dedicatedOnly: false };
  if (criterion === "distance") return { ...search, withinMiles: null };
  if (criterion === "avoid") return { ...search, avoid: [] };
  return dropped;
};

/** The search as it is after the change. */
export const applyRelaxation = (search: Search, { criterion, change }: Change): Search => {
  if (change.circumstance !== undefined) {
    const others = search.circumstances.filter((code) => code !== change.circumstance);
    return { ...search, circumstances: others };
  }
  if (change.drop === true) return dropOf(search, criterion);
  if (change.within_miles !== undefined) return { ...search, withinMiles: change.within_miles };
  if (change.age !== undefined) return { ...search, age: change.age };
  if (change.interpreter !== undefined) return { ...search, interpreter: change.interpreter };
  return search;
};

/** Every change that is tried. */
const changesOf = (search: Search): Change[] =>
  criteria.flatMap(({ name: criterion }): Change[] => {
    const changes: Change["change"][] = [];
    // Without its only circumstance a need is without circumstances: that is said once.
    if (criterion !== "circumstances" || search.circumstances.length > 1) {
      changes.push({ drop: true });
    }
    if (criterion === "circumstances") {
      changes.push(...search.circumstances.map((circumstance) => ({ drop: true, circumstance })));
    }
    if (criterion === "distance" && search.withinMiles !== null) {
      const asked = search.withinMiles;
      const wider = widerMiles.filter((miles) => miles > asked);
      changes.push(...wider.map((miles) => ({ within_miles: miles })));
    }
    if (criterion === "age" && search.age !== null) {
      const neighbours = [search.age - 1, search.age + 1];
      const possible = neighbours.filter((age) => age >= youngest && age <= oldest);
      changes.push(...possible.map((age) => ({ age })));
    }
    if (criterion === "language" && !search.interpreter) changes.push({ interpreter: true });
    return changes.map((change) => ({ criterion, change }));
  });

/** By the position of a criterion, the programs that meet every other one. */
const meetingOthers = ({ index, sight, marks }: Judged): readonly Bitmap[] => {
  const others = marks.map(() => index.scratch.take());
  const met = index.scratch.take();
  met.copy(sight.listed);
  marks.forEach(({ meets }, position) => {
    others[position]?.copy(met);
    met.and(meets);
  });
  met.copy(sight.listed);
  for (let position = marks.length - 1; position >= 0; position -= 1) {
    others[position]?.and(met);
    const marked = marks[position];
    if (marked) met.and(marked.meets);
  }
  return others;
};

/** How many programs fit after the change: only criteria that read what changed are judged again. */
const fitsAfter = (judged: Judged, others: readonly Bitmap[], change: Change): number => {
  const { index, search, pass, sight, marks } = judged;
  const changed = applyRelaxation(search, change);
  const isChanged = (criterion: Criterion) =>
    criterion.reads.some((part) => changed[part] !== search[part]) ||
    changed.dropped.includes(criterion.name) !== search.dropped.includes(criterion.name);
  const again = criteria.filter(isChanged);
  const [first] = again;
  if (!first) return judged.fits.count();
  const other = others[criteria.indexOf(first)];
  if (again.length === 1 && other) {
    return other.countShared(markCriterion(index, first, changed, pass).meets);
  }
  const fits = index.scratch.take();
  fits.copy(sight.listed);
  criteria.forEach((criterion, position) => {
    const marked = again.includes(criterion)
      ? markCriterion(index, criterion, changed, pass)
      : marks[position];
    if (marked) fits.and(marked.meets);
  });
  return fits.count();
};

/**
 * What would change the answer (rule 9): each change that makes more or fewer programs fit, with how
 * many would. Agrees with searching again for `applyRelaxation(search, change)`.
 */
export const countRelaxations = (judged: Judged): Relaxation[] => {
  const now = judged.fits.count();
  const others = meetingOthers(judged);
  return changesOf(judged.search)
    .map((change) => ({ ...change, fits: fitsAfter(judged, others, change) }))
    .filter((relaxation) => relaxation.fits !== now);
};
