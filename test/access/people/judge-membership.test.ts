import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roles, type Role } from "../../../db/codes.ts";
import {
  judgeMembership,
  type StandingMembership,
} from "../../../server/access/people/judge-membership.ts";

const ours = "0199c5f0-0000-7000-8000-000000000001";
const theirs = "0199c5f0-0000-7000-8000-000000000002";
const organizationOf = new Map([
  ["our shelter", ours],
  ["our second", ours],
  ["their shelter", theirs],
]);

const of = (role: Role, more: Partial<StandingMembership> = {}): StandingMembership => ({
  ...{ name: "Robin", role, organizationId: null, regions: [], programs: [] },
  ...more,
});
const judge = (membership: StandingMembership) => () => judgeMembership(membership, organizationOf);
const lead = (id: string) => ({ id, lead: true });

describe("a membership", () => {
  it.each([
    of("worker", { organizationId: ours }),
    of("provider", { organizationId: ours }),
    of("provider", { organizationId: ours, programs: [lead("our shelter"), lead("our second")] }),
    of("analyst", { regions: ["CA", "41051"] }),
    of("steward"),
    of("administrator", { organizationId: theirs }),
  ])("hangs together: %j", (membership) => {
    expect(judge(membership)).not.toThrow();
  });

  it.each([
    [of("worker"), "body/organization_id"],
    [of("provider"), "body/organization_id"],
    [of("analyst"), "body/regions"],
    [of("analyst", { regions: ["XX"] }), "body/regions"],
    [of("analyst", { regions: ["99001"] }), "body/regions"],
    [of("worker", { organizationId: ours, regions: ["CA"] }), "body/regions"],
    [of("worker", { organizationId: ours, programs: [lead("our shelter")] }), "body/programs"],
    [of("provider", { organizationId: ours, programs: [lead("their shelter")] }), "body/programs"],
    [of("provider", { organizationId: ours, programs: [lead("no program")] }), "body/programs"],
    [
      of("provider", { organizationId: ours, programs: [lead("our second"), lead("our second")] }),
      "body/programs",
    ],
  ])("does not hang together: %j", (membership, path) => {
    expect(judge(membership)).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ path })] } }),
    );
  });

  it("never gives a program of another organization, whatever else it says", () => {
    const memberships = fc.record({
      name: fc.string(),
      role: fc.constantFrom(...roles),
      organizationId: fc.constantFrom(null, ours, theirs),
      regions: fc.subarray(["CA", "06001", "TX"]),
      programs: fc.subarray([...organizationOf.keys(), "no program"]).map((ids) => ids.map(lead)),
    });
    fc.assert(
      fc.property(memberships, (membership) => {
        try {
          judgeMembership(membership, organizationOf);
        } catch {
          return true;
        }
        return membership.programs.every(
          ({ id }) =>
            membership.role === "provider" && organizationOf.get(id) === membership.organizationId,
        );
      }),
    );
  });
});
