import type { Bitmap } from "../bitmap.ts";
import type { Criterion, Marks, Pass } from "./criteria/criterion.ts";
import { criteria } from "./criteria/index.ts";
import type { ProgramIndex } from "./program-index.ts";
import type { Search, View } from "./search.ts";
import { sightOf, type Sight } from "./sight.ts";

/** Every program judged against one search, as far as the viewer may know of it. */
export interface Judged {
  readonly index: ProgramIndex;
  readonly search: Search;
  readonly view: View;
  readonly sight: Sight;
  readonly pass: Pass;
  /** One a criterion, in the order of `criteria`. */
  readonly marks: readonly Marks[];
  /** At least one criterion excludes it. */
  readonly excluded: Bitmap;
  /** Every criterion is met. */
  readonly fits: Bitmap;
  /** It fits, or might: nothing excludes it. */
  readonly open: Bitmap;
}

/** What the criterion says of every program. */
export const markCriterion = (
  index: ProgramIndex,
  criterion: Criterion,
  search: Search,
  pass: Pass,
): Marks => {
  const marks = { meets: index.scratch.take(), excludes: index.scratch.take() };
  if (search.dropped.includes(criterion.name)) marks.meets.copy(index.live);
  else index.columns[criteria.indexOf(criterion)]?.mark(search, pass, marks);
  return marks;
};

/**
 * Judges all programs at once, criterion by criterion. What it answers holds until the index is
 * changed or asked again. Programs whose listing the viewer may not know of are in no set.
 */
export const judgeAll = (index: ProgramIndex, search: Search, view: View): Judged => {
  index.scratch.reset();
  const sight = sightOf(index, view.viewer);
  const { live, places, intake, scratch } = index;
  const pass: Pass = { live, places, intake };
  places.measure(search.from, sight.coarse);
  intake.read(view.now);
  const fits = scratch.take();
  const excluded = scratch.take();
  const open = scratch.take();
  fits.copy(sight.listed);
  const marks = criteria.map((criterion) => {
    const marked = markCriterion(index, criterion, search, pass);
    fits.and(marked.meets);
    excluded.or(marked.excludes);
    return marked;
  });
  excluded.and(sight.listed);
  open.copy(sight.listed);
  open.andNot(excluded);
  return { index, search, view, sight, pass, marks, excluded, fits, open };
};
