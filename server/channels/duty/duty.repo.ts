import { and, eq, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { dutyExceptions, dutyShifts, programs, sites } from "../../../db/schema/index.ts";

/** The zone of the program's site; null: at no site. */
export const findTimeZone = async (reader: Reader, programId: string): Promise<string | null> => {
  const [row] = await reader
    .select({ timeZone: sites.timeZone })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, programId));
  return row?.timeZone ?? null;
};

/** Replaces the week's plan and the exceptions from this date on; earlier ones are history. */
export const replaceDuty = async (
  tx: Writer,
  programId: string,
  from: string,
  plan: {
    shifts: (typeof dutyShifts.$inferInsert)[];
    exceptions: (typeof dutyExceptions.$inferInsert)[];
  },
): Promise<void> => {
  await tx.delete(dutyShifts).where(eq(dutyShifts.programId, programId));
  await tx
    .delete(dutyExceptions)
    .where(
      and(eq(dutyExceptions.programId, programId), sql`${dutyExceptions.day} >= ${from}::date`),
    );
  if (plan.shifts.length > 0) await tx.insert(dutyShifts).values(plan.shifts);
  if (plan.exceptions.length > 0) await tx.insert(dutyExceptions).values(plan.exceptions);
};
