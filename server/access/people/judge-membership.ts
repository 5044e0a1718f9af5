import { stateCodes } from "../../../db/states.ts";
import type { Role } from "../../../db/codes.ts";
import { invalid } from "../../errors.ts";

/** What a person is here. `regions` are states by USPS code and counties by FIPS code. */
export interface StandingMembership {
  name: string;
  role: Role;
  organizationId: string | null;
  regions: readonly string[];
  programs: readonly { id: string; lead: boolean }[];
}

const states = new Set(Object.values(stateCodes));

const isArea = (area: string): boolean =>
  /^[A-Z]{2}$/.test(area) ? states.has(area) : stateCodes[area.slice(0, 2)] !== undefined;

/**
 * Refuses a membership that does not hang together: workers and providers belong to an organization,
 * a provider's programs are that organization's, analysts look at a region, and nobody else has
 * either.
 * @param organizationOf the organization of each program that exists
 * @throws DomainError `invalid_input`
 */
export const judgeMembership = (
  { role, organizationId, regions, programs }: StandingMembership,
  organizationOf: ReadonlyMap<string, string>,
): void => {
  if ((role === "worker" || role === "provider") && organizationId === null) {
    throw invalid("body/organization_id", "is needed: workers and providers belong to one");
  }
  if (role === "analyst" && regions.length === 0) {
    throw invalid("body/regions", "needs at least one: an analyst looks at a region");
  }
  if (role !== "analyst" && regions.length > 0) {
    throw invalid("body/regions", "are for analysts");
  }
  if (role !== "provider" && programs.length > 0) {
    throw invalid("body/programs", "are for providers");
  }
  if (!regions.every(isArea)) throw invalid("body/regions", "must be states or counties");
  if (new Set(programs.map(({ id }) => id)).size < programs.length) {
    throw invalid("body/programs", "must name each program once");
  }
  if (programs.some(({ id }) => organizationOf.get(id) !== organizationId)) {
    throw invalid("body/programs", "must be programs of that organization");
  }
};
