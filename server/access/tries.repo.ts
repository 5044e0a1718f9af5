import { and, gt, inArray, lt, sql } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import { signInTries } from "../../db/schema/index.ts";

/** Counts a try under `key` and answers how many there were in its window, this one included. */
export const countTry = async (
  tx: Writer,
  key: string,
  { now, endsAt }: { now: Date; endsAt: Date },
): Promise<number> => {
  const ended = sql`${signInTries.endsAt} <= ${now.toISOString()}`;
  const [row] = await tx
    .insert(signInTries)
    .values({ key, tries: 1, endsAt })
    .onConflictDoUpdate({
      target: signInTries.key,
      set: {
        tries: sql`case when ${ended} then 1 else ${signInTries.tries} + 1 end`,
        endsAt: sql`case when ${ended} then ${endsAt.toISOString()} else ${signInTries.endsAt} end`,
      },
    })
    .returning({ tries: signInTries.tries });
  return row?.tries ?? 0;
};

/** Takes back one try under each of the keys. */
export const uncountTries = async (tx: Writer, keys: readonly string[]): Promise<void> => {
  await tx
    .update(signInTries)
    .set({ tries: sql`${signInTries.tries} - 1` })
    .where(and(inArray(signInTries.key, [...keys]), gt(signInTries.tries, 0)));
};

/** Clears away what has ended, but for what somebody counts at this moment. */
export const deleteEndedTries = async (tx: Writer, now: Date): Promise<void> => {
  const ended = tx
    .select({ key: signInTries.key })
    .from(signInTries)
    .where(lt(signInTries.endsAt, now))
    .for("update", { skipLocked: true });
  await tx.delete(signInTries).where(inArray(signInTries.key, ended));
};
