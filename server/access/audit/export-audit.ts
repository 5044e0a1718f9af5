import { stringify } from "csv-stringify";
import { pipeline, Readable } from "node:stream";
import type { Database, Reader } from "../../../db/client.ts";
import type { Auditor } from "../authorize.ts";
import type { AuditExportQuery } from "./contract.ts";
import { toAuditFilter } from "./list-audit.ts";
import { findEntries, type AuditFilter, type AuditRow } from "./list-audit.repo.ts";
import { recordAudit } from "./record-audit.ts";

const atOnce = 1000;
const columns = [
  "position",
  "id",
  "at",
  "actor",
  "action",
  "subject_type",
  "subject_id",
  "details",
  "hash",
];

const toRecord = (row: AuditRow): (string | number | null)[] => [
  ...[row.position, row.id, row.at.toISOString(), row.actor, row.action],
  ...[row.subjectType, row.subjectId, JSON.stringify(row.details), row.hash.toString("hex")],
];

const records = async function* (reader: Reader, filter: AuditFilter) {
  let after: string | undefined;
  for (;;) {
    const rows = await findEntries(reader, filter, atOnce, after);
    for (const row of rows) yield toRecord(row);
    after = rows.at(-1)?.id;
    if (rows.length < atOnce) return;
  }
};

/**
 * The entries that match as CSV, newest first, page by page. The export is audited before its first
 * line leaves; a cell that a spreadsheet would take for a formula is escaped.
 */
export const exportAudit = async (
  database: Database,
  auditor: Auditor,
  query: AuditExportQuery,
): Promise<Readable> => {
  const { action, actor, subject } = query;
  const filter = toAuditFilter(query);
  await database.transaction((tx) =>
    recordAudit(tx, {
      actor: auditor.viewer,
      action: "exported",
      subject: { type: "audit", id: "csv" },
      details: {
        ...(actor !== undefined && { actor }),
        ...(subject !== undefined && { subject }),
        ...(filter.from && { from: filter.from.toISOString() }),
        ...(filter.to && { to: filter.to.toISOString() }),
        ...(action && { actions: action.length }),
      },
    }),
  );
  const csv = stringify({ header: true, columns, escape_formulas: true });
  // A failure ends the CSV with it, and so reaches whoever reads.
  pipeline(Readable.from(records(database.read, filter)), csv, () => undefined);
  return csv;
};
