import { asc, gt, sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { gatherReads } from "../../db/gather-reads.ts";
import { searchDocuments, searchState } from "../../db/schema/index.ts";
import { ProgramColumns } from "./program-columns.ts";
import type { ReadAtVersion } from "./read-at-version.ts";

const columns = {
  programId: searchDocuments.programId,
  number: searchDocuments.number,
  version: searchDocuments.version,
  listed: searchDocuments.listed,
  visibility: searchDocuments.visibility,
  // One text is taken apart many times faster than an array of PostgreSQL.
  name: sql<string>`coalesce(${searchDocuments.names}[1], '')`,
  names: sql<string>`array_to_string(${searchDocuments.names}, '|')`,
  organizationNames: sql<string>`array_to_string(${searchDocuments.organizationNames}, '|')`,
  codes: sql<string>`array_to_string(${searchDocuments.codes}, ' ')`,
  county: searchDocuments.county,
  lat: searchDocuments.lat,
  lon: searchDocuments.lon,
  verifiedOn: searchDocuments.verifiedOn,
};

// Small enough that what was read and written into the columns is forgotten young.
const atOnce = 1000;

const readAll = async (reads: ReadAtVersion, version: number): Promise<ProgramColumns> => {
  const count = await reads(version, (reader) => reader.$count(searchDocuments));
  const read = new ProgramColumns(count, version);
  for (let last = 0; ;) {
    const rows = await reads(version, (reader) =>
      reader
        .select(columns)
        .from(searchDocuments)
        .where(gt(searchDocuments.number, last))
        .orderBy(asc(searchDocuments.number))
        .limit(atOnce),
    );
    // Many came after they were counted.
    if (!read.hasRoomFor(rows.length)) return readAll(reads, version);
    read.load(rows);
    last = rows.at(-1)?.number ?? 0;
    if (rows.length < atOnce) break;
  }
  read.sortNames();
  return read;
};

const readSince = (reader: Reader, version: number) =>
  reader
    .select(columns)
    .from(searchDocuments)
    .where(gt(searchDocuments.version, version))
    .orderBy(asc(searchDocuments.number));

/**
 * Keeps a copy of the documents' coded part in memory that is exactly as new as the database at
 * each call: one row is read to compare versions, and only what is newer is fetched.
 * @param reader says which version there is, and so is never behind
 */
export const followColumns = (
  reader: Reader,
  reads: ReadAtVersion,
): (() => Promise<ProgramColumns>) => {
  const readState = reader
    .select({ version: searchState.version, removedIn: searchState.removedIn })
    .from(searchState)
    .prepare("search_version");
  let held: ProgramColumns | undefined;
  let catchingUp: Promise<unknown> | undefined;

  // The version is read first: what changes while rows are read is newer, and read again next time.
  const catchUp = async (version: number, removedIn: number): Promise<void> => {
    if (held && removedIn <= held.version) {
      const since = held.version;
      const rows = await reads(version, (reader) => readSince(reader, since));
      if (held.hasRoomFor(rows.length)) {
        held.apply(rows, version);
        return;
      }
    }
    held = await readAll(reads, version);
  };

  const askState = gatherReads(
    async () => new Map((await readState.execute()).map((state) => ["state", state] as const)),
  );

  return async () => {
    const state = (await askState(["state"])).get("state");
    if (!state) throw new Error("search_state has lost its row");
    while (!held || held.version < state.version) {
      catchingUp ??= catchUp(state.version, state.removedIn).finally(() => {
        catchingUp = undefined;
      });
      await catchingUp;
    }
    return held;
  };
};
