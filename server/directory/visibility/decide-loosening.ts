import type { Database } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Keeper } from "../../access/authorize.ts";
import { nameViewer } from "../../access/name-viewer.repo.ts";
import { DomainError, notFound } from "../../errors.ts";
import { applyVisibility } from "./apply-visibility.ts";
import type { VisibilityChange } from "./contract.ts";
import { toVisibilityChange } from "./public-change.ts";
import { decideChange, findChange, lockSite } from "./visibility.repo.ts";

/**
 * Confirms a proposed loosening, which is then in force, or withdraws it. Rule 14: whoever proposed
 * it may withdraw it and never confirm it.
 * @throws DomainError `not_found`, `forbidden` to its proposer, `conflict` with the state when it
 * waits no more
 */
export const decideLoosening = (
  database: Database,
  { viewer }: Keeper,
  changeId: string,
  state: "in_force" | "withdrawn",
  now: Date,
): Promise<VisibilityChange> =>
  database.transaction(async (tx) => {
    const known = await findChange(tx, changeId);
    const site = known && (await lockSite(tx, known.siteId));
    if (!site) throw notFound();
    const isConfirmed = state === "in_force";
    if (isConfirmed && known.proposedBy.id === viewer.userId) {
      throw new DomainError("forbidden", "Another steward than the one who proposed it confirms.");
    }
    const decided = { state, by: viewer.userId, at: now };
    const isOpen = (await decideChange(tx, { id: changeId }, decided)).length > 0;
    const change = await findChange(tx, changeId);
    if (!change) throw notFound();
    if (!isOpen) {
      throw new DomainError("conflict", "This was decided before.", { state: change.state });
    }
    await nameViewer(tx, viewer);
    await recordAudit(tx, {
      actor: viewer,
      action: isConfirmed ? "loosening_confirmed" : "loosening_withdrawn",
      subject: { type: "site", id: site.id },
      details: { from: change.from, to: change.to, change: changeId },
    });
    if (isConfirmed) await applyVisibility(tx, site, change.to);
    return toVisibilityChange(change, viewer);
  });
