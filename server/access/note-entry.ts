import type { Database, Writer } from "../../db/client.ts";
import { recordAudit } from "./audit/record-audit.ts";
import type { TryCounter, TryLimit } from "./limit-tries.ts";
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

/** The account that has the e-mail, as what an entry is about; none where no account has it. */
const aboutAccount = async (tx: Writer, email: string | undefined) => {
  const id = email === undefined ? undefined : await findIdByEmail(tx, email);
  return id === undefined ? {} : { subject: { type: "person", id } as const };
};

/** Notes a refused sign-in, by the account that has the e-mail where one does. */
export const noteRefusal = (
  database: Database,
  email: string | undefined,
  way: WayIn,
): Promise<void> =>
  database.transaction(async (tx) => {
    const about = await aboutAccount(tx, email);
    await recordAudit(tx, { actor: null, action: "sign_in_refused", ...about, details: { way } });
  });

/**
 * Notes that tries are refused unheard because a limit is spent: once in the limit's time, so that
 * whoever tries on cannot fill the audit.
 */
export const noteSpent = (
  tries: TryCounter,
  limit: TryLimit,
  email: string | undefined,
): Promise<void> =>
  tries.tellOnce(limit, async (tx) => {
    const details = { limit: limit.what.replaceAll(" ", "_") };
    const about = await aboutAccount(tx, email);
    await recordAudit(tx, { actor: null, action: "sign_in_refused", ...about, details });
  });
