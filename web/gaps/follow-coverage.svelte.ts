import { api } from "../api/client.ts";
import { answered, type Refused } from "../api/problem.ts";
import type { CoverageColumns, RenumberedRegion } from "../api/schema.ts";
import { askUntilReady } from "./ask-until-ready.ts";

/** Figures of one profile, by county. */
export interface Coverage {
  readonly asOf: string;
  readonly regions: readonly string[];
  /** Regions that count by other borders than the map; `regions` has their counties. */
  readonly renumbered?: readonly RenumberedRegion[];
  readonly counties: readonly string[];
  readonly columns: CoverageColumns;
}

interface Asked {
  readonly profile: string | undefined;
  readonly state: string | undefined;
}

const ask = async (
  { profile, state }: { profile: string; state: string | undefined },
  signal: AbortSignal,
): Promise<Coverage | undefined> => {
  const { as_of, regions, renumbered, counties, profiles } = await answered(
    api.GET("/api/gaps/coverage", {
      params: { query: { profile, ...(state !== undefined && { state }) } },
      signal,
    }),
  );
  const [columns] = profiles;
  return columns && { asOf: as_of, regions, renumbered, counties, columns };
};

/** Follows the figures of the profile that is asked for; the last ones stay until the next are here. */
export const followCoverage = (asked: () => Asked) => {
  let shown = $state.raw<Coverage>();
  let error = $state.raw<Error | Refused>();
  let loading = $state(false);
  let waiting = $state<number>();
  let tries = $state(0);
  const ofProfile = $derived(asked().profile);
  const inState = $derived(asked().state);
  // A new object when one of these is another or it is tried again, and not for the rest of a view.
  const question = $derived({ profile: ofProfile, state: inState, tries });

  $effect(() => {
    const { profile, state } = question;
    if (profile === undefined) {
      shown = undefined;
      return undefined;
    }
    const leaving = new AbortController();
    [loading, waiting] = [true, undefined];
    askUntilReady(() => ask({ profile, state }, leaving.signal), {
      signal: leaving.signal,
      onwait: (seconds) => {
        if (!leaving.signal.aborted) waiting = seconds;
      },
    }).then(
      (coverage) => {
        if (leaving.signal.aborted) return;
        [shown, error, loading, waiting] = [coverage, undefined, false, undefined];
      },
      (reason: unknown) => {
        if (leaving.signal.aborted) return;
        error = reason instanceof Error ? reason : new Error("No answer arrived.");
        [loading, waiting] = [false, undefined];
      },
    );
    return () => leaving.abort();
  });

  return {
    get shown() {
      return shown;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    /** Seconds since the server said that it works the figures out; undefined: it does not. */
    get waiting() {
      return waiting;
    },
    retry: () => {
      tries += 1;
    },
  };
};
export type FollowedCoverage = ReturnType<typeof followCoverage>;
