import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../db/client.ts";
import { bedPools, bedReports, users } from "../../db/schema/index.ts";
import { insertionInto, statement, type Given } from "../../db/statements.ts";
import type { NewReport, StoredPool } from "./judge-bed-report.ts";

const poolLocks = statement((tx: Writer, { programId }: Given<"programId">) =>
  tx
    .select()
    .from(bedPools)
    .where(eq(bedPools.programId, programId))
    .orderBy(asc(bedPools.id))
    .for("update"),
);

/** Takes the lock of every pool of the program, always in the same order (rule 3). */
export const lockPools = (tx: Writer, programId: string): Promise<StoredPool[]> =>
  poolLocks(tx, { programId });

export const appendReports: (tx: Writer, reports: readonly NewReport[]) => Promise<void> =
  insertionInto(bedReports);

const figureUpdate = statement((tx: Writer, { figures }: Given<"figures">) =>
  tx
    .update(bedPools)
    .set({
      open: sql`stated.open`,
      total: sql`stated.total`,
      keptForMissing: sql`stated.kept`,
      observedAt: sql`stated.observed_at`,
      receivedAt: sql`stated.received_at`,
      source: sql`stated.source`,
      version: sql`stated.version`,
    })
    .from(
      sql`json_to_recordset(${figures}::json) as stated(id uuid, open integer, total integer, kept integer, observed_at timestamptz, received_at timestamptz, source text, version integer)`,
    )
    .where(eq(bedPools.id, sql`stated.id`)),
);

/** Writes the current figures of locked pools, all in one statement. */
export const updateFigures = async (tx: Writer, pools: readonly StoredPool[]): Promise<void> => {
  if (pools.length === 0) return;
  const figures = JSON.stringify(
    pools.map((pool) => ({
      ...{ id: pool.id, open: pool.open, total: pool.total, kept: pool.keptForMissing },
      ...{ observed_at: pool.observedAt, received_at: pool.receivedAt, source: pool.source },
      version: pool.version,
    })),
  );
  await figureUpdate(tx, { figures });
};

export interface ReportRow {
  id: string;
  poolId: string;
  open: number;
  total: number | null;
  keptForMissing: number;
  observedAt: Date;
  receivedAt: Date;
  source: StoredPool["source"] & string;
  reportedBy: string | null;
}

/** Reports of the program's pools, newest observation first, from after the report `after`. */
export const findReports = (
  reader: Reader,
  programId: string,
  page: { limit: number; after?: string | undefined },
): Promise<ReportRow[]> =>
  reader
    .select({
      id: bedReports.id,
      poolId: bedReports.poolId,
      open: bedReports.open,
      total: bedReports.total,
      keptForMissing: bedReports.keptForMissing,
      observedAt: bedReports.observedAt,
      receivedAt: bedReports.receivedAt,
      source: bedReports.source,
      reportedBy: users.name,
    })
    .from(bedReports)
    .innerJoin(bedPools, eq(bedPools.id, bedReports.poolId))
    .leftJoin(users, eq(users.id, bedReports.reportedBy))
    .where(
      and(
        eq(bedPools.programId, programId),
        page.after === undefined
          ? undefined
          : sql`(${bedReports.observedAt}, ${bedReports.id}) < (select r.observed_at, r.id from bed_reports r where r.id = ${page.after})`,
      ),
    )
    .orderBy(desc(bedReports.observedAt), desc(bedReports.id))
    .limit(page.limit);

export const countReports = async (reader: Reader, programId: string): Promise<number> => {
  const [row] = await reader
    .select({ reports: count() })
    .from(bedReports)
    .innerJoin(bedPools, eq(bedPools.id, bedReports.poolId))
    .where(eq(bedPools.programId, programId));
  return row?.reports ?? 0;
};

/** Whether the report is one of this program's. */
export const hasReport = async (
  reader: Reader,
  programId: string,
  reportId: string,
): Promise<boolean> => {
  const rows = await reader
    .select({ id: bedReports.id })
    .from(bedReports)
    .innerJoin(bedPools, eq(bedPools.id, bedReports.poolId))
    .where(and(eq(bedPools.programId, programId), eq(bedReports.id, reportId)));
  return rows.length > 0;
};
