import { v7 } from "uuid";
import type { Database, Reader } from "../../../db/client.ts";
import { DomainError, notFound } from "../../errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { SignedIn } from "../viewer.ts";
import type { Passkey, PasskeyList } from "./contract.ts";
import type { CheckedPasskey } from "./open-passkeys.ts";
import {
  deletePasskey,
  findPasskeysOf,
  insertPasskey,
  isSessionNewer,
  renamePasskey,
  type PasskeyRow,
} from "./passkeys.repo.ts";

const most = 10;
const freshMinutes = 15;

const toPasskey = ({ id, name, backedUp, createdAt, lastUsedAt }: PasskeyRow): Passkey => ({
  ...{ id, name, backed_up: backedUp },
  created_at: createdAt.toISOString(),
  last_used_at: lastUsedAt?.toISOString() ?? null,
});

/** The viewer's passkeys, the newest first; of their keys nothing. */
export const listPasskeys = async (reader: Reader, { userId }: SignedIn): Promise<PasskeyList> => ({
  items: (await findPasskeysOf(reader, userId)).map(toPasskey),
});

/**
 * Lets only who has just signed in add a passkey: it outlives the session, so that a session that
 * was left open, or stolen, must not be enough to make one. Throws `sign_in_too_old`; `conflict`.
 */
export const requireFreshSession = async (
  reader: Reader,
  { userId }: SignedIn,
  sessionId: string,
): Promise<void> => {
  const since = new Date(Date.now() - freshMinutes * 60_000);
  if (!(await isSessionNewer(reader, sessionId, since))) {
    throw new DomainError("sign_in_too_old", "Sign out and in again, then add the passkey.");
  }
  if ((await findPasskeysOf(reader, userId)).length >= most) {
    throw new DomainError("conflict", "These are as many passkeys as one person may have.");
  }
};

const note = (
  viewer: SignedIn,
  action: "passkey_added" | "passkey_changed" | "passkey_removed",
) => ({
  actor: viewer,
  action,
  subject: { type: "person", id: viewer.userId } as const,
});

/** Makes a checked passkey the viewer's; throws `conflict` where it is somebody's already. */
export const addPasskey = (
  database: Database,
  viewer: SignedIn,
  checked: CheckedPasskey,
  name: string,
): Promise<Passkey> =>
  database.transaction(async (tx) => {
    const row = await insertPasskey(tx, {
      ...{ id: v7(), userId: viewer.userId, name: name.trim(), ...checked },
    });
    if (!row) throw new DomainError("conflict", "That passkey is known already.");
    await recordAudit(tx, { ...note(viewer, "passkey_added"), details: { passkey: row.id } });
    return toPasskey(row);
  });

/** Renames one of the viewer's passkeys; throws `not_found` where it is none of theirs. */
export const changePasskey = (
  database: Database,
  viewer: SignedIn,
  id: string,
  name: string,
): Promise<Passkey> =>
  database.transaction(async (tx) => {
    const row = await renamePasskey(tx, { userId: viewer.userId, id }, name.trim());
    if (!row) throw notFound();
    await recordAudit(tx, { ...note(viewer, "passkey_changed"), details: { passkey: id } });
    return toPasskey(row);
  });

/** Removes one of the viewer's passkeys; throws `not_found` where it is none of theirs. */
export const removePasskey = (database: Database, viewer: SignedIn, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    if (!(await deletePasskey(tx, { userId: viewer.userId, id }))) throw notFound();
    await recordAudit(tx, { ...note(viewer, "passkey_removed"), details: { passkey: id } });
  });
