import type { Bitmap } from "../bitmap.ts";
import type { Reason } from "./contract.ts";
import { circumstances } from "./criteria/circumstances.ts";
import { criteria } from "./criteria/index.ts";
import { markCriterion, type Judged } from "./judge-all.ts";

/** What excludes, of all programs: also of those that the viewer may not know of. */
const markedBy = ({ index, search, pass, marks }: Judged, reason: Omit<Reason, "programs">) => {
  if (reason.circumstance === undefined) {
    return marks[criteria.findIndex(({ name }) => name === reason.criterion)]?.excludes;
  }
  if (!search.circumstances.includes(reason.circumstance)) return undefined;
  const alone = { ...search, circumstances: [reason.circumstance] };
  return markCriterion(index, circumstances, alone, pass).excludes;
};

/** Programs that a criterion excludes, or only those that one circumstance of the need excludes. */
export const excludedBy = (judged: Judged, reason: Omit<Reason, "programs">): Bitmap => {
  const found = judged.index.scratch.take();
  const marked = markedBy(judged, reason);
  if (marked) found.copy(marked);
  found.and(judged.sight.listed);
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
    .map((reason) => ({
      ...reason,
      programs: markedBy(judged, reason)?.countShared(judged.sight.listed) ?? 0,
    }))
    .filter(({ programs }) => programs > 0);
};
