import { asc, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Reader, Writer } from "../../../db/client.ts";
import { bedPools, bedReports, programs } from "../../../db/schema/index.ts";
import { statement, type Given } from "../../../db/statements.ts";
import type { NewReport, StoredPool } from "../judge-bed-report.ts";

const poolsOf = (reader: Reader, programIds: readonly string[]) =>
  reader
    .select()
    .from(bedPools)
    .where(inArray(bedPools.programId, [...programIds]))
    .orderBy(asc(bedPools.id));

/** Takes the lock of every pool of these programs, in the order of their ids as everybody does (rule 3). */
export const lockPoolsOf = (tx: Writer, programIds: readonly string[]): Promise<StoredPool[]> =>
  poolsOf(tx, programIds).for("update").execute();

/** The same pools as they are written, for whoever only asks what would change. */
export const findPoolsOf = (reader: Reader, programIds: readonly string[]): Promise<StoredPool[]> =>
  poolsOf(reader, programIds).execute();

const reportInsertion = statement((tx: Writer, { reports }: Given<"reports">) =>
  tx.insert(bedReports).select(
    sql`select id, pool_id, open, total, kept, observed_at, received_at, source, reported_by
      from json_to_recordset(${reports}::json) as stated(id uuid, pool_id uuid, open integer, total integer, kept integer, observed_at timestamptz, received_at timestamptz, source text, reported_by text)`,
  ),
);

/**
 * Adds the reports of a portion by one statement that is the same for any number of them: the
 * database plans it once.
 */
export const appendManyReports = async (
  tx: Writer,
  reports: readonly NewReport[],
): Promise<void> => {
  const rows = reports.map((report) => ({
    ...{ id: v7(), pool_id: report.poolId, open: report.open, total: report.total },
    ...{ kept: report.keptForMissing, observed_at: report.observedAt },
    ...{ received_at: report.receivedAt, source: report.source, reported_by: report.reportedBy },
  }));
  await reportInsertion(tx, { reports: JSON.stringify(rows) });
};

export interface NamedProgram {
  id: string;
  name: string;
}

export const findNames = (reader: Reader, programIds: readonly string[]): Promise<NamedProgram[]> =>
  reader
    .select({ id: programs.id, name: programs.name })
    .from(programs)
    .where(inArray(programs.id, [...programIds]))
    .orderBy(asc(programs.name));
