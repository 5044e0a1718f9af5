import { v7 } from "uuid";
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
import { locateSite, locateZip } from "./locate-site.ts";
import { listRows, poolRows, programRow } from "./program-rows.ts";

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

const organizationRows = (listings: readonly Listing[], now: Date) => {
  const byName = new Map(
    listings.map(({ organization, training }) => [
      organization.name,
      {
        id: v7(),
        name: organization.name,
        aliases: organization.aliases ?? [],
        url: organization.url ?? null,
        training: training ?? false,
        createdAt: now,
      },
    ]),
  );
  return [...byName.values()];
};

const known = (ids: Map<string, string>, key: string, what: string): string => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`There is no ${what} "${key}"`);
  return id;
};

/** A site's row and, for a confidential one, its true address in the table of its own. */
const siteRows = (listing: Listing, organizationId: string) => {
  const { site } = listing;
  if (!site) return { siteId: null, sites: [], addresses: [] };
  const id = v7();
  const row = {
    id,
    organizationId,
    visibility: site.visibility,
    state: site.state,
    ...locateSite(site),
  };
  const { trueAddress } = site;
  if (site.visibility !== "confidential" || !trueAddress) {
    return { siteId: id, sites: [row], addresses: [] };
  }
  const address = { siteId: id, ...trueAddress, ...locateZip(trueAddress.zip).point };
  return { siteId: id, sites: [row], addresses: [address] };
};

const rowsOf = (
  listing: Listing,
  organizationIds: Map<string, string>,
  documentIds: Map<string, string>,
  now: Date,
) => {
  const id = v7();
  const organizationId = known(organizationIds, listing.organization.name, "organization");
  const { siteId, sites, addresses } = siteRows(listing, organizationId);
  return {
    listing,
    program: { ...programRow(listing, { id, organizationId, siteId }, now), id, siteId },
    sites,
    addresses,
    lists: listRows(listing, id),
    citations: listing.citations.map(({ document, place, asOf }) => ({
      programId: id,
      documentId: known(documentIds, document, "document"),
      place,
      asOf,
    })),
    ...poolRows(listing, id, now),
  };
};

type Rows = ReturnType<typeof rowsOf>;

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
