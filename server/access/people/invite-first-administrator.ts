import { v7 } from "uuid";
import type { Database } from "../../../db/client.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { invitationDays } from "./invite-person.ts";
import { insertInvited, lockAdministrators } from "./membership.repo.ts";

/**
 * Invites the operator's own `email` as administrator where nobody administers yet: somebody has to
 * be the first to invite others. An address that has an account keeps it as it is.
 * @returns whether the address was invited
 */
export const inviteFirstAdministrator = (
  database: Database,
  email: string,
  now: Date,
): Promise<boolean> =>
  database.transaction(async (tx) => {
    if ((await lockAdministrators(tx)).length > 0) return false;
    const id = v7();
    const endsAt = new Date(now.getTime() + invitationDays * 24 * 3_600_000);
    const invited = await insertInvited(
      tx,
      { id, email: email.toLowerCase(), invitedBy: null, training: false, endsAt },
      { name: email, role: "administrator", organizationId: null },
      now,
    );
    if (invited) {
      await recordAudit(tx, {
        actor: null,
        action: "invited",
        subject: { type: "person", id },
        details: { role: "administrator" },
      });
    }
    return invited;
  });
