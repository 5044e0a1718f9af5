import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { ProgramHit, ProgramList } from "../api/schema.ts";
import { queryOf, searchOf, type Filters } from "./filters.ts";
import { searchAsTyped } from "./search-as-typed.svelte.ts";

const pageSize = 20;
const mostAtOnce = 100;

let kept: { viewer: unknown; question: Filters; answer: ProgramList } | undefined;

/**
 * The programs that the filters leave, for this viewer. The last answer is kept while another
 * screen is open, so that the way back shows the same list, however many pages were opened.
 */
export const followDirectory = (filters: () => Filters, viewer: () => unknown) => {
  const same =
    kept !== undefined &&
    kept.viewer === viewer() &&
    searchOf(kept.question) === searchOf(filters());
  // Nothing of what another viewer saw stays.
  if (!same) kept = undefined;
  const search = searchAsTyped<Filters, ProgramHit, ProgramList>({
    question: filters,
    viewer,
    kept: same ? kept : undefined,
    ask: (question, { cursor, atLeast = 0 }, signal) =>
      answered(
        api.GET("/api/programs", {
          params: {
            query: {
              ...queryOf(question),
              limit: Math.min(Math.max(pageSize, atLeast), mostAtOnce),
              ...(cursor && { cursor }),
            },
          },
          signal,
        }),
      ),
  });
  $effect(() => {
    if (search.shown) kept = { viewer: viewer(), ...search.shown };
  });
  return search;
};
export type DirectorySearch = ReturnType<typeof followDirectory>;
