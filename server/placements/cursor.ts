import { invalid } from "../errors.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The cursor names the last thing seen: what is newer never comes behind it. */
export const toCursor = (id: string): string => Buffer.from(id).toString("base64url");

/** The id that a cursor names; throws `invalid_input` for what no list gave out. */
export const readCursor = (cursor: string | undefined): string | undefined => {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, "base64url").toString();
  if (uuid.test(id)) return id;
  throw invalid("querystring/cursor", "is none that this list gave out");
};
