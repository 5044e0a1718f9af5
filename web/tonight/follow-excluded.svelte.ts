import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { Circumstance, Criterion, Match, Need } from "../api/schema.ts";

/** Under which reason excluded programs are listed. */
export interface ChosenReason {
  criterion: Criterion;
  circumstance: Circumstance | undefined;
}

const pageSize = 20;

/** The programs that a need excludes for one reason, page by page. */
export const followExcluded = () => {
  let items = $state.raw<readonly Match[]>([]);
  let next = $state<string | null>(null);
  let state = $state<"idle" | "loading" | "failed">("idle");
  let running: AbortController | undefined;

  const load = async (need: Need, reason: ChosenReason, cursor: string | null) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    state = "loading";
    if (cursor === null) items = [];
    try {
      const page = await answered(
        api.POST("/api/matches/excluded", {
          body: {
            need,
            reason: reason.criterion,
            ...(reason.circumstance && { circumstance: reason.circumstance }),
            limit: pageSize,
            ...(cursor !== null && { cursor }),
          },
          signal: mine.signal,
        }),
      );
      if (running !== mine) return;
      items = [...items, ...page.items];
      next = page.next;
      state = "idle";
    } catch {
      if (running === mine) state = "failed";
    }
  };

  return {
    get items() {
      return items;
    },
    /** Where the next page begins; null: these are all. */
    get next() {
      return next;
    },
    get state() {
      return state;
    },
    load,
    stop: () => running?.abort(),
  };
};
