import type { ProgramFacts } from "../facts.ts";
import { knownPlace } from "../known-place.ts";
import type { Search, View } from "../search.ts";
import { chordBetween, chordOfMiles, milesOfChord, shownMiles, vectorOf } from "../sphere.ts";
import { withoutColumn, type Criterion } from "./criterion.ts";

/** Squared chord from the child to the place that this viewer may know; null: none is known. */
export const chordTo = (program: ProgramFacts, { from }: Search, view: View): number | null => {
  const place = knownPlace(program, view.viewer);
  return from && place ? chordBetween(vectorOf(from), place.at) : null;
};

/** Miles from the child, to a tenth; null: not known. */
export const milesTo = (program: ProgramFacts, search: Search, view: View): number | null => {
  const chord = chordTo(program, search, view);
  return chord === null ? null : shownMiles(milesOfChord(chord));
};

/**
 * Nearer than the miles asked for; a radius of zero holds nothing. A confidential site, and one
 * whose address this viewer may not know, is where its county's centre is, and says so.
 */
export const distance: Criterion = {
  name: "distance",
  reads: ["withinMiles", "from"],
  judge: (program, search, view) => {
    if (search.withinMiles === null) return "meets";
    const chord = chordTo(program, search, view);
    if (chord === null) return "unknown";
    return chord < chordOfMiles(search.withinMiles) ? "meets" : "excludes";
  },
  explain: (program, search, view) => ({
    miles: milesTo(program, search, view),
    ...(search.withinMiles === null ? {} : { within_miles: search.withinMiles }),
    by_county: knownPlace(program, view.viewer)?.byCounty ?? false,
  }),
  openColumn: () =>
    withoutColumn((search, pass, { meets, excludes }) => {
      if (search.withinMiles === null) meets.copy(pass.live);
      else pass.places.markNearer(chordOfMiles(search.withinMiles), meets, excludes);
    }),
};
