import { isDeepStrictEqual } from "node:util";
import { drawSample, readThese, type Changed } from "./changed.repo.ts";
import { isOneOf } from "./filter.ts";
import { programOf } from "./index-document.ts";
import { readState, type IndexState } from "./index-state.ts";
import {
  catchUp,
  expectedIds,
  readDocuments,
  readIds,
  removeGone,
  sweepGone,
  writePrograms,
  type Writing,
} from "./keep-in-step.ts";

/** Programs that are compared whole. */
const sampleSize = 300;

/** What an index has that it should not have, or the other way about. */
export interface Drift {
  /** Copies that should be there, and those that are. */
  readonly expected: number;
  readonly found: number;
  readonly missing: readonly string[];
  readonly superfluous: readonly string[];
  /** Programs among those drawn whose copies say something else. */
  readonly different: readonly string[];
  readonly sampled: number;
}

export const isSound = ({ missing, superfluous, different }: Drift): boolean =>
  missing.length === 0 && superfluous.length === 0 && different.length === 0;

const contentOf = (document: object): object =>
  // A program may have been written again without a change since.
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== "version"));

/** Programs among `drawn` whose copies in the index are not what they should be. */
const compare = async (
  writing: Writing,
  uid: string,
  drawn: readonly Changed[],
): Promise<string[]> => {
  if (drawn.length === 0) return [];
  const wanted = await readDocuments(writing, drawn);
  const { results } = await writing.client.index<Record<string, unknown>>(uid).getDocuments({
    filter: isOneOf("programId", [...wanted.keys()]),
    limit: 2 * drawn.length,
  });
  const held = new Map(results.map((document) => [String(document["id"]), document]));
  return [...wanted].flatMap(([programId, copies]) => {
    const same = copies.every((copy) => {
      const found = held.get(copy.id);
      // What is not there at all is counted elsewhere.
      return found === undefined || isDeepStrictEqual(contentOf(found), contentOf({ ...copy }));
    });
    return same ? [] : [programId];
  });
};

/**
 * Compares an index that is in step with the database: every id, and the whole content of some
 * programs that did not change meanwhile. Under the lock, so that nobody writes beside it.
 */
export const findDrift = async (
  writing: Writing,
  uid: string,
  state: IndexState,
): Promise<Drift> => {
  const held = new Set(await readIds(writing.client, uid));
  const expected = await expectedIds(writing.reader);
  const drawn = await drawSample(writing.reader, state.version, sampleSize);
  const different = await compare(writing, uid, drawn);
  const newer = (id: string) => (expected.get(id)?.version ?? 0) > state.version;
  return {
    expected: expected.size,
    found: held.size,
    missing: [...expected.keys()].filter((id) => !held.has(id) && !newer(id)),
    superfluous: [...held].filter((id) => !expected.has(id)),
    different,
    sampled: drawn.length,
  };
};

export interface Verified {
  readonly drift: Drift;
  /** undefined: nothing was to be mended. */
  readonly mended?: "programs" | "rebuild";
}

/** As many of those drawn may differ before nothing in the index is believed. */
const toleratedShare = 0.05;

/**
 * Brings an index in step, compares it and mends what has drifted: some programs one by one, more of
 * them by `rebuild`. Undefined: there is no index yet, and whoever keeps it in step makes it.
 */
export const verifyIndex = async (
  writing: Writing,
  uid: string,
  rebuild: () => Promise<unknown>,
): Promise<Verified | undefined> => {
  const before = await readState(writing.client, uid);
  if (!before) return undefined;
  const state = await catchUp(writing, uid, before);
  await sweepGone(writing, uid);
  const drift = await findDrift(writing, uid, state);
  if (isSound(drift)) return { drift };
  const many = drift.different.length > Math.max(1, drift.sampled * toleratedShare);
  if (many || drift.missing.length > drift.expected / 10) {
    await rebuild();
    return { drift, mended: "rebuild" };
  }
  await removeGone(writing, uid);
  const programs = new Set([...drift.missing.map(programOf), ...drift.different]);
  await writePrograms(writing, uid, await readThese(writing.reader, [...programs]), state);
  return { drift, mended: "programs" };
};
