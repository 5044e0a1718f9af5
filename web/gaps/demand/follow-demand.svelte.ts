import { untrack } from "svelte";
import { clock } from "../../api/clock.svelte.ts";
import { api } from "../../api/client.ts";
import { answered, Refused } from "../../api/problem.ts";
import type { DemandMonth, RenumberedRegion } from "../../api/schema.ts";

/** Published months of the last two years, the oldest first, and whose they are to see. */
export interface Demand {
  readonly regions: readonly string[];
  /** Regions that count by other borders than the map; `regions` has their counties. */
  readonly renumbered: readonly RenumberedRegion[];
  readonly months: readonly DemandMonth[];
}

const monthsAsked = 24;

/** First month that is asked for: `2026-02`. */
const firstMonth = (): string => {
  const [year = 0, month = 1] = new Date(clock.now).toISOString().split("-").map(Number);
  const months = year * 12 + month - 1 - monthsAsked;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
};

/** Follows what was asked for in a state or all own regions; nothing is asked while `ready` is false. */
export const followDemand = (asked: () => { ready: boolean; state: string | undefined }) => {
  let shown = $state.raw<Demand>();
  let error = $state.raw<Error>();
  let tries = $state(0);
  const isReady = $derived(asked().ready);
  const inState = $derived(asked().state);
  const question = $derived({ ready: isReady, state: inState, tries });

  $effect(() => {
    const { ready, state } = question;
    if (!ready) return undefined;
    const leaving = new AbortController();
    const query = { from: untrack(firstMonth), ...(state !== undefined && { state }) };
    answered(api.GET("/api/gaps/demand", { params: { query }, signal: leaving.signal })).then(
      (demand) => {
        if (!leaving.signal.aborted) [shown, error] = [demand, undefined];
      },
      (reason: unknown) => {
        if (leaving.signal.aborted) return;
        shown = undefined;
        error = reason instanceof Error ? reason : new Error("No answer arrived.");
      },
    );
    return () => leaving.abort();
  });

  return {
    get shown() {
      return shown;
    },
    /** The place is not the analyst's to see. */
    get elsewhere() {
      return error instanceof Refused && error.problem.code === "forbidden";
    },
    get error() {
      return error;
    },
    retry: () => {
      tries += 1;
    },
  };
};
