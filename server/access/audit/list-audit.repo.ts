import { and, desc, eq, gte, inArray, lt, or, type SQL } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import type { AuditAction } from "../../../db/codes.ts";
import { auditChain, auditEntries, users } from "../../../db/schema/index.ts";

/** Which entries are meant; what is left out excludes nothing. */
export interface AuditFilter {
  action?: readonly AuditAction[];
  actor?: string;
  subject?: string;
  from?: Date;
  to?: Date;
  /** Only what this person did, or what was done to one of these programs. */
  concerning?: { userId: string; programIds: readonly string[] };
}

const concerns = ({ userId, programIds }: NonNullable<AuditFilter["concerning"]>) =>
  or(
    eq(auditEntries.actor, userId),
    programIds.length === 0
      ? undefined
      : and(
          eq(auditEntries.subjectType, "program"),
          inArray(auditEntries.subjectId, [...programIds]),
        ),
  );

const matching = ({ action, actor, subject, from, to, concerning }: AuditFilter): SQL | undefined =>
  and(
    action && action.length > 0 ? inArray(auditEntries.action, [...action]) : undefined,
    actor === undefined ? undefined : eq(auditEntries.actor, actor),
    subject === undefined ? undefined : eq(auditEntries.subjectId, subject),
    from && gte(auditEntries.at, from),
    to && lt(auditEntries.at, to),
    concerning && concerns(concerning),
  );

const newest = (reader: Reader, filter: AuditFilter, limit: number, after: string | undefined) =>
  reader
    .select({
      id: auditEntries.id,
      position: auditChain.position,
      hash: auditChain.hash,
      at: auditEntries.at,
      actor: auditEntries.actor,
      actorName: users.name,
      action: auditEntries.action,
      subjectType: auditEntries.subjectType,
      subjectId: auditEntries.subjectId,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .innerJoin(auditChain, eq(auditChain.entryId, auditEntries.id))
    .leftJoin(users, eq(users.id, auditEntries.actor))
    .where(and(matching(filter), after === undefined ? undefined : lt(auditEntries.id, after)))
    .orderBy(desc(auditEntries.id))
    .limit(limit);

export type AuditRow = Awaited<ReturnType<typeof newest>>[number];

/** The newest `limit` entries that match, from behind the entry `after`. */
export const findEntries = (
  reader: Reader,
  filter: AuditFilter,
  limit: number,
  after?: string,
): Promise<AuditRow[]> => newest(reader, filter, limit, after);

export const countEntries = (reader: Reader, filter: AuditFilter): Promise<number> =>
  reader.$count(auditEntries, matching(filter));
