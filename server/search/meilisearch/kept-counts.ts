import type { FacetCounts } from "../engine.ts";
import type { IndexState } from "./index-state.ts";

/** What a search found, beside the page that it shows. */
export interface Counts {
  readonly total: number;
  readonly facets: FacetCounts;
}

export interface KeptCounts {
  find(state: IndexState, asked: string): Counts | undefined;
  keep(state: IndexState, asked: string, counts: Counts): void;
}

/** Questions whose counts are kept; those asked longest ago go first. */
const mostKept = 300;

const markOf = ({ version, number, made = "" }: IndexState): string =>
  `${version} ${number} ${made}`;

/**
 * Counts of questions that were asked already, for as long as the index is as it was then: counting
 * every facet costs most of a search, and each further page would count the same again.
 */
export const keepCounts = (): KeptCounts => {
  const kept = new Map<string, Counts>();
  let keptFor = "";
  return {
    find: (state, asked) => {
      if (markOf(state) !== keptFor) return undefined;
      const found = kept.get(asked);
      if (found) {
        kept.delete(asked);
        kept.set(asked, found);
      }
      return found;
    },
    keep: (state, asked, counts) => {
      if (markOf(state) !== keptFor) kept.clear();
      keptFor = markOf(state);
      kept.set(asked, counts);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    },
  };
};
