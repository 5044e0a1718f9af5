import type { Meilisearch } from "meilisearch";
import { randomUUID } from "node:crypto";
import { readAll, readHead } from "./changed.repo.ts";
import { isMissing, readState } from "./index-state.ts";
import {
  addPrograms,
  catchUp,
  readDocuments,
  wholly,
  writePrograms,
  type Writing,
} from "./keep-in-step.ts";
import { indexSettings, isOurs, nextUid } from "./settings.ts";
import { finish } from "./write-documents.ts";

const exists = async (client: Meilisearch, uid: string): Promise<boolean> => {
  try {
    await client.getRawIndex(uid);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

const drop = async (client: Meilisearch, uid: string): Promise<void> => {
  if (await exists(client, uid)) await finish(client, client.deleteIndex(uid));
};

const make = async (client: Meilisearch, uid: string): Promise<void> => {
  await finish(client, client.createIndex(uid, { primaryKey: "id" }));
  await finish(client, client.index(uid).updateSettings(indexSettings));
};

/** Between two parts of a rebuild, the index that serves is kept in step. */
const keepServing = async (writing: Writing, uid: string): Promise<void> => {
  const state = await readState(writing.client, uid);
  if (state) await catchUp(writing, uid, state);
};

/** Programs of one part: in larger ones each costs less, and the index that serves waits for them. */
export const partSize = 2000;

const daysUnused = 7 * 86_400_000;

/** Indexes of versions that nothing has written to for a week. */
const dropUnused = async (client: Meilisearch, uid: string, now: Date): Promise<void> => {
  const { results } = await client.getRawIndexes({ limit: 1000 });
  for (const index of results) {
    const old = now.getTime() - Date.parse(index.updatedAt) > daysUnused;
    if (old && isOurs(index.uid) && index.uid !== uid) await drop(client, index.uid);
  }
};

export interface Rebuilt {
  readonly programs: number;
}

/**
 * Writes everything into a new index beside the one that serves and swaps it in; changes go on
 * meanwhile, into both. Nothing of the new one is searched before it is whole.
 */
export const rebuildIndex = async (writing: Writing, uid: string, now: Date): Promise<Rebuilt> => {
  const { client, reader } = writing;
  const next = nextUid(uid);
  await drop(client, next);
  await make(client, next);
  const begun = { ...wholly((await readHead(reader)).version), made: randomUUID() };
  let programs = 0;
  for (let after = 0; ;) {
    const part = await readAll(reader, after, partSize);
    const last = part.at(-1);
    if (!last) break;
    // What changes from here on is newer than this state, which therefore holds for every part.
    await addPrograms(writing, next, await readDocuments(writing, part), begun);
    programs += part.length;
    after = last.number;
    await keepServing(writing, uid);
  }
  if (programs === 0) await writePrograms(writing, next, [], begun);
  await catchUp(writing, next, begun);
  if (!(await exists(client, uid))) {
    await finish(client, client.createIndex(uid, { primaryKey: "id" }));
  }
  await finish(client, client.swapIndexes([{ indexes: [uid, next], rename: false }]));
  await keepServing(writing, uid);
  await drop(client, next);
  await dropUnused(client, uid, now);
  return { programs };
};
