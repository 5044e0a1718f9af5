import { setImmediate as nextTurn } from "node:timers/promises";
import { announceAll } from "../../../db/change-feed.ts";
import { together, type Database } from "../../../db/client.ts";
import type { ReportSource } from "../../../db/codes.ts";
import { recordAudits } from "../../access/audit/record-audit.ts";
import type { ReportablePrograms } from "../../access/authorize.ts";
import { updateFigures } from "../availability.repo.ts";
import type { StoredPool } from "../judge-bed-report.ts";
import { appendManyReports, findPoolsOf, lockPoolsOf } from "./batch.repo.ts";
import type { BatchAnswer, BedReportBatch, RowAnswer } from "./contract.ts";
import { problemOf, type CountRow } from "./count-row.ts";
import { judgeProgramRows, type JudgedProgram } from "./judge-program-rows.ts";

/** Rows that one transaction writes: few enough that searches in between do not wait. */
const rowsAtOnce = 200;

export interface BatchContext {
  source: ReportSource;
  now: Date;
  /** Only say what would change. */
  dryRun: boolean;
  /** Answer with each row's figures before and after. */
  detailed: boolean;
}

type ProgramRows = [programId: string, rows: CountRow[]];

/** Programs with their rows, together in portions; a program is never torn apart. */
const portions = (programs: readonly ProgramRows[]): ProgramRows[][] => {
  const all: ProgramRows[][] = [];
  let size = rowsAtOnce;
  for (const program of programs) {
    if (size >= rowsAtOnce) {
      all.push([]);
      size = 0;
    }
    all.at(-1)?.push(program);
    size += program[1].length;
  }
  return all;
};

const judgePortion = (
  portion: readonly ProgramRows[],
  pools: readonly StoredPool[],
  viewer: ReportablePrograms["viewer"],
  { source, now, detailed }: BatchContext,
): Map<string, JudgedProgram> => {
  const poolsOf = Map.groupBy(pools, ({ programId }) => programId);
  const reportedBy = viewer.key === undefined ? viewer.userId : null;
  return new Map(
    portion.map(([programId, rows]) => [
      programId,
      judgeProgramRows(poolsOf.get(programId) ?? [], rows, { now, source, reportedBy }, detailed),
    ]),
  );
};

/** Writes one portion under the locks of its pools; answers what became of each row. */
const writePortion = (
  database: Database,
  { viewer }: ReportablePrograms,
  portion: readonly ProgramRows[],
  context: BatchContext,
): Promise<RowAnswer[]> =>
  database.transaction(async (tx) => {
    const programIds = portion.map(([programId]) => programId);
    const pools = await lockPoolsOf(tx, programIds);
    const judged = judgePortion(portion, pools, viewer, context);
    const written = [...judged].filter(([, { reports }]) => reports.length > 0);
    if (written.length > 0) {
      const { key } = viewer;
      await together([
        appendManyReports(
          tx,
          written.flatMap(([, { reports }]) => reports),
        ),
        updateFigures(
          tx,
          written.flatMap(([, { changed }]) => changed),
        ),
        announceAll(
          tx,
          "program",
          written.map(([programId]) => programId),
        ),
        recordAudits(
          tx,
          written.map(([id, { reports }]) => ({
            actor: key === undefined ? viewer : null,
            action: "beds_reported",
            subject: { type: "program", id },
            details: {
              ...{ source: context.source, pools: reports.length },
              ...(key !== undefined && { key }),
            },
          })),
        ),
      ]);
    }
    return [...judged.values()].flatMap(({ answers }) => answers);
  });

const sum = (rows: RowAnswer[], { dryRun, now }: BatchContext): BatchAnswer => {
  const of = (wanted: RowAnswer["outcome"]) =>
    rows.filter(({ outcome }) => outcome === wanted).length;
  return {
    ...{ dry_run: dryRun, received_at: now.toISOString() },
    ...{ saved: of("saved"), to_history: of("to_history"), known: of("known") },
    ...{ refused: of("refused"), rows: rows.sort((one, other) => one.row - other.row) },
  };
};

/**
 * States counts of many programs, each program whole or not at all, by the rules and under the locks
 * of a single report. Portions of them are written one after another: if the database goes away in
 * between, the same rows can be sent again, and those that stand already are known.
 * @returns what became of each row, in the order in which they were sent
 */
export const postBedReports = async (
  database: Database,
  programs: ReportablePrograms,
  rows: readonly CountRow[],
  context: BatchContext,
): Promise<BatchAnswer> => {
  const answers: RowAnswer[] = [];
  const own: CountRow[] = [];
  for (const row of rows) {
    if (row.programId !== undefined && programs.ids.has(row.programId)) own.push(row);
    else {
      const known = row.problems.some(({ field }) => field === "program");
      answers.push({
        ...{ row: row.row, program_id: null, pool_id: null, outcome: "refused" },
        problems: known ? [...row.problems] : [problemOf("unknown_program", "program")],
      });
    }
  }
  const byProgram = [...Map.groupBy(own, ({ programId }) => programId ?? "")];
  for (const portion of portions(byProgram)) {
    if (context.dryRun) {
      const ids = portion.map(([programId]) => programId);
      const pools = await findPoolsOf(database.read, ids);
      const judged = judgePortion(portion, pools, programs.viewer, context);
      for (const program of judged.values()) answers.push(...program.answers);
    } else answers.push(...(await writePortion(database, programs, portion, context)));
    // Whoever asks for a bed meanwhile is answered between two portions.
    await nextTurn();
  }
  return sum(answers, context);
};

/** The rows of a batch as they were sent. */
export const toCountRows = ({ reports }: BedReportBatch): CountRow[] =>
  reports.map((report, position) => ({
    ...{ row: position + 1, programId: report.program_id, poolId: report.pool_id },
    ...{ open: report.open, total: report.total, keptForMissing: report.kept_for_missing },
    ...{ observedAt: report.observed_at, problems: [] },
  }));
