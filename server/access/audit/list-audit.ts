import type { Reader } from "../../../db/client.ts";
import type { Auditor } from "../authorize.ts";
import type { SignedIn } from "../viewer.ts";
import type { AuditEntry, AuditExportQuery, AuditList, AuditQuery } from "./contract.ts";
import { countEntries, findEntries, type AuditFilter, type AuditRow } from "./list-audit.repo.ts";

const toAuditEntry = (row: AuditRow): AuditEntry => ({
  id: row.id,
  position: row.position,
  at: row.at.toISOString(),
  actor: row.actor === null ? null : { id: row.actor, name: row.actorName },
  action: row.action,
  subject:
    row.subjectType === null || row.subjectId === null
      ? null
      : { type: row.subjectType, id: row.subjectId },
  facts: Object.entries(row.details)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value: String(value ?? "") })),
});

/** The filter that a query asks for. */
export const toAuditFilter = ({
  from,
  to,
  action,
  actor,
  subject,
}: AuditExportQuery): AuditFilter => ({
  ...(action === undefined ? {} : { action }),
  ...(actor === undefined ? {} : { actor }),
  ...(subject === undefined ? {} : { subject }),
  ...(from === undefined ? {} : { from: new Date(from) }),
  ...(to === undefined ? {} : { to: new Date(to) }),
});

const list = async (
  reader: Reader,
  filter: AuditFilter,
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<AuditList> => {
  const [total, rows] = await Promise.all([
    countEntries(reader, filter),
    findEntries(reader, filter, limit + 1, cursor),
  ]);
  const page = rows.slice(0, limit);
  return {
    total,
    items: page.map(toAuditEntry),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
};

/** A page of the whole audit, newest first. */
export const listAudit = (
  reader: Reader,
  _auditor: Auditor,
  query: AuditQuery,
): Promise<AuditList> => list(reader, toAuditFilter(query), query);

/** A page of what this person did; for provider staff also of what was done to their programs. */
export const listOwnAudit = (
  reader: Reader,
  viewer: SignedIn,
  query: Omit<AuditQuery, "actor">,
): Promise<AuditList> => {
  const programIds = viewer.role === "provider" ? [...viewer.programIds] : [];
  const concerning = { userId: viewer.userId, programIds };
  return list(reader, { ...toAuditFilter(query), concerning }, query);
};
