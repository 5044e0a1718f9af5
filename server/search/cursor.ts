import { createHash } from "node:crypto";
import { Type, type Static } from "typebox";
import { Value } from "typebox/value";
import { invalid } from "../errors.ts";
import type { SearchQuery } from "./engine.ts";

/** The last program of a page: its sort key, name and id, which together order all programs. */
const Position = Type.Object({
  query: Type.String(),
  key: Type.Union([Type.Number(), Type.Null()]),
  name: Type.String(),
  id: Type.String(),
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
