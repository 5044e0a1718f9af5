import { eq } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import type { PauseReason } from "../../../db/codes.ts";
import { programs } from "../../../db/schema/index.ts";

/** Until when and why a program takes nobody in; both null: it takes children in. */
export interface Pause {
  until: Date | null;
  reason: PauseReason | null;
}

/** The pause as it is written down, its program locked until the transaction ends. */
export const lockPause = async (tx: Writer, programId: string): Promise<Pause | undefined> => {
  const [row] = await tx
    .select({ until: programs.intakePausedUntil, reason: programs.intakePauseReason })
    .from(programs)
    .where(eq(programs.id, programId))
    .for("update");
  return row;
};

export const setPause = async (
  tx: Writer,
  programId: string,
  { until, reason }: Pause,
): Promise<void> => {
  await tx
    .update(programs)
    .set({ intakePausedUntil: until, intakePauseReason: reason })
    .where(eq(programs.id, programId));
};
