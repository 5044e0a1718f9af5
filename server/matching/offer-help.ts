import type { Kind } from "../../db/codes.ts";
import { toPublicSummary } from "../directory/public-summary.ts";
import { BestSlots } from "./best-slots.ts";
import type { Bitmap } from "./bitmap.ts";
import type { Help } from "./contract.ts";
import { area } from "./criteria/area.ts";
import { milesTo } from "./criteria/distance.ts";
import { criteria } from "./criteria/index.ts";
import { kind } from "./criteria/kind.ts";
import { explainMatch } from "./explain-match.ts";
import { withClaims } from "./facts.ts";
import { markCriterion, type Judged } from "./judge-all.ts";
import { nearestExcluded } from "./nearest-excluded.ts";
import { tiers } from "./tier.ts";

const most = 5;

/** Programs of these kinds that the viewer may know of and that do not exclude the child's area. */
const serving = ({ index, search, pass, sight, marks }: Judged, kinds: Kind[]): Bitmap => {
  const { meets } = markCriterion(index, kind, { ...search, kinds, dropped: [] }, pass);
  meets.and(sight.listed);
  const elsewhere = marks[criteria.indexOf(area)]?.excludes;
  if (elsewhere) meets.andNot(elsewhere);
  return meets;
};

/** The first few by `rank` (lower first), then nearest, then id. */
const firstOf = (judged: Judged, programs: Bitmap, rank: (slot: number) => number) => {
  const { index, search, view, pass } = judged;
  const best = new BestSlots(index, most);
  programs.forEach((slot) => best.offer(slot, rank(slot), pass.places.chord(slot)));
  return best.best.map(({ slot }) => {
    const program = withClaims(index.at(slot), view.now);
    return toPublicSummary(program, view.viewer, view.now, milesTo(program, search, view));
  });
};

/**
 * Who helps where nothing fits: the programs that come nearest to fitting, hotlines (open now first,
 * then those known to serve the child's area), and the nearest advocates and advocacy centers.
 */
export const offerHelp = (judged: Judged): Help => {
  const { index, search, view, pass, marks } = judged;
  const servingArea = marks[criteria.indexOf(area)]?.meets;
  const unsure = (slot: number) => (servingArea?.has(slot) === true ? 0 : 1);
  const nearest = nearestExcluded(judged, judged.excluded, most);
  return {
    nearest: nearest.map(({ slot }) => explainMatch(index.at(slot), search, view, tiers.excluded)),
    hotlines: firstOf(
      judged,
      serving(judged, ["hotline"]),
      (slot) => (pass.intake.open.has(slot) ? 0 : 2) + unsure(slot),
    ),
    advocates: firstOf(judged, serving(judged, ["case_management", "advocacy"]), () => 0),
    advocacy_centers: firstOf(judged, serving(judged, ["advocacy_center"]), () => 0),
  };
};
