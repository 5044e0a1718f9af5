import { LRUCache } from "lru-cache";
import type { Reader } from "../../db/client.ts";
import { gatherReads } from "../../db/gather-reads.ts";
import type { SearchHit } from "../search/engine.ts";
import { findListings, findStandings, type ListingFacts } from "./listings.repo.ts";
import type { SummaryFacts } from "./public-summary.ts";

/** A listing as it was read, and of which state: its search document's version and its rows. */
interface Kept {
  readonly version: number;
  readonly rows: string;
  readonly facts: ListingFacts;
}

/** Some megabytes; a program asked for more seldom is read again. */
const keptListings = 5000;

/** Summaries' facts of the active ones among `hits`, by id. */
export type ReadListings = (
  hits: readonly Pick<SearchHit, "id" | "version">[],
) => Promise<Map<string, SummaryFacts>>;

/**
 * Reads listings as they are in the database now. What a listing says is kept until its program's or
 * its site's row has changed, or its search document, which names of organizations and citations
 * change; counts are read each time. Searches at the same time are read for together.
 */
export const openListings = (reader: Reader, clock: () => Date): ReadListings => {
  const kept = new LRUCache<string, Kept>({ max: keptListings });
  const standingsOf = gatherReads((ids: readonly string[]) => findStandings(reader, ids, clock()));
  const listingsOf = gatherReads((ids: readonly string[]) => findListings(reader, ids));

  return async (hits) => {
    if (hits.length === 0) return new Map();
    const standings = await standingsOf(hits.map(({ id }) => id));
    const held = new Map<string, Kept>();
    const missing: (typeof hits)[number][] = [];
    for (const hit of hits) {
      const standing = standings.get(hit.id);
      if (!standing) continue;
      const known = kept.get(hit.id);
      if (known?.rows === standing.rows && known.version >= hit.version) held.set(hit.id, known);
      else missing.push(hit);
    }
    if (missing.length > 0) {
      const listings = await listingsOf(missing.map(({ id }) => id));
      for (const { id, version } of missing) {
        const listing = listings.get(id);
        if (!listing) continue;
        const fresh = { version, ...listing };
        kept.set(id, fresh);
        held.set(id, fresh);
      }
    }
    return new Map(
      [...held].map(([id, { facts }]) => [id, { ...facts, pools: standings.get(id)?.pools ?? [] }]),
    );
  };
};
