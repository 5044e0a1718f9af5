import type { Database } from "../../../db/client.ts";
import { DomainError } from "../../errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { AdministeredPerson } from "../authorize.ts";
import { agreeMembership } from "./agree-membership.ts";
import type { Membership, Person } from "./contract.ts";
import { keepAdministrator } from "./keep-administrator.ts";
import { deleteSessionsOf, replaceMembership, updatePerson } from "./membership.repo.ts";
import { findAdministered } from "./people-list.repo.ts";
import { toPerson } from "./to-person.ts";

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Changes what a person is here. A change of role ends all their sessions in the same transaction.
 * @throws DomainError as `agreeMembership`; `forbidden` to a lead; `conflict` as `keepAdministrator`
 */
export const changePerson = async (
  database: Database,
  administered: AdministeredPerson,
  asked: Membership,
  now: Date,
): Promise<Person> => {
  const { person, administration } = administered;
  if (administration.programIds) {
    throw new DomainError("forbidden", "Only administrators change accounts.");
  }
  const row = await database.transaction(async (tx) => {
    const { name, role, organizationId, regions, programs } = await agreeMembership(
      tx,
      asked,
      administration,
    );
    const note = (action: "role_changed" | "staff_changed" | "region_changed", details: object) =>
      recordAudit(tx, {
        actor: administration.viewer,
        action,
        subject: { type: "person", id: person.id },
        details: { ...details },
      });
    if (role !== person.role) {
      await keepAdministrator(tx, administered);
      await deleteSessionsOf(tx, person.id);
      await note("role_changed", { from: person.role, to: role });
    }
    await updatePerson(tx, person.id, { name, role, organizationId }, now);
    await replaceMembership(tx, person.id, { regions, programs });
    const before = new Map(person.programs.map(({ id, lead }) => [id, lead]));
    const staffed = new Map(programs.map(({ id, lead }) => [id, lead]));
    if (!same([...before].toSorted(), [...staffed].toSorted())) {
      await note("staff_changed", { from: before.size, to: staffed.size });
    }
    if (!same(person.regions.toSorted(), regions.toSorted())) {
      await note("region_changed", { from: person.regions.length, to: regions.length });
    }
    return await findAdministered(tx, administration, person.id);
  });
  if (!row) throw new Error("A changed person is not there.");
  return toPerson(row);
};
