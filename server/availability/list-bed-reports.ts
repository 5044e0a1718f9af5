import type { Reader } from "../../db/client.ts";
import type { CountedProgram } from "../access/authorize.ts";
import { standingOf } from "../access/disclosure.ts";
import { invalid } from "../errors.ts";
import { countReports, findReports, hasReport, type ReportRow } from "./availability.repo.ts";
import type { BedReport, BedReportList } from "./contract.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The cursor names the last report seen: reports never change, so nothing repeats or is skipped. */
const toCursor = (reportId: string): string => Buffer.from(reportId).toString("base64url");

const readCursor = async (reader: Reader, programId: string, cursor: string): Promise<string> => {
  const reportId = Buffer.from(cursor, "base64url").toString();
  if (!uuid.test(reportId) || !(await hasReport(reader, programId, reportId))) {
    throw invalid("querystring/cursor", "is none that this list gave out");
  }
  return reportId;
};

/** Names of those who reported are for the program's own staff and for stewards. */
const toBedReport = (row: ReportRow, named: boolean): BedReport => ({
  id: row.id,
  pool_id: row.poolId,
  open: row.open,
  total: row.total,
  kept_for_missing: row.keptForMissing,
  observed_at: row.observedAt.toISOString(),
  received_at: row.receivedAt.toISOString(),
  source: row.source,
  reported_by: named ? row.reportedBy : null,
});

/**
 * A page of the program's bed reports, newest observation first.
 * @throws DomainError `invalid_input` when the cursor is none of this list's
 */
export const listBedReports = async (
  reader: Reader,
  program: CountedProgram,
  { limit = 20, cursor }: { limit?: number; cursor?: string },
): Promise<BedReportList> => {
  const after = cursor === undefined ? undefined : await readCursor(reader, program.id, cursor);
  const [total, rows] = await Promise.all([
    countReports(reader, program.id),
    findReports(reader, program.id, { limit: limit + 1, after }),
  ]);
  const named = ["provider_own", "steward"].includes(standingOf(program.viewer, program.id));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    total,
    items: rows.slice(0, limit).map((row) => toBedReport(row, named)),
    next: last ? toCursor(last.id) : null,
  };
};
