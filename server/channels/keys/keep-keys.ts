import { v7 } from "uuid";
import type { Database, Reader } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Administration } from "../../access/authorize.ts";
import { invalid, notFound } from "../../errors.ts";
import type { ApiKey, ApiKeyInput, ApiKeyList, ApiKeyMade } from "./contract.ts";
import {
  endKey,
  findKey,
  findKeyablePrograms,
  findKeys,
  insertKey,
  type KeyRow,
  type KeyScope,
} from "./keys.repo.ts";
import { drawKey, hashOfKey, hintOf } from "./secret-key.ts";

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** Of a key that serves programs of others, too, the viewer hears of their own. */
const toApiKey = (row: KeyRow, { programIds }: KeyScope): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  programs: row.programs.filter(({ id }) => programIds?.has(id) ?? true),
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
  expires_at: iso(row.expiresAt),
  revoked_at: iso(row.revokedAt),
  last_used_at: iso(row.lastUsedAt),
});

const expiryOf = (given: string | undefined, now: Date): Date | null => {
  if (given === undefined) return null;
  const expiresAt = new Date(given);
  if (expiresAt > now) return expiresAt;
  throw invalid("body/expires_at", "must lie ahead");
};

/** The keys of the programs that the viewer looks after, newest first. */
export const listKeys = async (reader: Reader, scope: Administration): Promise<ApiKeyList> => ({
  items: (await findKeys(reader, scope)).map((row) => toApiKey(row, scope)),
});

/**
 * Makes a key for a program's own system. It is told this once; what is kept is a hash of it.
 * @throws DomainError `invalid_input` where a program is not the viewer's to give a key for
 */
export const makeKey = async (
  database: Database,
  keeper: Administration,
  { name, programs, expires_at }: ApiKeyInput,
  now: Date,
): Promise<ApiKeyMade> => {
  const { viewer, programIds, trainingOnly } = keeper;
  const known = new Set(await findKeyablePrograms(database.read, programs, trainingOnly));
  if (!programs.every((id) => known.has(id) && (programIds?.has(id) ?? true))) {
    throw invalid("body/programs", "must be programs that you lead");
  }
  const secret = drawKey();
  const key = {
    ...{ id: v7(), name: name.trim(), hint: hintOf(secret), keyHash: hashOfKey(secret) ?? "" },
    ...{ createdBy: viewer.userId, createdAt: now, expiresAt: expiryOf(expires_at, now) },
  };
  return database.transaction(async (tx) => {
    await insertKey(tx, key, programs);
    await recordAudit(tx, {
      actor: viewer,
      action: "key_made",
      subject: { type: "key", id: key.id },
      details: { programs: programs.length },
    });
    const row = await findKey(tx, keeper, key.id);
    if (!row) throw notFound();
    return { secret, key: toApiKey(row, keeper) };
  });
};

/** Ends a key from this moment on; ending it again changes nothing. Throws `not_found`. */
export const revokeKey = (
  database: Database,
  keeper: Administration,
  keyId: string,
  now: Date,
): Promise<ApiKey> =>
  database.transaction(async (tx) => {
    if (!(await findKey(tx, keeper, keyId))) throw notFound();
    if (await endKey(tx, keyId, now)) {
      await recordAudit(tx, {
        actor: keeper.viewer,
        action: "key_revoked",
        subject: { type: "key", id: keyId },
      });
    }
    const row = await findKey(tx, keeper, keyId);
    if (!row) throw notFound();
    return toApiKey(row, keeper);
  });
