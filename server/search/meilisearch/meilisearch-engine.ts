import type { Meilisearch } from "meilisearch";
import type { Correct } from "../corrections.ts";
import {
  ownPosition,
  queryMark,
  readCursor,
  scoredBy,
  shownBefore,
  writeCursor,
  type Position,
} from "../cursor.ts";
import { milesApart } from "../distances.ts";
import type { FacetName, SearchAnswer, SearchEngine, SearchQuery, SoughtWord } from "../engine.ts";
import { askedOf } from "../filters.ts";
import { markEnd, markStart } from "../mark-name.ts";
import { readTerms } from "../read-query.ts";
import { finiteKey } from "../take-page.ts";
import {
  askAll,
  readCounted,
  readStateHits,
  readWindow,
  type Counted,
  type Hit,
} from "./answers.ts";
import { toFacets } from "./facets.ts";
import type { AsOf, IndexFollower } from "./follow-index.ts";
import { toState, type IndexState } from "./index-state.ts";
import { openKnownValues } from "./known-values.ts";
import { orderingOf, planQuery, toWords, type QueryPlan } from "./query-plan.ts";
import { Untrusted } from "./untrusted.ts";
import { walkPages, type Placed } from "./walk-pages.ts";

interface FoundHit extends Placed {
  readonly hit: Hit;
  readonly miles: number | null;
}

/** What all of a query's counts and one page of hits say. */
interface Found {
  readonly page: FoundHit[];
  readonly all: Counted;
  readonly byFacet: ReadonlyMap<FacetName, Counted>;
}

const noCounts: Counted = { totalHits: 0, facetDistribution: {} };

const milesTo = ({ _geo, pointed, siteCounty }: Hit, near: SearchQuery["near"]): number | null => {
  if (!near) return null;
  if (_geo && pointed) return milesApart(near, { lat: _geo.lat, lon: _geo.lng });
  return siteCounty === null ? null : near.milesToCounty(siteCounty);
};

/** The words of names that were found in them, whole, as typos and prefixes have it. */
const highlighted = ({ _formatted = {} }: Hit): string[] =>
  [_formatted.title, _formatted.aliases, _formatted.organization]
    .flatMap((names) => names ?? [])
    .flatMap((name) => name.split(" "))
    .filter((word) => word.includes(markStart))
    .map((word) => word.replaceAll(markStart, "").replaceAll(markEnd, ""));

const soughtIn = (words: string | undefined, hits: readonly Hit[]): SoughtWord[] => {
  if (!words) return [];
  const asked = readTerms(words.split(" "), new Map()).flatMap(({ wordings }) =>
    wordings.flatMap(({ words, prefix }) =>
      words.map((word, at) => ({ word, prefix: prefix && at === words.length - 1 })),
    ),
  );
  const met = new Set(hits.flatMap(highlighted));
  return [...asked, ...[...met].map((word) => ({ word, prefix: false }))];
};

/** Where to go on in order of score, when those that were shown are left out. */
const whereScored = (position: Position | undefined, left: number): Position | undefined => {
  // A cursor that says nothing of its scores comes from before there was another engine.
  if (position?.by === undefined) return undefined;
  const own = ownPosition("meilisearch", position);
  return own && { ...own, seen: Math.max(0, (own.seen ?? 0) - left) };
};

/** Guesses of what was meant are asked one after another, as nothing was found by what was typed. */
const mostGuesses = 9;

/** What may have been meant by these words, the likeliest first; at last without those unknown. */
const wordings = (
  typed: readonly string[],
  meant: ReadonlyMap<string, readonly string[]>,
): string[] => {
  if (meant.size === 0) return [];
  let found: { words: string[]; far: number }[] = [{ words: [], far: 0 }];
  for (const word of typed) {
    const choices = meant.get(word) ?? [word];
    found = found
      .flatMap(({ words, far }) =>
        choices.map((choice, at) => ({ words: [...words, choice], far: far + at })),
      )
      .sort((a, b) => a.far - b.far)
      .slice(0, mostGuesses);
  }
  const rest = typed.filter((word) => !meant.has(word));
  return [...found.map(({ words }) => words), ...(rest.length > 0 ? [rest] : [])].map((words) =>
    words.join(" "),
  );
};

const chosen =
  (query: SearchQuery) =>
  (facet: FacetName): readonly string[] =>
    askedOf(query, facet);

/**
 * Directory search on Meilisearch. It answers for the state that the index says it has, read in the
 * same request; a query by freshness of counts is not for it, as counts are not in the index. Words
 * of which it finds nothing are corrected as the search on PostgreSQL corrects them.
 */
