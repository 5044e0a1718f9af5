import { announceAll } from "../db/change-feed.ts";
import type { Database, Writer } from "../db/client.ts";
import * as schema from "../db/schema/index.ts";
import { indexPrograms } from "../server/search/index-programs.ts";
import {
  ensureOrganizations,
  findDocuments,
  findSeeded,
  insertRows,
  waitForTurn,
  type Seeded,
} from "./listings.repo.ts";
import type { Listing } from "./listing.ts";
import { organizationRows, rowsOf, type Rows } from "./listing-rows.ts";

const perTransaction = 1000;

const chunksOf = function* (listings: Iterable<Listing>): Generator<Listing[]> {
  let chunk: Listing[] = [];
  for (const listing of listings) {
    chunk.push(listing);
    if (chunk.length === perTransaction) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
};

const writeRows = async (tx: Writer, rows: readonly Rows[]): Promise<void> => {
  const all = <T>(of: (row: Rows) => readonly T[]) => rows.flatMap(of);
  await insertRows(
    tx,
    schema.sites,
    all((row) => row.sites),
  );
  await insertRows(
    tx,
    schema.confidentialAddresses,
    all((row) => row.addresses),
  );
  await insertRows(
    tx,
    schema.programs,
    all((row) => [row.program]),
  );
  await insertRows(
    tx,
    schema.programGenders,
    all((row) => row.lists.genders),
  );
  await insertRows(
    tx,
    schema.programCircumstances,
    all((row) => row.lists.circumstances),
  );
  await insertRows(
    tx,
    schema.programLanguages,
    all((row) => row.lists.languages),
  );
  await insertRows(
    tx,
    schema.programAreas,
    all((row) => row.lists.areas),
  );
  await insertRows(
    tx,
    schema.programServices,
    all((row) => row.lists.services),
  );
  await insertRows(
    tx,
    schema.programSecurityFeatures,
    all((row) => row.lists.securityFeatures),
  );
  await insertRows(
    tx,
    schema.intakeHours,
    all((row) => row.lists.hours),
  );
  await insertRows(
    tx,
    schema.intakeClosedDays,
    all((row) => row.lists.closedDays),
  );
  await insertRows(
    tx,
    schema.programCitations,
    all((row) => row.citations),
  );
  await insertRows(
    tx,
    schema.bedPools,
    all((row) => row.pools),
  );
  await insertRows(
    tx,
    schema.bedReports,
    all((row) => row.reports),
  );
};

const insertMissing = async (
  tx: Writer,
  listings: readonly Listing[],
  now: Date,
): Promise<void> => {
  const organizationIds = await ensureOrganizations(tx, organizationRows(listings, now));
  const documentKeys = listings.flatMap(({ citations }) =>
    citations.map(({ document }) => document),
  );
  const documentIds = await findDocuments(tx, [...new Set(documentKeys)]);
  const rows = listings.map((listing) => rowsOf(listing, organizationIds, documentIds, now));
  await writeRows(tx, rows);
  const programIds = rows.map(({ program }) => program.id);
  await indexPrograms(tx, programIds);
  await announceAll(tx, "program", programIds);
};

const insertChunk = async (
  tx: Writer,
  listings: readonly Listing[],
  now: Date,
): Promise<[string, Seeded][]> => {
  await waitForTurn(tx);
  const keys = listings.map(({ key }) => key);
  const present = await findSeeded(tx, keys);
  const missing = listings.filter(({ key }) => !present.has(key));
  if (missing.length > 0) await insertMissing(tx, missing, now);
  return [...(missing.length > 0 ? await findSeeded(tx, keys) : present)];
};

/**
 * Adds the listings that are not there yet, a thousand a transaction, and answers what each key
 * stands for. A listing that was seeded before is left as it is: stewards may have corrected it.
 * Reports are dated from `now`. The documents cited must be there (`insertDocuments`).
 */
export const insertListings = async (
  database: Database,
  listings: Iterable<Listing>,
  { now }: { now: Date },
): Promise<Map<string, Seeded>> => {
  const seeded = new Map<string, Seeded>();
  for (const chunk of chunksOf(listings)) {
    const entries = await database.transaction((tx) => insertChunk(tx, chunk, now));
    for (const [key, value] of entries) seeded.set(key, value);
  }
  return seeded;
};
