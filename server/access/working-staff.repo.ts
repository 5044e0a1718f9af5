import { and, eq, isNull } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { programStaff, users } from "../../db/schema/index.ts";

/** Ids of all who work for the program, have accepted and have not left. */
export const findWorkingStaff = async (reader: Reader, programId: string): Promise<string[]> => {
  const rows = await reader
    .select({ userId: users.id })
    .from(programStaff)
    .innerJoin(users, eq(users.id, programStaff.userId))
    .where(
      and(
        eq(programStaff.programId, programId),
        eq(users.role, "provider"),
        isNull(users.closedAt),
        isNull(users.invitationEndsAt),
      ),
    );
  return rows.map(({ userId }) => userId);
};
