import { BestSlots } from "./best-slots.ts";
import type { Bitmap } from "../bitmap.ts";
import { dedicated } from "./criteria/dedicated.ts";
import { markCriterion, type Judged } from "./judge-all.ts";
import type { BedFigure } from "./pool-columns.ts";
import { bestTierOf, tierOf } from "./tier.ts";

/** A program among the best, at its slot of the index. */
export interface Ranked {
  readonly slot: number;
  readonly tier: number;
}

const uncounted: BedFigure = { freshness: "never", open: 0, observedAt: -Infinity };

/** Programs that keep beds for exploited children alone which this child may use. */
const keepingDedicated = ({ index, search, pass }: Judged): Bitmap =>
  markCriterion(index, dedicated, { ...search, dedicatedOnly: true, dropped: [] }, pass).meets;

/**
 * The `limit` best matches in the order of rule 8: tier, dedicated beds, distance (unknown last),
 * newest count, then the program's id, so that the order is total and always the same. Counts that
 * the viewer may not see are taken as never given.
 */
export const rankMatches = (judged: Judged, limit: number): Ranked[] => {
  const { index, search, view, sight, fits, pass } = judged;
  const keeping = keepingDedicated(judged);
  const best = new BestSlots(index, limit);
  judged.open.forEach((slot) => {
    const chord = pass.places.chord(slot);
    const isFit = fits.has(slot);
    const openNow = pass.intake.open.has(slot);
    const general = keeping.has(slot) ? 0 : 1;
    if (!best.mayTake(bestTierOf(isFit, openNow) * 2 + general, chord)) return;
    const beds = sight.counted.has(slot) ? index.pools.figure(slot, search, view.now) : uncounted;
    const tier = tierOf(isFit, openNow, beds);
    best.offer(slot, tier * 2 + general, chord, beds.observedAt);
  });
  return best.best.map(({ slot, rank }) => ({ slot, tier: rank >> 1 }));
};
