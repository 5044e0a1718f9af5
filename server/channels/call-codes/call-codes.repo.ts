import { eq } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { callCodes } from "../../../db/schema/index.ts";

export const findCallCode = async (reader: Reader, userId: string): Promise<string | undefined> => {
  const [row] = await reader.select().from(callCodes).where(eq(callCodes.userId, userId));
  return row?.codeHash;
};

export const saveCallCode = async (
  tx: Writer,
  code: typeof callCodes.$inferInsert,
): Promise<void> => {
  const { codeHash, createdAt } = code;
  await tx
    .insert(callCodes)
    .values(code)
    .onConflictDoUpdate({ target: callCodes.userId, set: { codeHash, createdAt } });
};
