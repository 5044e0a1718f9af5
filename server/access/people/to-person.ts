import type { Person } from "./contract.ts";
import type { PersonRow } from "./people-list.repo.ts";

/** A person as those who look after the account see them. */
export const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  organization:
    row.organizationId === null
      ? null
      : { id: row.organizationId, name: row.organizationName ?? row.organizationId },
  regions: row.regions,
  programs: row.programs,
  state: row.closedAt ? "closed" : row.invitationEndsAt ? "invited" : "open",
  invitation_ends_at: row.invitationEndsAt?.toISOString() ?? null,
  second_factor: row.twoFactorEnabled,
  training: row.training,
});
