import type { SignedIn } from "../../access/viewer.ts";
import type { VisibilityChange } from "./contract.ts";
import type { ChangeRow } from "./visibility.repo.ts";

/** A change as a steward reads it. */
export const toVisibilityChange = (row: ChangeRow, viewer: SignedIn): VisibilityChange => ({
  id: row.id,
  programs: row.programs,
  from: row.from,
  to: row.to,
  reason: row.reason,
  state: row.state,
  proposed_by: row.proposedBy,
  proposed_at: row.proposedAt.toISOString(),
  decided_by: row.decidedBy,
  decided_at: row.decidedAt?.toISOString() ?? null,
  may_confirm: row.state === "proposed" && row.proposedBy.id !== viewer.userId,
});
