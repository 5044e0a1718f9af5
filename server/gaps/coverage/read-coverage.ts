import { notFound } from "../../errors.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import { needProfiles, profileKeys, type ProfileNeed } from "../profiles/need-profiles.ts";
import { answerCoverage, requireScope, type CoveredProfile } from "./answer-coverage.ts";
import type { CoverageAnswer, CoverageQuery } from "./contract.ts";
import type { CoverageTable } from "./coverage-table.ts";
import type { CoverageKeeper } from "./keep-coverage.ts";

const shared = (table: CoverageTable): CoveredProfile[] =>
  profileKeys.flatMap((key, position) => {
    const coverage = table.profiles[position];
    const need: ProfileNeed = needProfiles[key];
    return coverage ? { profile: { key, name: null, need }, coverage } : [];
  });

/** Coverage by county as the newest table has it. Throws `invalid_input`, `unknown_place`, `not_found`. */
export const readCoverage = async (
  keeper: CoverageKeeper,
  analyst: Analyst,
  query: CoverageQuery,
): Promise<CoverageAnswer> => {
  requireScope(query);
  const table = await keeper.current();
  const profiles = shared(table).filter(
    ({ profile }) => query.profile === undefined || profile.key === query.profile,
  );
  if (profiles.length === 0) throw notFound();
  return answerCoverage(table, analyst, query, profiles);
};
