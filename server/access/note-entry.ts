import type { Database } from "../../db/client.ts";
import { recordAudit } from "./audit/record-audit.ts";
import type { WayIn } from "./may-enter.ts";
import { acceptInvitation, findIdByEmail } from "./people.repo.ts";
import { deleteEndedSessions } from "./sessions.repo.ts";

/** Notes that a person came in, which accepts an invitation, and clears away their ended sessions. */
export const noteEntry = (database: Database, userId: string, way: WayIn): Promise<void> =>
  database.transaction(async (tx) => {
    const actor = { userId };
    await deleteEndedSessions(tx, userId, new Date());
    if (await acceptInvitation(tx, userId)) {
      const subject = { type: "person", id: userId } as const;
      await recordAudit(tx, { actor, action: "account_opened", subject });
    }
    await recordAudit(tx, { actor, action: "signed_in", details: { way } });
  });

/** Notes a refused sign-in, by the account that has the e-mail where one does. */
export const noteRefusal = (
  database: Database,
  email: string | undefined,
  way: WayIn,
): Promise<void> =>
  database.transaction(async (tx) => {
    const id = email === undefined ? undefined : await findIdByEmail(tx, email);
    const subject = id === undefined ? {} : { subject: { type: "person", id } as const };
    await recordAudit(tx, { actor: null, action: "sign_in_refused", ...subject, details: { way } });
  });
