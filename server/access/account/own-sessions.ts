import type { Database, Reader } from "../../../db/client.ts";
import { notFound } from "../../errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { deleteOtherSessions, deleteOwnSession, findSessionsOf } from "../sessions.repo.ts";
import type { SignedIn } from "../viewer.ts";
import type { OwnSessionList, SessionsEnded } from "./contract.ts";
import { nameDevice } from "./name-device.ts";

/** The viewer's sessions that last, the one used last first; of their tokens nothing. */
export const listOwnSessions = async (
  reader: Reader,
  { userId }: SignedIn,
  { current, now }: { current: string | undefined; now: Date },
): Promise<OwnSessionList> => {
  const rows = await findSessionsOf(reader, userId, now);
  return {
    items: rows.map(({ id, userAgent, createdAt, updatedAt, expiresAt }) => ({
      id,
      current: id === current,
      ...nameDevice(userAgent),
      begun_at: createdAt.toISOString(),
      used_at: updatedAt.toISOString(),
      expires_at: expiresAt.toISOString(),
    })),
  };
};

/** Ends one of the viewer's sessions; throws `not_found` where it is none of theirs. */
export const endOwnSession = (
  database: Database,
  viewer: SignedIn,
  id: string,
): Promise<SessionsEnded> =>
  database.transaction(async (tx) => {
    if (!(await deleteOwnSession(tx, viewer.userId, id))) throw notFound();
    const subject = { type: "session", id } as const;
    await recordAudit(tx, { actor: viewer, action: "session_ended", subject });
    return { ended: 1 };
  });

/** Ends all of the viewer's sessions but the one that asks. */
export const endOtherSessions = (
  database: Database,
  viewer: SignedIn,
  current: string,
): Promise<SessionsEnded> =>
  database.transaction(async (tx) => {
    const ended = await deleteOtherSessions(tx, viewer.userId, { id: current });
    const details = { sessions: ended };
    if (ended > 0) await recordAudit(tx, { actor: viewer, action: "session_ended", details });
    return { ended };
  });
