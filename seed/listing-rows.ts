import { v7 } from "uuid";
import type { Listing } from "./listing.ts";
import { locateSite, locateZip } from "./locate-site.ts";
import { listRows, poolRows, programRow } from "./program-rows.ts";

/** The organizations that these listings name, once each. */
export const organizationRows = (listings: readonly Listing[], now: Date) => {
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

/** Everything that a listing puts into the database, by table; what it refers to has its ids already. */
export const rowsOf = (
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

export type Rows = ReturnType<typeof rowsOf>;
