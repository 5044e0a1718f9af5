import { desc, eq } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { meetingPoints, programs } from "../../../db/schema/index.ts";

/**
 * Where to go instead of the site's address: as this program says, else as another program at the
 * site does. While one of them wants to be met elsewhere, the address of all is kept back.
 */
export const findDirections = async (
  reader: Reader,
  siteId: string,
  programId: string,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ directions: meetingPoints.directions })
    .from(meetingPoints)
    .innerJoin(programs, eq(programs.id, meetingPoints.programId))
    .where(eq(programs.siteId, siteId))
    .orderBy(desc(eq(meetingPoints.programId, programId)), meetingPoints.programId)
    .limit(1);
  return row?.directions;
};

export const setDirections = async (
  tx: Writer,
  row: typeof meetingPoints.$inferInsert,
): Promise<void> => {
  const { directions, changedBy, changedAt } = row;
  await tx.insert(meetingPoints).values(row).onConflictDoUpdate({
    target: meetingPoints.programId,
    set: { directions, changedBy, changedAt },
  });
};

/** Removes the program's meeting point; whether there was one. */
export const removeDirections = async (tx: Writer, programId: string): Promise<boolean> => {
  const rows = await tx
    .delete(meetingPoints)
    .where(eq(meetingPoints.programId, programId))
    .returning({ programId: meetingPoints.programId });
  return rows.length > 0;
};
