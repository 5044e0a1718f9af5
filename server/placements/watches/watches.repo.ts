import { and, asc, desc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { users, watches, watchFindings } from "../../../db/schema/index.ts";

export type WatchRow = typeof watches.$inferSelect;
export type NewWatch = typeof watches.$inferInsert;
export type Finding = typeof watchFindings.$inferSelect;

/** Lets this worker's beginnings of watches follow one another, so that they can be counted. */
export const lockWatcher = async (tx: Writer, userId: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`watches ${userId}`}, 0))`);
};

export const insertWatch = async (tx: Writer, row: NewWatch): Promise<WatchRow> => {
  const [made] = await tx.insert(watches).values(row).returning();
  if (!made) throw new Error("The watch was not written.");
  return made;
};

/** This worker's that have not ended, newest first, with when each last told of a bed. */
export const findOwnWatches = (reader: Reader, userId: string, now: Date) =>
  reader
    .select({
      watch: watches,
      toldAt: sql<string | null>`(select max(f.found_at) from ${watchFindings} f
        where f.watch_id = ${watches.id} and f.told)`,
    })
    .from(watches)
    .where(and(eq(watches.userId, userId), gt(watches.endsAt, now)))
    .orderBy(desc(watches.id));

/** All that run, of workers who have not left. */
export const findRunningWatches = async (reader: Reader, now: Date): Promise<WatchRow[]> => {
  const rows = await reader
    .select({ watch: watches })
    .from(watches)
    .innerJoin(users, eq(users.id, watches.userId))
    .where(and(gt(watches.endsAt, now), eq(users.role, "worker"), isNull(users.closedAt)))
    .orderBy(asc(watches.id));
  return rows.map(({ watch }) => watch);
};

export const isAnythingWatched = async (reader: Reader, now: Date): Promise<boolean> => {
  const rows = await reader
    .select({ id: watches.id })
    .from(watches)
    .where(gt(watches.endsAt, now))
    .limit(1);
  return rows.length > 0;
};

/** What the watch has found, the latest of each program last. */
export const findFindings = (reader: Reader, watchId: string): Promise<Finding[]> =>
  reader
    .select()
    .from(watchFindings)
    .where(eq(watchFindings.watchId, watchId))
    .orderBy(asc(watchFindings.foundAt));

/** Notes that the program stands at so many beds; whether it was told of is said once. */
export const noteFinding = async (tx: Writer, finding: Finding): Promise<void> => {
  await tx
    .insert(watchFindings)
    .values(finding)
    .onConflictDoUpdate({
      target: [watchFindings.watchId, watchFindings.programId, watchFindings.open],
      set: { foundAt: finding.foundAt },
    });
};

export const deleteWatch = async (tx: Writer, id: string): Promise<void> => {
  await tx.delete(watches).where(eq(watches.id, id));
};

/** With what they found, and the notices of it. */
export const deleteEndedWatches = async (tx: Writer, now: Date): Promise<void> => {
  await tx.delete(watches).where(lte(watches.endsAt, now));
};
