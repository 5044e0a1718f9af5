import type { Database } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { OwnSite } from "../../access/authorize.ts";
import { nameViewer } from "../../access/name-viewer.repo.ts";
import { DomainError, notFound } from "../../errors.ts";
import { findAddress } from "./addresses.repo.ts";
import type { MeetingPoint, MeetingPointInput } from "./contract.ts";
import { judgeDirections } from "./judge-directions.ts";
import { removeDirections, setDirections } from "./meeting-points.repo.ts";

/**
 * States where the program wants to be met instead of at its address, or with null that workers may
 * come to the door. For its own staff; row security keeps the address from anybody else.
 * @throws DomainError `invalid_input` where the words tell the address; `not_found` where none is kept
 */
export const changeMeetingPoint = (
  database: Database,
  { programId, siteId, viewer }: OwnSite,
  { directions: stated }: MeetingPointInput,
  now: Date,
): Promise<MeetingPoint> =>
  database.transaction(async (tx) => {
    if (viewer.role !== "provider") {
      throw new DomainError("forbidden", "Only this program's staff say where to meet.");
    }
    await nameViewer(tx, viewer);
    const known = await findAddress(tx, siteId);
    if (!known) throw notFound();
    const directions = stated === null ? null : judgeDirections(stated, known.address);
    const changed = { changedBy: viewer.userId, changedAt: now };
    if (directions === null) await removeDirections(tx, programId);
    else await setDirections(tx, { programId, directions, ...changed });
    await recordAudit(tx, {
      ...{ actor: viewer, action: "directions_changed" },
      subject: { type: "program", id: programId },
      details: { what: directions === null ? "removed" : "set" },
    });
    return { program_id: programId, directions };
  });
