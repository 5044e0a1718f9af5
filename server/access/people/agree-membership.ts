import type { Reader } from "../../../db/client.ts";
import { DomainError, invalid } from "../../errors.ts";
import type { Administration } from "../authorize.ts";
import type { Membership } from "./contract.ts";
import { judgeMembership, type StandingMembership } from "./judge-membership.ts";
import { findProgramOrganizations, hasOrganization } from "./membership.repo.ts";

/** A lead gives people work in the lead's own programs, and with it their organization. */
const asLead = (
  asked: Membership,
  { programIds }: { programIds: ReadonlySet<string> },
  organizationOf: ReadonlyMap<string, string>,
): Membership => {
  if (asked.role !== "provider") {
    throw new DomainError("forbidden", "A lead invites staff of the lead's own programs only.");
  }
  const { programs = [] } = asked;
  if (programs.length === 0 || programs.some(({ id }) => !programIds.has(id))) {
    throw invalid("body/programs", "must be programs that you lead");
  }
  const [first] = programs;
  return { ...asked, organization_id: organizationOf.get(first?.id ?? "") ?? null };
};

/**
 * What was asked for a person, as far as this viewer may give it; a training account gives places
 * at fictional organizations and programs alone, since its password is published.
 * @throws DomainError `invalid_input` when it does not hang together, `forbidden` when it is more
 *   than a lead may give
 */
export const agreeMembership = async (
  reader: Reader,
  asked: Membership,
  { programIds, trainingOnly }: Administration,
): Promise<StandingMembership> => {
  const named = asked.programs ?? [];
  const found = await findProgramOrganizations(
    reader,
    named.map(({ id }) => id),
    trainingOnly,
  );
  const organizationOf = new Map(found.map(({ id, organizationId }) => [id, organizationId]));
  const given = programIds ? asLead(asked, { programIds }, organizationOf) : asked;
  const membership: StandingMembership = {
    name: given.name.trim(),
    role: given.role,
    organizationId: given.organization_id ?? null,
    regions: given.regions ?? [],
    programs: named,
  };
  const { organizationId } = membership;
  if (organizationId !== null && !(await hasOrganization(reader, organizationId, trainingOnly))) {
    throw invalid("body/organization_id", "is no organization's");
  }
  judgeMembership(membership, organizationOf);
  return membership;
};
