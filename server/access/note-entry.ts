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

/** Whose sign-in it is about, as far as that is known. */
export type Claimed = { email: string } | { userId: string } | undefined;

/** The account as what an entry is about; none where no account has the e-mail. */
const aboutAccount = async (tx: Writer, claimed: Claimed) => {
  if (claimed === undefined) return {};
  const id = "userId" in claimed ? claimed.userId : await findIdByEmail(tx, claimed.email);
  return id === undefined ? {} : { subject: { type: "person", id } as const };
};

/** Notes a refused sign-in, by the account that it was about where there is one. */
export const noteRefusal = (database: Database, claimed: Claimed, way: WayIn): Promise<void> =>
  database.transaction(async (tx) => {
    const about = await aboutAccount(tx, claimed);
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
    const about = await aboutAccount(tx, email === undefined ? undefined : { email });
    await recordAudit(tx, { actor: null, action: "sign_in_refused", ...about, details });
  });
