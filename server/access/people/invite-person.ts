import { v7 } from "uuid";
import type { Database, Writer } from "../../../db/client.ts";
import { DomainError } from "../../errors.ts";
import { invitationMessage } from "../../notify/invitation-message.ts";
import type { Mailer } from "../../notify/mailer.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { AdministeredPerson, Administration } from "../authorize.ts";
import { agreeMembership } from "./agree-membership.ts";
import type { Invitation, Person } from "./contract.ts";
import { insertInvited, replaceMembership, updatePerson } from "./membership.repo.ts";
import { findAdministered } from "./people-list.repo.ts";
import { toPerson } from "./to-person.ts";

export const invitationDays = 14;
const day = 24 * 3_600_000;

export interface Inviting {
  now: Date;
  /** Without it the invited hear of it by other ways. */
  mail: Mailer | undefined;
  publicUrl: string;
}

const endOf = (now: Date): Date => new Date(now.getTime() + invitationDays * day);

const send = (email: string, { viewer }: Administration, { mail, publicUrl }: Inviting): void => {
  const signInUrl = `${publicUrl}/sign-in`;
  mail?.post(async () =>
    invitationMessage(email, { by: viewer.name, signInUrl, days: invitationDays }),
  );
};

const noteInvited = (tx: Writer, { viewer }: Administration, id: string, role: string) =>
  recordAudit(tx, {
    actor: viewer,
    action: "invited",
    subject: { type: "person", id },
    details: { role },
  });

/**
 * Invites a person; signing in by a code that comes to the e-mail accepts.
 * @throws DomainError as `agreeMembership`; `conflict` when an account has the e-mail
 */
export const invitePerson = async (
  database: Database,
  administration: Administration,
  { email: given, ...asked }: Invitation,
  inviting: Inviting,
): Promise<Person> => {
  const { now } = inviting;
  const { viewer, trainingOnly } = administration;
  const email = given.toLowerCase();
  const id = v7();
  const row = await database.transaction(async (tx) => {
    const membership = await agreeMembership(tx, asked, administration);
    const invited = {
      ...{ id, email, endsAt: endOf(now), invitedBy: viewer.userId },
      // Whom a published password invited must not outlive the training data.
      training: trainingOnly,
    };
    if (!(await insertInvited(tx, invited, membership, now))) {
      throw new DomainError("conflict", "An account has this e-mail address already.");
    }
    await replaceMembership(tx, id, membership);
    await noteInvited(tx, administration, id, membership.role);
    return await findAdministered(tx, administration, id);
  });
  if (!row) throw new Error("An invited person is not there.");
  send(email, administration, inviting);
  return toPerson(row);
};

/**
 * Invites anew a person who has not come yet.
 * @throws DomainError `conflict` when the account is open or closed
 */
export const inviteAgain = async (
  database: Database,
  { person, administration }: AdministeredPerson,
  inviting: Inviting,
): Promise<Person> => {
  if (person.closedAt || !person.invitationEndsAt) {
    throw new DomainError("conflict", "Only who has not signed in yet can be invited again.");
  }
  const invitationEndsAt = endOf(inviting.now);
  await database.transaction(async (tx) => {
    await updatePerson(tx, person.id, { invitationEndsAt }, inviting.now);
    await noteInvited(tx, administration, person.id, person.role);
  });
  send(person.email, administration, inviting);
  return toPerson({ ...person, invitationEndsAt });
};
