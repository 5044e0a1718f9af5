import type { Visibility } from "../../../db/codes.ts";
import type { SearchAccess } from "../engine.ts";
import { allOf, anyOf, is, isOneOf, not, type Condition } from "./filter.ts";

/** A program whose entry in the index may tell of it as it is no more. */
export interface Pending {
  readonly programId: string;
  readonly listed: boolean;
  readonly visibility: Visibility;
}

const copyFor = (
  access: SearchAccess,
  visibility: Visibility,
  own: readonly Condition[],
): Condition => {
  const shown = is("visibility", visibility);
  // Public places are known to all, and of confidential ones none is in the index.
  if (visibility !== "partners" || access.located.includes("partners")) {
    return allOf(shown, is("place", "exact"));
  }
  return allOf(shown, is("place", "county"), ...own.map(not));
};

/**
 * What the viewer may see, one copy of each program: the one that tells no more of its place than the
 * viewer may know. It is part of every query, so that totals and facets do not leak.
 */
export const accessFilter = (access: SearchAccess): Condition => {
  const own = access.ownProgramIds.length === 0 ? [] : [isOneOf("programId", access.ownProgramIds)];
  return anyOf(
    ...access.visibilities.map((visibility) => copyFor(access, visibility, own)),
    ...own.map((mine) => allOf(mine, is("place", "exact"))),
  );
};

/**
 * Leaves out what was hidden, or told less of, since it was indexed: a program that is listed no
 * more, and one whose entry still has another visibility than a narrower one that it has by now.
 */
export const withoutHidden = (pending: readonly Pending[]): Condition[] => {
  const idsOf = (chosen: (program: Pending) => boolean) =>
    pending.filter(chosen).map(({ programId }) => programId);
  const unlisted = idsOf(({ listed }) => !listed);
  const narrowed = (["partners", "confidential"] as const).flatMap((visibility) => {
    const ids = idsOf((program) => program.listed && program.visibility === visibility);
    return ids.length === 0
      ? []
      : [not(allOf(isOneOf("programId", ids), not(is("visibility", visibility))))];
  });
  return [...(unlisted.length === 0 ? [] : [not(isOneOf("programId", unlisted))]), ...narrowed];
};
