import type { MatchAnswer } from "./contract.ts";
import { countReasons } from "./count-reasons.ts";
import { explainMatch } from "./explain-match.ts";
import { judgeAll } from "./judge-all.ts";
import { offerHelp } from "./offer-help.ts";
import type { ProgramIndex } from "./program-index.ts";
import { rankMatches } from "./rank-matches.ts";
import { countRelaxations } from "./relaxations.ts";
import type { Search, View } from "./search.ts";

export type MatchResult = Omit<MatchAnswer, "as_of" | "stale" | "from">;

/**
 * Which programs of the index can take the child of this search, as far as the viewer may know: the
 * `limit` best with every criterion explained, and counts over all of them. Pure: the same index,
 * search, viewer and moment give the same answer, in whatever order the programs came.
 */
export const match = (
  index: ProgramIndex,
  search: Search,
  view: View,
  limit: number,
): MatchResult => {
  const judged = judgeAll(index, search, view);
  const total = judged.open.count();
  const fits = judged.fits.count();
  return {
    total,
    fits,
    asks: total - fits,
    matches: rankMatches(judged, limit).map(({ slot, tier }) =>
      explainMatch(index.at(slot), search, view, tier),
    ),
    excluded: { total: judged.excluded.count(), by_reason: countReasons(judged) },
    relaxations: countRelaxations(judged),
    help: fits > 0 ? null : offerHelp(judged),
  };
};
