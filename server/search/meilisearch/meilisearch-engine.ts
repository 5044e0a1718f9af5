import { isDeepStrictEqual } from "node:util";
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
import { toFacets, type KnownValues } from "./facets.ts";
import type { AsOf, IndexFollower } from "./follow-index.ts";
import { toState, type IndexState } from "./index-state.ts";
import { keepCounts, type Counts } from "./kept-counts.ts";
import { openKnownValues } from "./known-values.ts";
import { orderingOf, planQuery, toWords, type QueryPlan } from "./query-plan.ts";
import { shareRunning } from "./share-running.ts";
import { Untrusted } from "./untrusted.ts";
import { walkPages, type Placed } from "./walk-pages.ts";

interface FoundHit extends Placed {
  readonly hit: Hit;
  readonly miles: number | null;
}

/** One page of hits, and the counts of all. */
interface Found {
  readonly page: FoundHit[];
  readonly counts: Counts;
}

/** What is asked, and of which state of the index. */
interface Question {
  readonly query: SearchQuery;
  readonly position: Position | undefined;
  readonly asOf: AsOf;
  readonly known: KnownValues;
}

const noCounts: Counted = { totalHits: 0, facetDistribution: {} };
const noValues: KnownValues = { state: [], language: [] };

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

/** @param parts what is counted, each with the answer beside it */
const toCounts = (
  query: SearchQuery,
  known: KnownValues,
  parts: readonly (readonly [FacetName | undefined, Counted])[],
): Counts => {
  const all = parts.find(([facet]) => facet === undefined)?.[1] ?? noCounts;
  const byFacet = new Map(parts);
  const foundFor = (facet: FacetName) => (byFacet.get(facet) ?? all).facetDistribution;
  const chosen = (facet: FacetName) => askedOf(query, facet);
  return { total: all.totalHits, facets: toFacets(foundFor, chosen, known) };
};

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
  const kept = keepCounts();
  const sharing = shareRunning<SearchAnswer>();

  const ask = async (
    { query, position, asOf, known }: Question,
    words: string | undefined,
    strategy: "all" | "last",
  ): Promise<Found> => {
    const plan: QueryPlan = planQuery(uid, query, words, asOf.pending, strategy);
    const counting = JSON.stringify(plan.counts);
    const ordering = orderingOf(query, words);
    const shown = ordering === "score" ? shownBefore(position) : [];
    const place = (hit: Hit): FoundHit => {
      const miles = milesTo(hit, query.near);
      const keys = { score: -hit._rankingScore, name: null, miles, verified: -hit.verified };
      return { id: hit.programId, name: hit.name, key: finiteKey(keys[ordering]), hit, miles };
    };
    let counts = kept.find(asOf.state, counting);
    let made: IndexState | undefined;
    const fetch = async (offset: number, limit: number): Promise<FoundHit[]> => {
      const toCount = counts ? [] : plan.counts;
      // Each query sees the index as it is by then: emptied, perhaps, or another one swapped in.
      const [first, window, ...rest] = await askAll(client, [
        plan.state,
        plan.window(offset, limit, shown),
        ...toCount.map(({ query }) => query),
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
      if (!counts) {
        const counted = toCount.map(({ facet }, at) => [facet, readCounted(rest[at])] as const);
        counts = toCounts(query, known, counted);
        // Counted while the index moved on, they are of neither state for certain.
        const stood = [before, after].every((said) => isDeepStrictEqual(said, asOf.state));
        if (stood) kept.keep(asOf.state, counting, counts);
      }
      return readWindow(window).hits.map(place);
    };
    const from = ordering === "score" ? whereScored(position, shown.length) : position;
    const page = await walkPages(fetch, from, query.limit + 1);
    if (!counts) throw new Untrusted("failing", "nothing was counted");
    return { page, counts };
  };

  const find = async (question: Question, words: string | undefined): Promise<Found> => {
    // Something was typed and no word of it: nothing answers that.
    if (words === "") return { page: [], counts: toCounts(question.query, noValues, []) };
    const found = await ask(question, words, "all");
    if (found.counts.total > 0 || words === undefined) return found;
    const typed = words.split(" ");
    const fewer = typed.length > 1 ? await ask(question, words, "last") : found;
    if (fewer.counts.total > 0) return fewer;
    // Meilisearch knows of two wrong letters in a word, and of none that only sounds alike.
    const meant = await correct(typed, question.asOf.state.version);
    for (const wording of wordings(typed, meant)) {
      const mended = await ask(question, wording, "all");
      if (mended.counts.total > 0) return mended;
    }
    return found;
  };

  const answer = async (question: Question, mark: string): Promise<SearchAnswer> => {
    const { query, position } = question;
    const words = toWords(query.q);
    const { page, counts } = await find(question, words);
    const shown = page.slice(0, query.limit);
    const last = shown.at(-1);
    const scored = orderingOf(query, words) === "score";
    const numbers = shown.map(({ hit }) => hit.number);
    return {
      ...counts,
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
      sought: soughtIn(
        words,
        shown.map(({ hit }) => hit),
      ),
    };
  };

  const search = async (query: SearchQuery): Promise<SearchAnswer> => {
    if (query.sort === "freshness" && query.access.freshnessVisible) {
      throw new Untrusted("counts_wanted", "the age of counts is not in the index");
    }
    const mark = queryMark(query);
    const position = query.cursor === undefined ? undefined : readCursor(query.cursor, mark);
    // Read for each who asks: what is shared is of a state that they have seen themselves.
    const asOf = await follower.read();
    const known = await knownValues();
    return sharing(JSON.stringify([query, asOf]), () =>
      answer({ query, position, asOf, known }, mark),
    );
  };
  return { name: "meilisearch", search };
};