export const meilisearchEngine = (
  client: Meilisearch,
  uid: string,
  follower: IndexFollower,
  correct: Correct,
): SearchEngine => {
  const knownValues = openKnownValues(client, uid);

  const ask = async (
    query: SearchQuery,
    words: string | undefined,
    position: Position | undefined,
    asOf: AsOf,
    strategy: "all" | "last",
  ): Promise<Found> => {
    const plan: QueryPlan = planQuery(uid, query, words, asOf.pending, strategy);
    const ordering = orderingOf(query, words);
    const shown = ordering === "score" ? shownBefore(position) : [];
    const place = (hit: Hit): FoundHit => {
      const miles = milesTo(hit, query.near);
      const keys = { score: -hit._rankingScore, name: null, miles, verified: -hit.verified };
      return { id: hit.programId, name: hit.name, key: finiteKey(keys[ordering]), hit, miles };
    };
    let counted: Counted[] | undefined;
    let made: IndexState | undefined;
    const fetch = async (offset: number, limit: number): Promise<FoundHit[]> => {
      const counts = counted ? [] : plan.counts.map(({ query }) => query);
      // Each query sees the index as it is by then: emptied, perhaps, or another one swapped in.
      const [first, window, ...rest] = await askAll(client, [
        plan.state,
        plan.window(offset, limit, shown),
        ...counts,
        plan.state,
      ]);
      const [before, after] = [first, rest.pop()].map((said) =>
        toState(readStateHits(said).hits[0]),
      );
      follower.hear(asOf, before);
      follower.hear(asOf, after);
      made ??= before;
      if (after?.made !== made?.made) {
        throw new Untrusted("lagging", "the index was made anew while it was asked");
      }
      counted ??= rest.map(readCounted);
      return readWindow(window).hits.map(place);
    };
    const from = ordering === "score" ? whereScored(position, shown.length) : position;
    const page = await walkPages(fetch, from, query.limit + 1);
    const all = counted?.[0];
    if (!all) throw new Untrusted("failing", "nothing was counted");
    const byFacet = plan.counts.flatMap(({ facet }, at) =>
      facet ? [[facet, counted?.[at] ?? noCounts] as const] : [],
    );
    return { page, all, byFacet: new Map(byFacet) };
  };

  const nothing: Found = { page: [], all: noCounts, byFacet: new Map() };

  const find = async (
    query: SearchQuery,
    words: string | undefined,
    position: Position | undefined,
    asOf: AsOf,
  ): Promise<Found> => {
    // Something was typed and no word of it: nothing answers that.
    if (words === "") return nothing;
    const found = await ask(query, words, position, asOf, "all");
    if (found.all.totalHits > 0 || words === undefined) return found;
    const typed = words.split(" ");
    const fewer = typed.length > 1 ? await ask(query, words, position, asOf, "last") : found;
    if (fewer.all.totalHits > 0) return fewer;
    // Meilisearch knows of two wrong letters in a word, and of none that only sounds alike.
    const meant = await correct(typed, asOf.state.version);
    for (const wording of wordings(typed, meant)) {
      const mended = await ask(query, wording, position, asOf, "all");
      if (mended.all.totalHits > 0) return mended;
    }
    return found;
  };

  const search = async (query: SearchQuery): Promise<SearchAnswer> => {
    if (query.sort === "freshness" && query.access.freshnessVisible) {
      throw new Untrusted("counts_wanted", "the age of counts is not in the index");
    }
    const mark = queryMark(query);
    const position = query.cursor === undefined ? undefined : readCursor(query.cursor, mark);
    const words = toWords(query.q);
    const asOf = await follower.read();
    const [{ page, all, byFacet }, known] = await Promise.all([
      find(query, words, position, asOf),
      knownValues(),
    ]);
    const shown = page.slice(0, query.limit);
    const last = shown.at(-1);
    const scored = orderingOf(query, words) === "score";
    const numbers = shown.map(({ hit }) => hit.number);
    return {
      total: all.totalHits,
      hits: shown.map(({ id, hit, miles }) => ({ id, version: hit.version, distanceMiles: miles })),
      next:
        page.length > query.limit && last
          ? writeCursor({
              query: mark,
              key: last.key,
              name: last.name,
              id: last.id,
              seen: (position?.seen ?? 0) + shown.length,
              ...(scored ? scoredBy("meilisearch", position, numbers) : {}),
            })
          : null,
      facets: toFacets(
        (facet) => (byFacet.get(facet) ?? all).facetDistribution,
        chosen(query),
        words === "" ? { state: [], language: [] } : known,
      ),
      sought: soughtIn(
        words,
        shown.map(({ hit }) => hit),
      ),
    };
  };
  return { name: "meilisearch", search };
};
