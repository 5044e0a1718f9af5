import { MeilisearchApiError, type Meilisearch } from "meilisearch";
import { Type, type Static } from "typebox";
import { Value } from "typebox/value";

/**
 * What an index says of itself, in a document of its own that each task writes with the documents it
 * tells of: an index that was emptied, or put back from a copy, says so by itself.
 */
const IndexState = Type.Object({
  /** Everything up to this document of this version is in the index. */
  version: Type.Integer(),
  number: Type.Integer(),
  /** Of the rebuild that made it: another one was made from nothing since. */
  made: Type.Optional(Type.String()),
});
export type IndexState = Static<typeof IndexState>;

export const stateId = "state";

export const stateDocument = ({ version, number, made }: IndexState) => ({
  id: stateId,
  record: "state" as const,
  version,
  number,
  ...(made === undefined ? {} : { made }),
});

/** Reads what a found document says; undefined where it is no state. */
export const toState = (found: unknown): IndexState | undefined =>
  Value.Check(IndexState, found)
    ? {
        ...{ version: found.version, number: found.number },
        ...(found.made === undefined ? {} : { made: found.made }),
      }
    : undefined;

const missing = new Set(["document_not_found", "index_not_found"]);

/** Whether Meilisearch said that what was asked for is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && missing.has(error.cause?.code ?? "");

/** What an index holds; undefined where there is none, or it says nothing. */
export const readState = async (
  client: Meilisearch,
  uid: string,
): Promise<IndexState | undefined> => {
  try {
    return toState(await client.index(uid).getDocument(stateId));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** A comparison by what was read last: below zero where `a` is behind `b`. */
export const compareStates = (a: IndexState, b: IndexState): number =>
  a.version - b.version || a.number - b.number;
