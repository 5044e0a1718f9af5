import { sql } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import { searchDocuments, searchState } from "../../../db/schema/index.ts";
import type { IndexState } from "./index-state.ts";

/** A document that an index is to have anew. */
export interface Changed {
  readonly programId: string;
  readonly version: number;
  readonly number: number;
}

const columns = {
  programId: searchDocuments.programId,
  version: searchDocuments.version,
  number: searchDocuments.number,
};

/** The version that the documents have reached. */
export const readHead = async (reader: Reader): Promise<{ version: number; removedIn: number }> => {
  const [head] = await reader
    .select({ version: searchState.version, removedIn: searchState.removedIn })
    .from(searchState);
  if (!head) throw new Error("search_state has lost its row");
  return head;
};

/** The next documents that are newer than a state, in the order of their versions. */
export const readChanged = (
  reader: Reader,
  { version, number }: IndexState,
  limit: number,
): Promise<Changed[]> =>
  reader
    .select(columns)
    .from(searchDocuments)
    .where(
      sql`${searchDocuments.version} >= ${version}
        and (${searchDocuments.version}, ${searchDocuments.number}) > (${version}, ${number})`,
    )
    .orderBy(searchDocuments.version, searchDocuments.number)
    .limit(limit);

/** The next documents after a number, whatever their versions. */
export const readAll = (reader: Reader, after: number, limit: number): Promise<Changed[]> =>
  reader
    .select(columns)
    .from(searchDocuments)
    .where(sql`${searchDocuments.number} > ${after}`)
    .orderBy(searchDocuments.number)
    .limit(limit);

/** Some documents that are no newer than a version, drawn by chance. */
export const drawSample = (reader: Reader, version: number, size: number): Promise<Changed[]> =>
  reader
    .select(columns)
    .from(searchDocuments)
    .where(sql`${searchDocuments.version} <= ${version}`)
    .orderBy(sql`random()`)
    .limit(size);

/** These documents, as far as they are there. */
export const readThese = (reader: Reader, programIds: readonly string[]): Promise<Changed[]> =>
  reader
    .select(columns)
    .from(searchDocuments)
    .where(
      sql`${searchDocuments.programId} in (
        select value::uuid from jsonb_array_elements_text(${JSON.stringify(programIds)}::jsonb))`,
    );

/** Programs that have a copy in the index, and those that have a second one. */
export const readListed = (
  reader: Reader,
): Promise<{ programId: string; visibility: string; version: number }[]> =>
  reader
    .select({
      programId: searchDocuments.programId,
      visibility: searchDocuments.visibility,
      version: searchDocuments.version,
    })
    .from(searchDocuments)
    .where(sql`${searchDocuments.listed}`);
