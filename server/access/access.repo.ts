import { eq } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { programs, programStaff, sites, users } from "../../db/schema/index.ts";
import type { ProgramAccess } from "./authorize.ts";
import type { SignedIn } from "./viewer.ts";

/** What access must know of a program; a program at no site is public. */
export const findProgramAccess = async (
  reader: Reader,
  programId: string,
): Promise<ProgramAccess | undefined> => {
  const [row] = await reader
    .select({ id: programs.id, visibility: sites.visibility })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, programId));
  return row && { id: row.id, visibility: row.visibility ?? "public" };
};

/** A person with role and programs, as it stands now. */
export const findPerson = async (reader: Reader, userId: string): Promise<SignedIn | undefined> => {
  const rows = await reader
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      programId: programStaff.programId,
      lead: programStaff.lead,
    })
    .from(users)
    .leftJoin(programStaff, eq(programStaff.userId, users.id))
    .where(eq(users.id, userId));
  const [first] = rows;
  if (!first) return undefined;
  const staffed = rows.flatMap((row) =>
    row.programId === null ? [] : [{ id: row.programId, lead: row.lead === true }],
  );
  return {
    kind: "user",
    userId: first.userId,
    name: first.name,
    email: first.email,
    role: first.role,
    programIds: new Set(staffed.map((program) => program.id)),
    leadOf: new Set(staffed.filter((program) => program.lead).map((program) => program.id)),
  };
};
