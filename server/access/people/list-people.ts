import type { Reader } from "../../../db/client.ts";
import { invalid } from "../../errors.ts";
import type { Administration } from "../authorize.ts";
import type { PeopleQuery, PersonList, RegionList } from "./contract.ts";
import { countPeople, findPeople, findRegions } from "./people-list.repo.ts";
import { toPerson } from "./to-person.ts";

type Position = readonly [name: string, id: string];

const toCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

const readCursor = (cursor: string): { name: string; id: string } => {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const [name, id] = Array.isArray(read) ? (read as unknown[]) : [];
    if (typeof name === "string" && typeof id === "string") return { name, id };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("querystring/cursor", "is none that this list gave out");
};

/**
 * A page of the people whose accounts the viewer looks after, by name.
 * @throws DomainError `invalid_input` when the cursor is none of this list's
 */
export const listPeople = async (
  reader: Reader,
  administration: Administration,
  { limit = 50, cursor, ...asked }: PeopleQuery,
): Promise<PersonList> => {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const [total, rows] = await Promise.all([
    countPeople(reader, administration, asked),
    findPeople(reader, administration, asked, { after, count: limit + 1 }),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    total,
    items: rows.slice(0, limit).map(toPerson),
    next: last ? toCursor([last.name, last.id]) : null,
  };
};

/** The regions that analysts look at. */
export const listRegions = async (
  reader: Reader,
  { trainingOnly }: Administration,
): Promise<RegionList> => ({ items: await findRegions(reader, trainingOnly) });
