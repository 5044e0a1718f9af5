import { visibilities } from "../../db/codes.ts";
import { disclose, listableVisibilities } from "../access/disclosure.ts";
import type { Viewer } from "../access/viewer.ts";
import { invalid } from "../errors.ts";
import type { SearchAccess, SearchEngine, SearchQuery } from "../search/engine.ts";
import { markerOf } from "../search/mark-name.ts";
import type { ReadListings } from "./current-listings.ts";
import type { ProgramList, ProgramQuery } from "./contract.ts";
import { toPublicSummary } from "./public-summary.ts";
import { readOrigin } from "./read-origin.ts";

const accessOf = (viewer: Viewer): SearchAccess => {
  const shown = visibilities.map((visibility) => ({
    visibility,
    ...disclose(viewer, { id: "", visibility }),
  }));
  return {
    visibilities: listableVisibilities(viewer),
    located: shown.filter(({ address }) => address).map(({ visibility }) => visibility),
    ownProgramIds:
      viewer.kind === "user" && viewer.role === "provider" ? [...viewer.programIds].sort() : [],
    freshnessVisible: shown.every(({ listing, beds }) => !listing || beds === true),
  };
};

const refuseWithoutPlace = ({ near, within_miles, sort }: ProgramQuery): void => {
  if (near !== undefined) return;
  if (within_miles !== undefined) {
    throw invalid("querystring/within_miles", "A distance needs `near`, the place it starts from.");
  }
  if (sort === "distance") {
    throw invalid("querystring/sort", "Sorting by distance needs `near`.");
  }
};

const toSearchQuery = (viewer: Viewer, query: ProgramQuery): SearchQuery => {
  refuseWithoutPlace(query);
  const { near, within_miles, sort = "relevance", limit = 20, ...filters } = query;
  return {
    ...filters,
    ...(near === undefined ? {} : { near: readOrigin(near, "querystring/near") }),
    ...(within_miles === undefined ? {} : { withinMiles: within_miles }),
    sort,
    limit,
    access: accessOf(viewer),
  };
};

/**
 * One page of the directory as the viewer may see it. The engine says which programs and how many;
 * what is shown of each is read from the database now and redacted for the viewer.
 */
export const searchPrograms = async (
  readListings: ReadListings,
  engine: SearchEngine,
  viewer: Viewer,
  query: ProgramQuery,
  now: Date,
): Promise<ProgramList> => {
  const answer = await engine.search(toSearchQuery(viewer, query));
  const found = await readListings(answer.hits);
  const mark = markerOf(answer.sought);
  const items = answer.hits.flatMap(({ id, distanceMiles }) => {
    const facts = found.get(id);
    // What was hidden since the engine looked is not shown.
    if (
      !facts ||
      !disclose(viewer, { id, visibility: facts.site?.visibility ?? "public" }).listing
    ) {
      return [];
    }
    return [
      {
        ...toPublicSummary(facts, viewer, now, distanceMiles),
        marked_name: mark(facts.name),
      },
    ];
  });
  return { total: answer.total, items, next: answer.next, facets: answer.facets };
};
