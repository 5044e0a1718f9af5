import type { Bitmap } from "../bitmap.ts";
import type { Reason } from "./contract.ts";
import { circumstances } from "./criteria/circumstances.ts";
import { criteria } from "./criteria/index.ts";
import { markCriterion, type Judged } from "./judge-all.ts";

/** Programs that a criterion excludes, or only those that one circumstance of the need excludes. */
export const excludedBy = (judged: Judged, reason: Omit<Reason, "programs">): Bitmap => {
  const { index, search, pass, sight, marks } = judged;
  const found = index.scratch.take();
  if (reason.circumstance === undefined) {
    const marked = marks[criteria.findIndex(({ name }) => name === reason.criterion)];
    if (marked) found.copy(marked.excludes);
  } else if (search.circumstances.includes(reason.circumstance)) {
    const alone = { ...search, circumstances: [reason.circumstance] };
    found.copy(markCriterion(index, circumstances, alone, pass).excludes);
  }
  found.and(sight.listed);
  return found;
};

/**
 * How many programs each criterion excludes, and each circumstance. A program that several exclude
 * counts under each of them, so the figures add up to more than the excluded programs.
 */
export const countReasons = (judged: Judged): Reason[] => {
  const reasons: Omit<Reason, "programs">[] = criteria.flatMap(({ name }) => [
    { criterion: name },
    ...(name === "circumstances"
      ? judged.search.circumstances.map((circumstance) => ({ criterion: name, circumstance }))
      : []),
  ]);
  return reasons
    .map((reason) => ({ ...reason, programs: excludedBy(judged, reason).count() }))
    .filter(({ programs }) => programs > 0);
};
