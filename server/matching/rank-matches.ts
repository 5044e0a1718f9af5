import { BestSlots } from "./best-slots.ts";
import type { Bitmap } from "../bitmap.ts";
import { agingHours, freshHours, type Freshness } from "../directory/freshness.ts";
import { dedicated } from "./criteria/dedicated.ts";
import { markCriterion, type Judged } from "./judge-all.ts";
import type { BedFigure } from "./pool-columns.ts";
import { bestTierOf, tierOf } from "./tier.ts";

/** A program among the best, at its slot of the index. */
export interface Ranked {
  readonly slot: number;
  readonly tier: number;
}

const hour = 3_600_000;
const uncounted: BedFigure = { freshness: "never", open: 0, observedAt: -Infinity };

/** Programs that keep beds for exploited children alone which this child may use. */
const keepingDedicated = ({ index, search, pass }: Judged): Bitmap =>
  markCriterion(index, dedicated, { ...search, dedicatedOnly: true, dropped: [] }, pass).meets;

/** Programs that stand alike but for their beds, with the rank that each age of count allows them. */
interface Group {
  readonly programs: Bitmap;
  readonly isFit: boolean;
  readonly openNow: boolean;
  readonly general: 0 | 1;
  readonly best: Readonly<Record<"fresh" | "aging" | "stale", number>>;
}

// A tier takes two ranks: programs that keep dedicated beds come first in it.
const rankOf = (tier: number, general: 0 | 1): number => tier * 2 + general;

/** All that nothing excludes, by what may still lift them to the front, the most promising first. */
const groupsOf = (judged: Judged): Group[] => {
  const { index, open, fits, pass } = judged;
  const keeping = keepingDedicated(judged);
  const groupOf = (isFit: boolean, openNow: boolean, general: 0 | 1): Group => {
    const programs = index.scratch.take();
    programs.copy(open);
    const sides: [Bitmap, boolean][] = [
      [fits, isFit],
      [pass.intake.open, openNow],
      [keeping, general === 0],
    ];
    for (const [side, inside] of sides) {
      if (inside) programs.and(side);
      else programs.andNot(side);
    }
    const best = (freshness: Freshness) => rankOf(bestTierOf(isFit, openNow, freshness), general);
    return {
      ...{ programs, isFit, openNow, general },
      best: { fresh: best("fresh"), aging: best("aging"), stale: best("stale") },
    };
  };
  const both = [true, false] as const;
  const groups = both.flatMap((isFit) =>
    both.flatMap((openNow) => [groupOf(isFit, openNow, 0), groupOf(isFit, openNow, 1)]),
  );
  return groups.sort((a, b) => a.best.fresh - b.best.fresh);
};

/**
 * The `limit` best matches in the order of rule 8: tier, dedicated beds, distance (unknown last),
 * newest count, then the program's id, so that the order is total and always the same. Counts that
 * the viewer may not see are taken as never given. Beds are summed up only where the newest count
 * could still lift a program among the best.
 */
export const rankMatches = (judged: Judged, limit: number): Ranked[] => {
  const { index, search, view, sight, pass } = judged;
  const now = view.now.getTime();
  const freshFrom = now - freshHours * hour;
  const agingFrom = now - agingHours * hour;
  const best = new BestSlots(index, limit);
  for (const { programs, isFit, openNow, general, best: ranks } of groupsOf(judged)) {
    if (!best.mayTake(ranks.fresh, 0, Infinity)) break;
    programs.forEach((slot) => {
      const chord = pass.places.chord(slot);
      if (!best.mayTake(ranks.fresh, chord, Infinity)) return;
      const newest = sight.counted.has(slot) ? index.pools.newest(slot) : -Infinity;
      const rank =
        newest >= freshFrom ? ranks.fresh : newest >= agingFrom ? ranks.aging : ranks.stale;
      if (!best.mayTake(rank, chord, newest)) return;
      const beds = newest === -Infinity ? uncounted : index.pools.figure(slot, search, view.now);
      const tier = tierOf(isFit, openNow, beds);
      best.offer(slot, rankOf(tier, general), chord, beds.observedAt);
    });
  }
  return best.best.map(({ slot, rank }) => ({ slot, tier: rank >> 1 }));
};
