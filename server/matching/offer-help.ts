import type { Kind } from "../../db/codes.ts";
import { toPublicSummary } from "../directory/public-summary.ts";
import { BestSlots } from "./best-slots.ts";
import type { Bitmap } from "../bitmap.ts";
import type { Help } from "./contract.ts";
import { area } from "./criteria/area.ts";
import { milesTo } from "./criteria/distance.ts";
import { criteria } from "./criteria/index.ts";
import { kind } from "./criteria/kind.ts";
import { explainMatch } from "./explain-match.ts";
import { withClaims } from "./facts.ts";
import { markCriterion, type Judged } from "./judge-all.ts";
import { nearestExcluded } from "./nearest-excluded.ts";
import { chordOfMiles } from "./sphere.ts";
import { tiers } from "./tier.ts";

const most = 5;
/** Beyond this, only who is known to serve the child's area is worth a call, or the one nearest. */
const nearby = chordOfMiles(250);

/** Programs of these kinds that the viewer may know of and that do not exclude the child's area. */
const ofKinds = ({ index, search, pass, sight, marks }: Judged, kinds: Kind[]): Bitmap => {
  const { meets } = markCriterion(index, kind, { ...search, kinds, dropped: [] }, pass);
  meets.and(sight.listed);
  const elsewhere = marks[criteria.indexOf(area)]?.excludes;
  if (elsewhere) meets.andNot(elsewhere);
  return meets;
};

/** The first few slots by `rank` (lower first), then the nearest, then by id. */
const firstOf = (judged: Judged, programs: Bitmap, rank: (slot: number) => number): number[] => {
  const best = new BestSlots(judged.index, most);
  programs.forEach((slot) => best.offer(slot, rank(slot), judged.pass.places.chord(slot)));
  return best.best.map(({ slot }) => slot);
};

/**
 * Who helps where nothing fits: the programs that come nearest to fitting, hotlines (open now first,
 * then those known to serve the child's area), and the nearest advocates and advocacy centers.
 */
export const offerHelp = (judged: Judged): Help => {
  const { index, search, view, pass, marks, excluded } = judged;
  const serving = marks[criteria.indexOf(area)]?.meets;
  const serves = (slot: number) => serving?.has(slot) === true;
  const summaries = (slots: readonly number[]) =>
    slots.map((slot) => {
      const program = withClaims(index.at(slot), view.now);
      return toPublicSummary(program, view.viewer, view.now, milesTo(program, search, view));
    });
  const nearest = (kinds: Kind[]) => {
    const slots = firstOf(judged, ofKinds(judged, kinds), () => 0);
    return slots.filter(
      (slot, place) => place === 0 || serves(slot) || pass.places.chord(slot) <= nearby,
    );
  };
  const hotlines = firstOf(
    judged,
    ofKinds(judged, ["hotline"]),
    (slot) => (pass.intake.open.has(slot) ? 0 : 2) + (serves(slot) ? 0 : 1),
  );
  return {
    nearest: nearestExcluded(judged, excluded, most).map(({ slot }) =>
      explainMatch(index.at(slot), search, view, tiers.excluded),
    ),
    hotlines: summaries(hotlines),
    advocates: summaries(nearest(["case_management", "advocacy"])),
    advocacy_centers: summaries(nearest(["advocacy_center"])),
  };
};
