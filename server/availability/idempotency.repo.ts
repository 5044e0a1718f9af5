import { and, eq, lt } from "drizzle-orm";
import type { Reader, Writer } from "../../db/client.ts";
import { idempotencyKeys } from "../../db/schema/index.ts";
import { violates } from "../../db/violations.ts";
import { insertionInto } from "../../db/statements.ts";

/** One use of an `Idempotency-Key`: by whom, for what, and with which request. */
export interface KeyUse {
  userId: string;
  operation: string;
  key: string;
  requestHash: string;
}

export const findKeptAnswer = async (
  reader: Reader,
  use: KeyUse,
): Promise<{ requestHash: string; response: string } | undefined> => {
  const [row] = await reader
    .select({ requestHash: idempotencyKeys.requestHash, response: idempotencyKeys.response })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.userId, use.userId),
        eq(idempotencyKeys.operation, use.operation),
        eq(idempotencyKeys.key, use.key),
      ),
    );
  return row;
};

const insertion = insertionInto(idempotencyKeys);

/** Keeps the answer under its key; fails as `isKeyTaken` says where the key was taken meanwhile. */
export const insertKeptAnswer = (
  tx: Writer,
  kept: KeyUse & { response: string; createdAt: Date },
): Promise<void> => insertion(tx, [kept]);

/** Whether something could not be done because its key was used before. */
export const isKeyTaken = (error: unknown): boolean =>
  violates(error, "idempotency_keys_user_id_operation_key_pk");

export const deleteKeptAnswers = async (tx: Writer, before: Date): Promise<number> => {
  const rows = await tx
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, before))
    .returning({ key: idempotencyKeys.key });
  return rows.length;
};
