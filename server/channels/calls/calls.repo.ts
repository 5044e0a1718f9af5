import { eq, lt } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import type { SpokenLanguage } from "../../../db/codes.ts";
import { keypadCalls } from "../../../db/schema/index.ts";
import type { CallState } from "./step-call.ts";

export interface KnownCall {
  userId: string;
  language: SpokenLanguage;
  state: CallState;
  begunAt: Date;
}

/** The call, under its lock: two answers of one call take turns. */
export const lockCall = async (tx: Writer, callId: string): Promise<KnownCall | undefined> => {
  const [row] = await tx
    .select()
    .from(keypadCalls)
    .where(eq(keypadCalls.callId, callId))
    .for("update");
  return row && { ...row, state: row.state as CallState };
};

export const saveCall = async (tx: Writer, callId: string, call: KnownCall): Promise<void> => {
  await tx
    .insert(keypadCalls)
    .values({ callId, ...call })
    .onConflictDoUpdate({
      target: keypadCalls.callId,
      set: { state: call.state, language: call.language },
    });
};

export const deleteCall = async (tx: Writer, callId: string): Promise<void> => {
  await tx.delete(keypadCalls).where(eq(keypadCalls.callId, callId));
};

export const deleteCalls = async (tx: Writer, before: Date): Promise<void> => {
  await tx.delete(keypadCalls).where(lt(keypadCalls.begunAt, before));
};
