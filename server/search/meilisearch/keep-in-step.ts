import type { Meilisearch } from "meilisearch";
import type { Reader } from "../../../db/client.ts";
import { readIndexedFacts } from "../search-documents.repo.ts";
import { readChanged, readHead, readListed, type Changed } from "./changed.repo.ts";
import { is, isOneOf } from "./filter.ts";
import {
  copies,
  copyIds,
  goneDocument,
  toIndexDocuments,
  type CountyCentre,
  type IndexDocument,
} from "./index-document.ts";
import { stateDocument, type IndexState } from "./index-state.ts";
import { addDocuments, deleteDocuments, finish } from "./write-documents.ts";

/** What whoever writes an index needs. The reader has the rights of search alone. */
export interface Writing {
  readonly client: Meilisearch;
  readonly reader: Reader;
  readonly countyCentre: CountyCentre;
}

/** Programs that one task writes. */
const atOnce = 500;

/** After every document of its version. */
const lastNumber = 2_147_483_647;

/** A state that holds everything of a version. */
export const wholly = (version: number): IndexState => ({ version, number: lastNumber });

/** Reads programs again and makes of each what the index is to have, by program. */
export const readDocuments = async (
  { reader, countyCentre }: Writing,
  changed: readonly Changed[],
): Promise<Map<string, IndexDocument[]>> => {
  // The versions were read before the facts, so that a document is never older than it says.
  const facts = await readIndexedFacts(
    reader,
    changed.map(({ programId }) => programId),
  );
  const documents = new Map(facts.map((fact) => [fact.programId, fact]));
  return new Map(
    changed.map((change) => {
      const found = documents.get(change.programId);
      return [change.programId, found ? toIndexDocuments(found, change, countyCentre) : []];
    }),
  );
};

/** Ids of the copies that an index holds of these programs. */
const readHeld = async (
  client: Meilisearch,
  uid: string,
  programIds: readonly string[],
): Promise<string[]> => {
  if (programIds.length === 0) return [];
  const { results } = await client.index<Record<string, unknown>>(uid).getDocuments({
    filter: isOneOf("programId", programIds),
    fields: ["id"],
    limit: programIds.length * copies.length,
  });
  return results.map((document) => String(document["id"]));
};

/** Writes whole documents of programs of which an index holds nothing yet, and its state. */
export const addPrograms = async (
  { client }: Writing,
  uid: string,
  documents: ReadonlyMap<string, readonly IndexDocument[]>,
  state: IndexState,
): Promise<void> =>
  addDocuments(client, uid, [...[...documents.values()].flat(), stateDocument(state)]);

/**
 * Writes whole documents of these programs and the state that the index then has, in one task: what
 * is gone, what is new and the state that speaks for both are there at once or not at all.
 */
export const writePrograms = async (
  writing: Writing,
  uid: string,
  changed: readonly Changed[],
  state: IndexState,
): Promise<void> => {
  const documents = await readDocuments(writing, changed);
  const wanted = [...documents.values()].flat();
  const ids = new Set(wanted.map(({ id }) => id));
  const held = await readHeld(writing.client, uid, [...documents.keys()]);
  const gone = held.filter((id) => !ids.has(id)).map(goneDocument);
  await addDocuments(writing.client, uid, [...gone, ...wanted, stateDocument(state)]);
};

/** Every id of a program's copy in an index. */
export const readIds = async (client: Meilisearch, uid: string): Promise<string[]> => {
  const ids: string[] = [];
  const limit = 1000;
  for (let offset = 0; ; offset += limit) {
    const page = { filter: is("record", "program"), fields: ["id"], offset, limit };
    const { results } = await client.index(uid).getDocuments(page);
    const found: readonly { id?: unknown }[] = results;
    ids.push(...found.flatMap(({ id }) => (typeof id === "string" ? id : [])));
    if (results.length < limit) return ids;
  }
};

/** Takes out what stands where copies were. */
export const sweepGone = async ({ client }: Writing, uid: string): Promise<void> => {
  await finish(client, client.index(uid).deleteDocuments({ filter: is("record", "gone") }));
};

/** The ids that an index should have. */
export const expectedIds = async (reader: Reader): Promise<Map<string, { version: number }>> => {
  const listed = await readListed(reader);
  return new Map(
    listed.flatMap(({ programId, visibility, version }) => {
      const { exact, county } = copyIds(programId);
      const ids = visibility === "partners" ? [exact, county] : [exact];
      return ids.map((id) => [id, { version }] as const);
    }),
  );
};

/** Takes out what belongs to no program any more; answers how much that was. */
export const removeGone = async ({ client, reader }: Writing, uid: string): Promise<number> => {
  const held = await readIds(client, uid);
  const expected = await expectedIds(reader);
  const gone = held.filter((id) => !expected.has(id));
  await deleteDocuments(client, uid, gone);
  return gone.length;
};

/**
 * Brings an index from `state` to what the database has now; answers its new state. However many
 * changes there were, each program is read and written once. Whoever was overtaken by another writer
 * puts the state back with the documents, so that the next one writes them again.
 */
export const catchUp = async (
  writing: Writing,
  uid: string,
  state: IndexState,
): Promise<IndexState> => {
  const head = await readHead(writing.reader);
  if (head.removedIn > state.version) await removeGone(writing, uid);
  let reached = state;
  for (let whole = false; !whole;) {
    const changed = await readChanged(writing.reader, reached, atOnce);
    whole = changed.length < atOnce;
    const last = changed.at(-1) ?? reached;
    if (whole && !changed.length && head.version <= reached.version) break;
    // Every document of a version is seen with the first of them, and all up to the head's are here.
    const next = whole ? wholly(Math.max(last.version, head.version)) : last;
    reached = { ...state, version: next.version, number: next.number };
    await writePrograms(writing, uid, changed, reached);
  }
  return reached;
};
