import type { ProgramFacts } from "../facts.ts";
import { knownPlace } from "../known-place.ts";
import type { AvoidedPlace, View } from "../search.ts";
import { chordBetween, chordOfMiles, milesOfChord, shownMiles, vectorOf } from "../sphere.ts";
import { withoutColumn, type Criterion } from "./criterion.ts";

interface Nearness {
  readonly inside: boolean;
  /** Miles between the two centres. */
  readonly miles: number;
  readonly withinMiles: number;
}

/** How near the program may be to each place, its county's whole radius counted against it. */
const nearness = (
  program: ProgramFacts,
  avoid: readonly AvoidedPlace[],
  { viewer }: View,
): readonly Nearness[] | null => {
  const place = knownPlace(program, viewer);
  if (!place) return null;
  return avoid.map((circle) => {
    const chord = chordBetween(place.at, vectorOf(circle));
    const withinMiles = circle.miles + place.radiusMiles;
    const inside = chord <= chordOfMiles(withinMiles);
    return { inside, miles: milesOfChord(chord), withinMiles };
  });
};

/**
 * Outside every place to keep away from. Of a site that is known by its county only, any point of
 * the county might be the one: its radius is added, and the facts say so.
 */
export const avoid: Criterion = {
  name: "avoid",
  reads: ["avoid"],
  judge: (program, search, view) => {
    if (search.avoid.length === 0) return "meets";
    const near = nearness(program, search.avoid, view);
    if (!near) return "unknown";
    return near.some(({ inside }) => inside) ? "excludes" : "meets";
  },
  explain: (program, search, view) => {
    const [worst] = [...(nearness(program, search.avoid, view) ?? [])].sort(
      (a, b) => a.miles - a.withinMiles - (b.miles - b.withinMiles),
    );
    if (!worst) return {};
    return {
      miles: shownMiles(worst.miles),
      within_miles: shownMiles(worst.withinMiles),
      by_county: knownPlace(program, view.viewer)?.byCounty ?? false,
    };
  },
  openColumn: () =>
    withoutColumn((search, pass, { meets, excludes }) => {
      if (search.avoid.length === 0) {
        meets.copy(pass.live);
        return;
      }
      pass.places.markNear(search.avoid, excludes);
      pass.places.markPlaced(meets);
      meets.andNot(excludes);
    }),
};
