import { Bitmap } from "../../bitmap.ts";
import type { Criterion, Marks, Pass } from "../../matching/criteria/criterion.ts";
import { criteria } from "../../matching/criteria/index.ts";
import { markCriterion } from "../../matching/judge-all.ts";
import type { ProgramIndex } from "../../matching/program-index.ts";
import type { Search } from "../../matching/search.ts";
import { sumBeds, type BedSums } from "./pool-sums.ts";

/** Criteria that are judged anew for each county, since they read where the child is from. */
export const placed: readonly Criterion[] = criteria.filter(({ reads }) => reads.includes("from"));
const placeless = criteria.filter((criterion) => !placed.includes(criterion));

/** What a program decides by its policies rather than by being of another kind. */
const isPolicy = ({ name }: Criterion): boolean => name !== "kind" && name !== "avoid";

/** Everything of one profile that is the same in every county. */
export interface JudgedProfile {
  readonly search: Search;
  /** Programs that meet every placeless criterion. */
  readonly meets: Bitmap;
  /** Programs that a placeless criterion excludes. */
  readonly excludes: Bitmap;
  /** Programs of a kind asked for which a policy excludes, and by which: places in `criteria`. */
  readonly barred: Bitmap;
  readonly barredBy: readonly { readonly criterion: number; readonly programs: Bitmap }[];
  readonly beds: BedSums;
}

const copyOf = (bitmap: Bitmap): Bitmap => {
  const copy = new Bitmap();
  copy.copy(bitmap);
  return copy;
};

/** Judges all listed programs by every criterion that reads no place; what it answers is its own. */
export function* judgeProfile(
  index: ProgramIndex,
  listed: Bitmap,
  search: Search,
  pass: Pass,
  now: Date,
): Generator<undefined, JudgedProfile> {
  index.scratch.reset();
  const meets = copyOf(listed);
  const excludes = new Bitmap();
  const barred = new Bitmap();
  const marked = placeless.map((criterion): [Criterion, Marks] => {
    const marks = markCriterion(index, criterion, search, pass);
    meets.and(marks.meets);
    excludes.or(marks.excludes);
    if (isPolicy(criterion)) barred.or(marks.excludes);
    return [criterion, marks];
  });
  excludes.and(listed);
  barred.and(listed);
  for (const [criterion, marks] of marked) if (!isPolicy(criterion)) barred.andNot(marks.excludes);
  const barredBy = marked.flatMap(([criterion, marks]) => {
    if (!isPolicy(criterion)) return [];
    const programs = copyOf(barred);
    programs.and(marks.excludes);
    return programs.count() === 0 ? [] : [{ criterion: criteria.indexOf(criterion), programs }];
  });
  const possible = copyOf(listed);
  possible.andNot(excludes);
  return {
    ...{ search, meets, excludes, barred, barredBy },
    beds: yield* sumBeds(index, possible, search, now),
  };
}
