import type { Database } from "../../../db/client.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { AdministeredPerson } from "../authorize.ts";
import type { Person } from "./contract.ts";
import { keepAdministrator } from "./keep-administrator.ts";
import { deleteSecondFactor, deleteSessionsOf, updatePerson } from "./membership.repo.ts";
import { toPerson } from "./to-person.ts";

/**
 * Closes an account and ends all its sessions, in one transaction; closing it again changes nothing.
 * @throws DomainError `conflict` as `keepAdministrator`
 */
export const closeAccount = async (
  database: Database,
  administered: AdministeredPerson,
  now: Date,
): Promise<Person> => {
  const { person, administration } = administered;
  if (person.closedAt) return toPerson(person);
  await database.transaction(async (tx) => {
    await keepAdministrator(tx, administered);
    await updatePerson(tx, person.id, { closedAt: now }, now);
    await deleteSessionsOf(tx, person.id);
    await recordAudit(tx, {
      actor: administration.viewer,
      action: "account_closed",
      subject: { type: "person", id: person.id },
    });
  });
  return toPerson({ ...person, closedAt: now });
};

/**
 * Takes a lost authenticator app and lost passkeys away and ends all sessions, in one transaction; whose role needs one
 * sets another at the next sign-in.
 */
export const removeLostFactor = async (
  database: Database,
  { person, administration }: AdministeredPerson,
  now: Date,
): Promise<Person> => {
  await database.transaction(async (tx) => {
    await deleteSecondFactor(tx, person.id, now);
    await deleteSessionsOf(tx, person.id);
    await recordAudit(tx, {
      actor: administration.viewer,
      action: "second_factor_removed",
      subject: { type: "person", id: person.id },
      details: { what: "lost" },
    });
  });
  return toPerson({ ...person, twoFactorEnabled: false });
};

/** Opens a closed account again as it was; its sessions stay ended. */
export const reopenAccount = async (
  database: Database,
  { person, administration }: AdministeredPerson,
  now: Date,
): Promise<Person> => {
  if (!person.closedAt) return toPerson(person);
  await database.transaction(async (tx) => {
    await updatePerson(tx, person.id, { closedAt: null }, now);
    await recordAudit(tx, {
      actor: administration.viewer,
      action: "account_reopened",
      subject: { type: "person", id: person.id },
    });
  });
  return toPerson({ ...person, closedAt: null });
};
