import { Type } from "typebox";
import { Value } from "typebox/value";
import type { Viewer } from "../access/viewer.ts";
import { invalid } from "../errors.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExcludedList, ExcludedQuery, Reason } from "./contract.ts";
import { excludedBy } from "./count-reasons.ts";
import { explainMatch } from "./explain-match.ts";
import { judgeAll } from "./judge-all.ts";
import { nearestExcluded, type ExcludedPosition } from "./nearest-excluded.ts";
import { resolveNeed } from "./resolve-need.ts";
import { tiers } from "./tier.ts";

/** Criteria against it, squared chord (null: distance not known) and id of the last one listed. */
const Cursor = Type.Tuple([
  Type.Integer({ minimum: 0 }),
  Type.Union([Type.Number(), Type.Null()]),
  Type.String({ maxLength: 36 }),
]);

const writeCursor = ({ against, chord, id }: ExcludedPosition): string =>
  Buffer.from(JSON.stringify([against, chord === Infinity ? null : chord, id])).toString(
    "base64url",
  );

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const readCursor = (cursor: string): ExcludedPosition => {
  const parts = parseJson(Buffer.from(cursor, "base64url").toString());
  if (!Value.Check(Cursor, parts)) throw invalid("body/cursor", "This cursor is not one of ours.");
  const [against, chord, id] = parts;
  return { against, chord: chord ?? Infinity, id };
};

/** What the list is narrowed to; a circumstance alone names its criterion. */
const reasonOf = ({
  reason,
  circumstance,
}: ExcludedQuery): Omit<Reason, "programs"> | undefined => {
  if (circumstance !== undefined) return { criterion: "circumstances", circumstance };
  return reason && { criterion: reason };
};

/**
 * The programs that this need excludes, those that come nearest to fitting first; a page goes on
 * after where the one before ended, whatever changed meanwhile.
 * Throws like `answerMatches`, and `invalid_input` for a cursor that is none.
 */
export const listExcluded = (
  catalogue: Catalogue,
  viewer: Viewer,
  query: ExcludedQuery,
  now: Date,
): ExcludedList => {
  const search = resolveNeed(query.need);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const view = { viewer, now };
  const { index } = catalogue;
  const judged = judgeAll(index, search, view);
  const reason = reasonOf(query);
  const excluded = reason ? excludedBy(judged, reason) : judged.excluded;
  const limit = query.limit ?? 20;
  const page = nearestExcluded(judged, excluded, limit + 1, after);
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  return {
    total: excluded.count(),
    items: shown.map(({ slot }) => explainMatch(index.at(slot), search, view, tiers.excluded)),
    next: page.length > limit && last ? writeCursor(last.position) : null,
  };
};
