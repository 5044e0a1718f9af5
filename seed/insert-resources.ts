import { v7 } from "uuid";
import type { Database } from "../db/client.ts";
import {
  findDocuments,
  insertMissingDocuments,
  insertMissingResources,
  waitForTurn,
} from "./listings.repo.ts";
import type { ResourceListing, SourceDocument } from "./listing.ts";

/** Adds the documents that are not there yet, by their key. */
export const insertDocuments = (
  database: Database,
  listed: readonly SourceDocument[],
): Promise<void> =>
  database.transaction(async (tx) => {
    await waitForTurn(tx);
    const rows = listed.map(({ url, ...document }) => ({
      id: v7(),
      ...document,
      url: url ?? null,
    }));
    await insertMissingDocuments(tx, rows);
  });

const resourceRow = (resource: ResourceListing, documentIds: Map<string, string>) => {
  const documentId = documentIds.get(resource.citation.document);
  if (documentId === undefined) {
    throw new Error(`There is no document "${resource.citation.document}"`);
  }
  return {
    id: v7(),
    kind: resource.kind,
    name: resource.name,
    publisher: resource.publisher ?? null,
    summary: resource.summary ?? null,
    url: resource.url ?? null,
    phone: resource.phone ?? null,
    topics: resource.topics,
    year: resource.year ?? null,
    state: resource.state ?? null,
    documentId,
    place: resource.citation.place,
  };
};

/** Adds the resources that are not there yet, by kind and name; their documents must be there. */
export const insertResources = (
  database: Database,
  listed: readonly ResourceListing[],
): Promise<void> =>
  database.transaction(async (tx) => {
    await waitForTurn(tx);
    const keys = new Set(listed.map(({ citation }) => citation.document));
    const documentIds = await findDocuments(tx, [...keys]);
    await insertMissingResources(
      tx,
      listed.map((resource) => resourceRow(resource, documentIds)),
    );
  });
