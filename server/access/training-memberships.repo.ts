import { and, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import { analystRegions, organizations, programs, users } from "../../db/schema/index.ts";

/** The fictional organization of that name, made where it is not there; undefined: a real one has it. */
export const ensureTrainingOrganization = async (
  tx: Writer,
  name: string,
): Promise<string | undefined> => {
  await tx.insert(organizations).values({ name, training: true }).onConflictDoNothing();
  const [row] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(eq(organizations.name, name), eq(organizations.training, true)));
  return row?.id;
};

/** Whose program it is. */
export const findOrganizationOfProgram = async (
  tx: Writer,
  programId: string,
): Promise<string | undefined> => {
  const [row] = await tx
    .select({ id: programs.organizationId })
    .from(programs)
    .where(eq(programs.id, programId));
  return row?.id;
};

/** Gives the fictional people with these e-mails an organization, but for who has one. */
export const giveOrganization = async (
  tx: Writer,
  emails: readonly string[],
  organizationId: string,
): Promise<void> => {
  const lacking = and(
    inArray(users.email, [...emails]),
    eq(users.training, true),
    isNull(users.organizationId),
  );
  await tx.update(users).set({ organizationId }).where(lacking);
};

/** Gives the fictional analyst with this e-mail a region, but for who looks at one. */
export const giveRegion = async (tx: Writer, email: string, area: string): Promise<void> => {
  const looking = tx
    .select({ one: sql`1` })
    .from(analystRegions)
    .where(eq(analystRegions.userId, users.id));
  const lacking = and(
    eq(users.email, email),
    eq(users.training, true),
    eq(users.role, "analyst"),
    notExists(looking),
  );
  const people = await tx.select({ userId: users.id }).from(users).where(lacking);
  if (people.length === 0) return;
  await tx
    .insert(analystRegions)
    .values(people.map(({ userId }) => ({ userId, area })))
    .onConflictDoNothing();
};
