import type { SignedIn } from "../../access/viewer.ts";
import { match } from "../../matching/match.ts";
import type { ProgramIndex } from "../../matching/program-index.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import { tiers } from "../../matching/tier.ts";
import type { WatchRow } from "./watches.repo.ts";

/** More programs than that fit at once need no watch. */
const most = 100;

/** The need of a watch as a search asks it. */
export const needOfWatch = (watch: WatchRow) => ({
  age: watch.age ?? 0,
  ...(watch.gender === null ? {} : { gender: watch.gender }),
  ...{ languages: watch.languages, interpreter: watch.interpreter },
  ...(watch.county === null ? {} : { from: { county: watch.county } }),
  ...{ circumstances: watch.circumstances, kinds: watch.kinds },
  ...(watch.withinMiles === null ? {} : { within_miles: watch.withinMiles }),
  dedicated_only: watch.dedicatedOnly,
});

/** The worker as far as matching asks who looks. */
const asWorker = (userId: string): SignedIn => ({
  ...{ kind: "user", userId, name: "", email: "", role: "worker" },
  ...{ programIds: new Set<string>(), leadOf: new Set<string>() },
});

/**
 * Programs of the index that fit the watched need and show an open bed by a fresh or aging count,
 * as its worker would see them in a search: open beds by program.
 */
export const watchedBeds = (
  index: ProgramIndex,
  watch: WatchRow,
  now: Date,
): Map<string, number> => {
  const view = { viewer: asWorker(watch.userId), now };
  const { matches } = match(index, resolveNeed(needOfWatch(watch)), view, most);
  return new Map(
    matches.flatMap(({ program, tier, beds }) =>
      tier <= tiers.fitsAgingOrClosed && beds.open !== null ? [[program.id, beds.open]] : [],
    ),
  );
};
