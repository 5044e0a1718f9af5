import type { Database, Writer } from "../../../db/client.ts";
import type { RevealReason } from "../../../db/codes.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { OwnSite, RevealableSite } from "../../access/authorize.ts";
import { nameViewer } from "../../access/name-viewer.repo.ts";
import { notFound } from "../../errors.ts";
import { findAddress, type AddressRow } from "./addresses.repo.ts";
import type { TrueAddress } from "./contract.ts";
import { findDirections } from "./meeting-points.repo.ts";

const nothingOf = (programId: string) => ({
  ...{ program_id: programId, address: null, city: null, zip: null, lat: null, lon: null },
  ...{ meeting_point: null, until: null },
});

const toTrueAddress = (programId: string, row: AddressRow | undefined): TrueAddress => {
  if (!row) throw notFound();
  const { address, city, zip, lat, lon } = row;
  return { ...nothingOf(programId), address, city, zip, lat, lon };
};

/** Where a worker goes who was promised a bed: the audit tells of either. */
const readPromised = async (
  tx: Writer,
  { siteId, programId, viewer, until }: OwnSite,
): Promise<TrueAddress> => {
  const directions = await findDirections(tx, siteId, programId);
  await recordAudit(tx, {
    actor: viewer,
    action: directions === undefined ? "address_revealed" : "directions_shown",
    subject: { type: "site", id: siteId },
    details: { reason: "accepted_hold", program: programId },
  });
  const shown =
    directions === undefined
      ? toTrueAddress(programId, await findAddress(tx, siteId))
      : { ...nothingOf(programId), meeting_point: directions };
  return { ...shown, until: until?.toISOString() ?? null };
};

/**
 * The address of the viewer's own confidential site, or of one that has accepted the viewer's hold.
 * A worker is shown the meeting point instead where a program there wants that, and is told until
 * when. Throws `not_found` where none is known.
 */
export const readOwnAddress = (database: Database, site: OwnSite): Promise<TrueAddress> =>
  database.transaction(async (tx) => {
    const { siteId, programId, viewer } = site;
    await nameViewer(tx, viewer);
    if (viewer.role === "worker") return readPromised(tx, site);
    const [row, directions] = [
      await findAddress(tx, siteId),
      await findDirections(tx, siteId, programId),
    ];
    return { ...toTrueAddress(programId, row), meeting_point: directions ?? null };
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
