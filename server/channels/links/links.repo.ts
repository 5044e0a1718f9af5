import { and, asc, desc, eq, gt, isNull, lt, sql, type SQL } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import type { LinkAction } from "../../../db/codes.ts";
import {
  bedPools,
  confirmLinks,
  confirmLinkUses,
  programs,
  programStaff,
  users,
} from "../../../db/schema/index.ts";

const usedActions = sql<LinkAction[]>`array(select u.action from confirm_link_uses u
  where u.link_id = ${confirmLinks.id} order by u.used_at)`;

/** A link with what decides whether it works. */
export interface KnownLink {
  id: string;
  programId: string;
  programName: string;
  programStatus: string;
  userId: string;
  training: boolean;
  closedAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
  used: LinkAction[];
}

export const findLinkByHash = async (
  reader: Reader,
  tokenHash: string,
): Promise<KnownLink | undefined> => {
  const [row] = await reader
    .select({
      id: confirmLinks.id,
      programId: confirmLinks.programId,
      programName: programs.name,
      programStatus: programs.status,
      userId: confirmLinks.userId,
      training: users.training,
      closedAt: users.closedAt,
      expiresAt: confirmLinks.expiresAt,
      revokedAt: confirmLinks.revokedAt,
      used: usedActions,
    })
    .from(confirmLinks)
    .innerJoin(programs, eq(programs.id, confirmLinks.programId))
    .innerJoin(users, eq(users.id, confirmLinks.userId))
    .where(eq(confirmLinks.tokenHash, tokenHash));
  return row;
};

export const insertLink = async (
  tx: Writer,
  link: typeof confirmLinks.$inferInsert,
): Promise<void> => {
  await tx.insert(confirmLinks).values(link);
};

/** Notes the action as used; false: it was used before, or is being used right now. */
export const insertUse = async (
  tx: Writer,
  use: typeof confirmLinkUses.$inferInsert,
): Promise<boolean> => {
  const rows = await tx
    .insert(confirmLinkUses)
    .values(use)
    .onConflictDoNothing()
    .returning({ action: confirmLinkUses.action });
  return rows.length > 0;
};

export const findPoolIds = async (reader: Reader, programId: string): Promise<string[]> => {
  const rows = await reader
    .select({ id: bedPools.id })
    .from(bedPools)
    .where(eq(bedPools.programId, programId))
    .orderBy(asc(bedPools.id));
  return rows.map(({ id }) => id);
};

const linksFrom = (reader: Reader, where: SQL | undefined) =>
  reader
    .select({
      id: confirmLinks.id,
      programId: confirmLinks.programId,
      userId: confirmLinks.userId,
      name: users.name,
      channel: confirmLinks.channel,
      sentBy: sql<
        string | null
      >`(select by.name from users by where by.id = ${confirmLinks.sentBy})`,
      createdAt: confirmLinks.createdAt,
      expiresAt: confirmLinks.expiresAt,
      revokedAt: confirmLinks.revokedAt,
      used: usedActions,
    })
    .from(confirmLinks)
    .innerJoin(users, eq(users.id, confirmLinks.userId))
    .where(where)
    .orderBy(desc(confirmLinks.createdAt), desc(confirmLinks.id))
    .limit(50);
export type LinkRow = Awaited<ReturnType<typeof linksFrom>>[number];

/** The program's links that have not expired, newest first. */
export const findRunningLinks = (
  reader: Reader,
  programId: string,
  now: Date,
): Promise<LinkRow[]> =>
  linksFrom(reader, and(eq(confirmLinks.programId, programId), gt(confirmLinks.expiresAt, now)));

export const findLink = async (reader: Reader, id: string): Promise<LinkRow | undefined> => {
  const [row] = await linksFrom(reader, eq(confirmLinks.id, id));
  return row;
};

export const endLink = async (tx: Writer, id: string, now: Date): Promise<boolean> => {
  const rows = await tx
    .update(confirmLinks)
    .set({ revokedAt: now })
    .where(and(eq(confirmLinks.id, id), isNull(confirmLinks.revokedAt)))
    .returning({ id: confirmLinks.id });
  return rows.length > 0;
};

/** Removes links that expired before this moment; how many they were. */
export const deleteLinks = async (tx: Writer, before: Date): Promise<number> => {
  const rows = await tx
    .delete(confirmLinks)
    .where(lt(confirmLinks.expiresAt, before))
    .returning({ id: confirmLinks.id });
  return rows.length;
};

export interface LinkReader {
  id: string;
  name: string;
  email: string;
}

/** Who works for the program with an account that is open, by name. */
export const findProgramStaff = (
  reader: Reader,
  programId: string,
): Promise<(LinkReader & { lead: boolean })[]> =>
  reader
    .select({ id: users.id, name: users.name, email: users.email, lead: programStaff.lead })
    .from(programStaff)
    .innerJoin(users, eq(users.id, programStaff.userId))
    .where(
      and(
        eq(programStaff.programId, programId),
        eq(users.role, "provider"),
        isNull(users.closedAt),
      ),
    )
    .orderBy(asc(users.name), asc(users.id));
