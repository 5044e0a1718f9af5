import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import type { Role } from "../../../db/codes.ts";
import {
  analystRegions,
  organizations,
  passkeys,
  programs,
  programStaff,
  sessions,
  twoFactors,
  users,
} from "../../../db/schema/index.ts";
import type { StandingMembership } from "./judge-membership.ts";

export interface NewInvitation {
  id: string;
  email: string;
  invitedBy: string | null;
  training: boolean;
  endsAt: Date;
}

/** Inserts an invited person; false where an account has the e-mail. */
export const insertInvited = async (
  tx: Writer,
  { endsAt, ...person }: NewInvitation,
  { name, role, organizationId }: Pick<StandingMembership, "name" | "role" | "organizationId">,
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .insert(users)
    .values({
      ...{ ...person, name, role, organizationId, invitationEndsAt: endsAt },
      ...{ createdAt: now, updatedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return rows.length > 0;
};

export const updatePerson = async (
  tx: Writer,
  userId: string,
  change: Partial<{
    name: string;
    role: Role;
    organizationId: string | null;
    invitationEndsAt: Date | null;
    closedAt: Date | null;
  }>,
  now: Date,
): Promise<void> => {
  await tx
    .update(users)
    .set({ ...change, updatedAt: now })
    .where(eq(users.id, userId));
};

/** Puts these regions and programs in place of those that the person had. */
export const replaceMembership = async (
  tx: Writer,
  userId: string,
  { regions, programs: staffed }: Pick<StandingMembership, "regions" | "programs">,
): Promise<void> => {
  await tx.delete(analystRegions).where(eq(analystRegions.userId, userId));
  await tx.delete(programStaff).where(eq(programStaff.userId, userId));
  if (regions.length > 0) {
    await tx.insert(analystRegions).values(regions.map((area) => ({ userId, area })));
  }
  if (staffed.length > 0) {
    const rows = staffed.map(({ id, lead }) => ({ userId, programId: id, lead }));
    await tx.insert(programStaff).values(rows);
  }
};

export const deleteSessionsOf = async (tx: Writer, userId: string): Promise<void> => {
  await tx.delete(sessions).where(eq(sessions.userId, userId));
};

export const deleteSecondFactor = async (tx: Writer, userId: string, now: Date): Promise<void> => {
  await tx.delete(twoFactors).where(eq(twoFactors.userId, userId));
  await tx.delete(passkeys).where(eq(passkeys.userId, userId));
  await tx
    .update(users)
    .set({ twoFactorEnabled: false, updatedAt: now })
    .where(eq(users.id, userId));
};

/** The organization of each of the programs that exist; with `trainingOnly`, of fictional ones. */
export const findProgramOrganizations = (
  reader: Reader,
  programIds: readonly string[],
  trainingOnly: boolean,
): Promise<{ id: string; organizationId: string }[]> =>
  reader
    .select({ id: programs.id, organizationId: programs.organizationId })
    .from(programs)
    .where(
      and(
        inArray(programs.id, [...programIds]),
        trainingOnly ? eq(programs.training, true) : undefined,
      ),
    );

/** Whether there is the organization; with `trainingOnly`, as a fictional one. */
export const hasOrganization = async (
  reader: Reader,
  id: string,
  trainingOnly: boolean,
): Promise<boolean> => {
  const rows = await reader
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(eq(organizations.id, id), trainingOnly ? eq(organizations.training, true) : undefined),
    );
  return rows.length > 0;
};

/** Whose accounts administer, each locked so that two who close each other take turns. */
export const lockAdministrators = async (tx: Writer): Promise<string[]> => {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.role, "administrator"),
        isNull(users.closedAt),
        isNull(users.invitationEndsAt),
        eq(users.training, false),
      ),
    )
    .orderBy(users.id)
    .for("update");
  return rows.map(({ id }) => id);
};
