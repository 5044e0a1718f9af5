import type { Viewer } from "../access/viewer.ts";
import type { Catalogue } from "./catalogue.ts";
import type { MatchAnswer, MatchQuery } from "./contract.ts";
import { match } from "./match.ts";
import { resolveNeed } from "./resolve-need.ts";
import type { Origin } from "./search.ts";

const toPublicOrigin = ({ lat, lon, county }: Origin): MatchAnswer["from"] => ({
  lat,
  lon,
  county: county && { fips: county.fips, name: county.name, state: county.state },
  state: county?.state ?? null,
});

/**
 * Which programs can take this child, from memory alone. Throws `unknown_place` or `invalid_input`
 * where the need names a place or a language that does not exist.
 */
export const answerMatches = (
  catalogue: Catalogue,
  viewer: Viewer,
  query: MatchQuery,
  now: Date,
): MatchAnswer => {
  const search = resolveNeed(query.need);
  return {
    as_of: catalogue.asOf.toISOString(),
    stale: !catalogue.current,
    from: search.from && toPublicOrigin(search.from),
    ...match(catalogue.index, search, { viewer, now }, query.limit ?? 20),
  };
};
