import { disclose } from "../access/disclosure.ts";
import { intakeLineAt, intakeWithPause } from "../directory/intake-hours.ts";
import { summarizeBeds } from "../directory/pool-figures.ts";
import { toPublicSummary } from "../directory/public-summary.ts";
import type { Match } from "./contract.ts";
import { milesTo } from "./criteria/distance.ts";
import { criteria, judge } from "./criteria/index.ts";
import { withClaims, type ProgramFacts } from "./facts.ts";
import type { Search, View } from "./search.ts";
import { usablePools } from "./usable-pools.ts";

/** Every criterion with its verdict and the facts behind it, in the order in which they are shown. */
export const explainCriteria = (
  program: ProgramFacts,
  search: Search,
  view: View,
): Match["criteria"] =>
  criteria.map((criterion) => ({
    criterion: criterion.name,
    verdict: judge(criterion, program, search, view),
    facts: criterion.explain(program, search, view),
  }));

/** What all criteria together say: one that excludes is enough, one in doubt makes it a question. */
export const verdictOf = (criteria: Match["criteria"]): Match["verdict"] => {
  if (criteria.some(({ verdict }) => verdict === "excludes")) return "excluded";
  return criteria.every(({ verdict }) => verdict === "meets") ? "fits" : "ask";
};

/** Intake as the viewer may know it, with the number to call now. */
const intakeOf = (
  program: ProgramFacts,
  phone: string | null,
  { viewer, now }: View,
): Match["intake"] => {
  const visibility = program.site?.visibility ?? "public";
  const may = disclose(viewer, { id: program.id, visibility });
  const { openNow, opensAt } = intakeWithPause(program.schedule, program.pausedUntil, now);
  const paused = program.pausedUntil !== null && program.pausedUntil > now;
  const lines = { phone, nightPhone: may.phone ? program.nightPhone : null };
  return {
    open_now: openNow,
    opens_at: opensAt?.toISOString() ?? null,
    phone: intakeLineAt(lines, program.schedule.timeZone, openNow, now),
    paused_until: paused ? program.pausedUntil.toISOString() : null,
  };
};

/**
 * One program with everything that speaks for and against it. Beds are those that this search may
 * use; to a viewer who may not see counts they are as if never given.
 */
export const explainMatch = (
  given: ProgramFacts,
  search: Search,
  view: View,
  tier: number,
): Match => {
  const program = withClaims(given, view.now);
  const miles = milesTo(program, search, view);
  const summary = toPublicSummary(program, view.viewer, view.now, miles);
  const explained = explainCriteria(program, search, view);
  const visibility = program.site?.visibility ?? "public";
  const may = disclose(view.viewer, { id: program.id, visibility });
  return {
    program: summary,
    verdict: verdictOf(explained),
    criteria: explained,
    beds: summarizeBeds(may.beds === true ? usablePools(program, search) : [], view.now),
    intake: intakeOf(program, summary.phone, view),
    distance_miles: miles,
    tier,
  };
};
