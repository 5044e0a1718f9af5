import { createHash } from "node:crypto";
import { Type, type Static } from "typebox";
import { Value } from "typebox/value";
import { invalid } from "../errors.ts";
import type { SearchEngine, SearchQuery } from "./engine.ts";
import { packNumbers, unpackNumbers } from "./pack-numbers.ts";

/** The last program of a page: its sort key, name and id, which together order all programs. */
const Position = Type.Object({
  query: Type.String(),
  key: Type.Union([Type.Number(), Type.Null()]),
  name: Type.String(),
  id: Type.String(),
  /** How many programs came up to it: where an engine that counts from the front begins to look. */
  seen: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Whose score `key` is; left out where every engine would give the same key. */
  by: Type.Optional(Type.Union([Type.Literal("postgres"), Type.Literal("meilisearch")])),
  /** Numbers of the programs that were shown, packed: another engine leaves them out. */
  shown: Type.Optional(Type.String()),
});
export type Position = Static<typeof Position>;

/** A short mark of everything that decides the order and the members of an answer. */
export const markOf = (asked: object, ...more: unknown[]): string =>
  createHash("sha256")
    .update(JSON.stringify([Object.entries(asked).sort(), ...more]))
    .digest("base64url")
    .slice(0, 12);

/** What a cursor of this query belongs to. */
export const queryMark = ({
  near,
  limit: _limit,
  cursor: _cursor,
  access: _access,
  ...asked
}: SearchQuery): string => markOf(asked, near?.lat, near?.lon);

export const writeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

const refuse = () => invalid("querystring/cursor", "This cursor belongs to another search.");

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Where the page after this cursor starts; refuses a cursor that another query gave out. */
export const readCursor = (cursor: string, mark: string): Position => {
  const position = parse(cursor);
  if (!Value.Check(Position, position) || position.query !== mark) throw refuse();
  return position;
};

/** A cursor of some 2,000 letters holds these; who reads on further stays with an engine. */
const mostShown = 300;

/** Numbers of the programs that were shown before this position. */
export const shownBefore = (position: Position | undefined): number[] =>
  position?.shown === undefined ? [] : unpackNumbers(position.shown);

/** What a cursor says where order is by an engine's own score, so that another may go on from it. */
export const scoredBy = (
  engine: SearchEngine["name"],
  before: Position | undefined,
  numbers: readonly number[],
): Pick<Position, "by" | "shown"> => {
  const shown = [...shownBefore(before), ...numbers];
  return { by: engine, shown: packNumbers(shown.slice(0, mostShown)) };
};

/** The position, where it is one in the order of this engine. */
export const ownPosition = (
  engine: SearchEngine["name"],
  position: Position | undefined,
): Position | undefined =>
  position?.by === undefined || position.by === engine ? position : undefined;
