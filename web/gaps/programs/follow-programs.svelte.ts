import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type { GapProgram } from "../../api/schema.ts";
import type { ProgramSpot } from "../../map/figure-layer.ts";

/** Programs with beds, on the map and by county. */
export interface Programs {
  readonly spots: readonly ProgramSpot[];
  readonly inCounty: (fips: string) => readonly GapProgram[];
}

const toSpot = ({ id, lat, lon, precision, reach_miles }: GapProgram): ProgramSpot[] =>
  lat === null || lon === null
    ? []
    : [{ id, lat, lon, hidden: precision === "county", reachMiles: reach_miles }];

/** Follows the programs of a state or the nation; none are asked for while `ready` is false. */
export const followPrograms = (asked: () => { ready: boolean; state: string | undefined }) => {
  let shown = $state.raw<Programs>();
  let failed = $state(false);
  let tries = $state(0);
  const isReady = $derived(asked().ready);
  const inState = $derived(asked().state);
  const question = $derived({ ready: isReady, state: inState, tries });

  $effect(() => {
    const { ready, state } = question;
    if (!ready) {
      shown = undefined;
      return undefined;
    }
    const leaving = new AbortController();
    failed = false;
    const query = state === undefined ? {} : { state };
    answered(api.GET("/api/gaps/programs", { params: { query }, signal: leaving.signal })).then(
      ({ items }) => {
        if (leaving.signal.aborted) return;
        shown = {
          spots: items.flatMap(toSpot),
          inCounty: (fips) => items.filter(({ county }) => county === fips),
        };
      },
      () => {
        if (!leaving.signal.aborted) failed = true;
      },
    );
    return () => leaving.abort();
  });

  return {
    get shown() {
      return shown;
    },
    get failed() {
      return failed;
    },
    retry: () => {
      tries += 1;
    },
  };
};
