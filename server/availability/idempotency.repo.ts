import { and, eq, lt } from "drizzle-orm";
import type { Reader, Writer } from "../../db/client.ts";
import { idempotencyKeys } from "../../db/schema/index.ts";
import { statement, type Given } from "../../db/statements.ts";

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

const keeping = statement((tx: Writer, kept: Given<keyof typeof idempotencyKeys.$inferInsert>) =>
  tx
    .insert(idempotencyKeys)
    .values({
      ...{ userId: kept.userId, operation: kept.operation, key: kept.key },
      ...{ requestHash: kept.requestHash, response: kept.response, createdAt: kept.createdAt },
    })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key }),
);

/** Keeps the answer under its key; false: the key was taken meanwhile. */
export const insertKeptAnswer = async (
  tx: Writer,
  use: KeyUse & { response: string; createdAt: Date },
): Promise<boolean> => {
  const rows = await keeping(tx, use);
  return rows.length > 0;
};

export const deleteKeptAnswers = async (tx: Writer, before: Date): Promise<number> => {
  const rows = await tx
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, before))
    .returning({ key: idempotencyKeys.key });
  return rows.length;
};
