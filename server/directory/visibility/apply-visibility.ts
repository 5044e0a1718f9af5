import { announceAll } from "../../../db/change-feed.ts";
import type { Writer } from "../../../db/client.ts";
import type { Visibility } from "../../../db/codes.ts";
import { indexPrograms } from "../../search/index-programs.ts";
import { findAddress } from "../addresses/addresses.repo.ts";
import { findCounty } from "../places.ts";
import {
  deleteAddress,
  insertAddress,
  programsAt,
  setVisibility,
  type SitePlace,
  type SiteRow,
} from "./visibility.repo.ts";

const nowhere: SitePlace = { address: null, city: null, zip: null, lat: null, lon: null };

/** What is left in the open of a confidential site: its county's centre. */
const countyOf = ({ countyFips }: SiteRow): SitePlace => {
  const county = countyFips === null ? undefined : findCounty(countyFips);
  return { ...nowhere, lat: county?.lat ?? null, lon: county?.lon ?? null };
};

const hide = async (tx: Writer, site: SiteRow): Promise<void> => {
  const { address, city, zip, lat, lon } = site;
  const isKnown = (address ?? city ?? zip) !== null;
  if (isKnown) await insertAddress(tx, site.id, { address, city, zip, lat, lon });
  await setVisibility(tx, site.id, "confidential", countyOf(site));
};

// Row security shows and gives up the address only to the second steward, whom `tx` has named.
const unhide = async (tx: Writer, site: SiteRow, to: Visibility): Promise<void> => {
  const known = await findAddress(tx, site.id);
  if (!known) return setVisibility(tx, site.id, to);
  const { address, city, zip, lat, lon } = known;
  await deleteAddress(tx, site.id);
  await setVisibility(tx, site.id, to, { address, city, zip, lat, lon });
};

/**
 * Makes the locked site as visible as `to`, moves its address into or out of hiding, and lets every
 * instance and the search know, all in this transaction. Call it last there.
 */
export const applyVisibility = async (tx: Writer, site: SiteRow, to: Visibility): Promise<void> => {
  if (to === "confidential") await hide(tx, site);
  else if (site.visibility === "confidential") await unhide(tx, site, to);
  else await setVisibility(tx, site.id, to);
  const programIds = await programsAt(tx, site.id);
  await announceAll(tx, "program", programIds);
  await indexPrograms(tx, programIds);
};
