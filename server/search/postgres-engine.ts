import { LRUCache } from "lru-cache";
import type { Reader } from "../../db/client.ts";
import type { Replica } from "../../db/replica.ts";
import { both, clearBit, countBits, type Bits } from "../bits.ts";
import { followColumns } from "./columns.repo.ts";
import { openCorrections } from "./corrections.ts";
import { countFacets } from "./count-facets.ts";
import {
  ownPosition,
  queryMark,
  readCursor,
  scoredBy,
  shownBefore,
  writeCursor,
  type Position,
} from "./cursor.ts";
import { measureFrom, within, type Miles } from "./distances.ts";
import type {
  FacetCounts,
  FacetName,
  SearchAnswer,
  SearchEngine,
  SearchQuery,
  SoughtWord,
} from "./engine.ts";
import { filterByCodes, locatedFor, visibleTo } from "./filters.ts";
import { matchText, type SoughtText, type TextMatch } from "./match-text.ts";
import { openNewestReports } from "./newest-reports.ts";
import type { ProgramColumns } from "./program-columns.ts";
import { readAtVersion } from "./read-at-version.ts";
import { readText, type ReadText } from "./read-query.ts";
import { finiteKey, takePage, type SortKey } from "./take-page.ts";
import { WordPostings } from "./word-postings.ts";

/** What a query found, before it is put in order. */
interface Found {
  members: Bits;
  total: number;
  facets: FacetCounts;
  text: TextMatch | undefined;
  miles: Miles | undefined;
}

const chosen =
  (query: SearchQuery) =>
  (facet: FacetName): readonly string[] => {
    const value = query[facet];
    if (value === undefined) return [];
    return typeof value === "boolean" ? [String(value)] : value;
  };

/** Everything but what decides order and page: two queries with the same mark find the same. */
const membersMark = ({
  sort: _sort,
  limit: _limit,
  cursor: _cursor,
  near,
  ...asked
}: SearchQuery): string =>
  JSON.stringify([asked, asked.withinMiles === undefined ? null : [near?.lat, near?.lon]]);

const find = (
  columns: ProgramColumns,
  query: SearchQuery,
  sought: SoughtText | undefined,
  counted: LRUCache<string, FacetCounts>,
): Found => {
  const visible = visibleTo(columns, query.access);
  const located = locatedFor(columns, query.access);
  const text = sought && matchText(columns, sought, visible, located);
  const miles = query.near && measureFrom(columns, query.near, located);
  let base = text?.matched ?? visible;
  if (miles && query.withinMiles !== undefined) base = within(base, miles, query.withinMiles);
  const filters = filterByCodes(columns, query);
  const members = [...filters.values()].reduce((rest, bits) => both(rest, bits), base);
  const mark = `${columns.version} ${membersMark(query)}`;
  const facets = counted.get(mark) ?? countFacets(columns, base, filters, chosen(query));
  counted.set(mark, facets);
  // Never kept: words may be newer than the columns, and the total must be that of these very members.
  return { members, total: countBits(members), facets, text, miles };
};

/** What is left when those are taken out that another engine has shown. */
const notShown = (columns: ProgramColumns, members: Bits, position: Position | undefined): Bits => {
  const numbers = shownBefore(position);
  if (numbers.length === 0) return members;
  const rest = members.slice();
  for (const number of numbers) {
    const slot = columns.slotOfNumber(number);
    if (slot !== undefined) clearBit(rest, slot);
  }
  return rest;
};

const soughtWords = (sought: ReadText | undefined): SoughtWord[] =>
  (sought?.terms ?? []).flatMap(({ wordings }) =>
    wordings.flatMap(({ words, prefix }) =>
      words.map((word, at) => ({ word, prefix: prefix && at === words.length - 1 })),
    ),
  );

/**
 * Directory search on PostgreSQL: its full-text indexes say where words stand, its trigrams and
 * sounds what a mistyped word meant. Codes are held in memory, exactly as new as the database at
 * each query, so that filters and facets are counted without a scan.
 * @param besideAnother another engine may go on from this one's cursors, and the other way about
 * @param replica reads documents too, of the version that the primary has
 */
export const postgresEngine = (
  reader: Reader,
  { besideAnother = false, replica }: { besideAnother?: boolean; replica?: Replica } = {},
): SearchEngine => {
  const reads = readAtVersion(reader, replica);
  const currentColumns = followColumns(reader, reads);
  const correct = openCorrections(reads);
  // Counts are the primary's to tell.
  const newestReports = openNewestReports(reader);
  const postings = new WordPostings(reads);
  const counted = new LRUCache<string, FacetCounts>({ max: 500 });

  /** Undefined where the order does not ask how new counts are. */
  const reportsFor = (
    columns: ProgramColumns,
    { sort, access }: SearchQuery,
    { members }: Found,
  ) =>
    sort === "freshness" && access.freshnessVisible ? newestReports(columns, members) : undefined;

  const sortKey = (
    columns: ProgramColumns,
    query: SearchQuery,
    { members, text, miles }: Found,
    newest: ReadonlyMap<string, number> | undefined,
  ): SortKey => {
    if (query.sort === "name") return undefined;
    if (query.sort === "freshness") {
      if (!newest) return (slot) => -(columns.verified[slot] ?? 0);
      return (slot) => -(newest.get(columns.ids[slot] ?? "") ?? -Infinity);
    }
    if (query.sort === "relevance" && text) {
      const score = text.scoreOf(members);
      return (slot) => -(score[slot] ?? 0);
    }
    return miles;
  };

  const search = async (query: SearchQuery): Promise<SearchAnswer> => {
    const mark = queryMark(query);
    const position = query.cursor === undefined ? undefined : readCursor(query.cursor, mark);
    const columns = await currentColumns();
    const sought = await readText(query.q ?? "", (words) => correct(words, columns.version));
    const found = await postings.use(columns, sought?.wordings ?? [], (postings) =>
      find(columns, query, sought && { ...sought, postings }, counted),
    );
    const newest = await reportsFor(columns, query, found);
    // From here on nothing waits: scores are kept where the next search keeps its own.
    const key = sortKey(columns, query, found, newest);
    const rest = notShown(columns, found.members, position);
    const after = ownPosition("postgres", position);
    const page = takePage(columns, rest, key, after, query.limit + 1);
    const hits = page.slice(0, query.limit);
    const last = hits.at(-1);
    const scored = besideAnother && query.sort === "relevance" && found.text !== undefined;
    const numbers = hits.map((slot) => columns.numbers[slot] ?? 0);
    const positionOf = (slot: number): Position => ({
      query: mark,
      key: finiteKey(key?.(slot)),
      name: columns.names[slot] ?? "",
      id: columns.ids[slot] ?? "",
      seen: (position?.seen ?? 0) + hits.length,
      ...(scored ? scoredBy("postgres", position, numbers) : {}),
    });
    return {
      total: found.total,
      hits: hits.map((slot) => ({
        id: columns.ids[slot] ?? "",
        version: columns.versions[slot] ?? columns.version,
        distanceMiles: found.miles?.(slot) ?? null,
      })),
      next: page.length > query.limit && last !== undefined ? writeCursor(positionOf(last)) : null,
      facets: found.facets,
      sought: soughtWords(sought),
    };
  };
  return { name: "postgres", search };
};
