import type { Database } from "../../../db/client.ts";
import type { RevealReason } from "../../../db/codes.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { OwnSite, RevealableSite } from "../../access/authorize.ts";
import { nameViewer } from "../../access/name-viewer.repo.ts";
import { notFound } from "../../errors.ts";
import { findAddress, type AddressRow } from "./addresses.repo.ts";
import type { TrueAddress } from "./contract.ts";

const toTrueAddress = (programId: string, row: AddressRow | undefined): TrueAddress => {
  if (!row) throw notFound();
  const { address, city, zip, lat, lon } = row;
  return { program_id: programId, address, city, zip, lat, lon };
};

/**
 * The address of the viewer's own confidential site, or of one that has accepted the viewer's hold:
 * then the audit tells of it. Throws `not_found` where none is known.
 */
export const readOwnAddress = (database: Database, site: OwnSite): Promise<TrueAddress> =>
  database.transaction(async (tx) => {
    const { siteId, programId, viewer } = site;
    await nameViewer(tx, viewer);
    if (viewer.role === "worker") {
      await recordAudit(tx, {
        actor: viewer,
        action: "address_revealed",
        subject: { type: "site", id: siteId },
        details: { reason: "accepted_hold", program: programId },
      });
    }
    return toTrueAddress(programId, await findAddress(tx, siteId));
  });

/**
 * Reveals a confidential address for a stated reason. The audit is written first, in the same
 * transaction: without that entry the database shows no address. Throws `not_found` where none is
 * known; nothing was revealed then, and nothing is written.
 */
export const revealAddress = (
  database: Database,
  site: RevealableSite,
  reason: RevealReason,
): Promise<TrueAddress> =>
  database.transaction(async (tx) => {
    await nameViewer(tx, site.viewer);
    await recordAudit(tx, {
      actor: site.viewer,
      action: "address_revealed",
      subject: { type: "site", id: site.siteId },
      details: { reason, program: site.programId },
    });
    return toTrueAddress(site.programId, await findAddress(tx, site.siteId));
  });
