import { DomainError } from "../../errors.ts";
import {
  judgeBedReport,
  type NewReport,
  type Statement,
  type StoredPool,
} from "../judge-bed-report.ts";
import type { RowAnswer, RowOutcome } from "./contract.ts";
import { judgeRow, problemOf, type CountRow, type Problem } from "./count-row.ts";

export interface JudgedProgram {
  answers: RowAnswer[];
  reports: NewReport[];
  /** Pools whose current figures change, with the new ones. */
  changed: StoredPool[];
}

type PlacedRow = CountRow & { poolId: string; open: number; observedAt: string };

const figuresOf = (pool: StoredPool | undefined): NonNullable<RowAnswer["before"]> | null =>
  pool?.open == null || pool.observedAt === null
    ? null
    : {
        open: pool.open,
        total: pool.total,
        kept_for_missing: pool.keptForMissing ?? 0,
        observed_at: pool.observedAt.toISOString(),
      };

const says = (pool: StoredPool, row: PlacedRow): boolean =>
  pool.observedAt?.getTime() === Date.parse(row.observedAt) &&
  pool.open === row.open &&
  (row.total === undefined || pool.total === row.total) &&
  (row.keptForMissing === undefined || (pool.keptForMissing ?? 0) === row.keptForMissing);

const inputOf = ({ poolId, open, total, keptForMissing }: PlacedRow) => ({
  ...{ pool_id: poolId, open },
  ...(total === undefined ? {} : { total }),
  ...(keptForMissing === undefined ? {} : { kept_for_missing: keptForMissing }),
});

/** What is wrong with each row, alone and among the others, before the counts are added up. */
const findProblems = (pools: readonly StoredPool[], rows: readonly CountRow[], now: Date) => {
  const known = new Set(pools.map(({ id }) => id));
  const named = new Set<string>();
  return new Map(
    rows.map((row): [CountRow, Problem[]] => {
      const problems = judgeRow(row, now);
      const placed = row.poolId !== undefined && known.has(row.poolId);
      if (!placed && row.problems.every(({ field }) => field !== "pool")) {
        problems.push(problemOf("unknown_pool", "pool"));
      }
      if (row.poolId !== undefined && named.has(row.poolId)) {
        problems.push(problemOf("twice", "pool"));
      }
      if (row.poolId !== undefined) named.add(row.poolId);
      return [row, problems];
    }),
  );
};

/** Rows that were true at one moment are one statement, as one person makes it. */
const byMoment = (rows: readonly PlacedRow[]): [string, PlacedRow[]][] => {
  const groups = Map.groupBy(rows, ({ observedAt }) => observedAt);
  return [...groups].sort(([one], [other]) => Date.parse(one) - Date.parse(other));
};

/**
 * Judges the rows of one program by the rules of a single report: all of them count, or none does.
 * What stands already, word for word, is known and not written again.
 */
export const judgeProgramRows = (
  pools: readonly StoredPool[],
  rows: readonly CountRow[],
  statement: Statement,
  detailed: boolean,
): JudgedProgram => {
  const problems = findProblems(pools, rows, statement.now);
  const sound = rows.filter((row): row is PlacedRow => problems.get(row)?.length === 0);
  const standing = new Map(pools.map((pool) => [pool.id, pool]));
  const outcomes = new Map<CountRow, RowOutcome>();
  const reports: NewReport[] = [];
  const current = new Map<string, StoredPool>();

  const told: PlacedRow[] = [];
  for (const row of sound) {
    const pool = standing.get(row.poolId);
    if (pool && says(pool, row)) outcomes.set(row, "known");
    else told.push(row);
  }
  for (const [observedAt, group] of byMoment(told)) {
    try {
      const input = { pools: group.map(inputOf), observed_at: observedAt };
      const judged = judgeBedReport(pools, input, statement);
      reports.push(...judged.reports);
      for (const pool of judged.changed) current.set(pool.id, pool);
      for (const row of group) {
        outcomes.set(row, judged.superseded.includes(row.poolId) ? "to_history" : "saved");
      }
    } catch (error) {
      if (!(error instanceof DomainError) || !error.details.errors) throw error;
      for (const { path } of error.details.errors) {
        const row = group[Number(path.split("/")[2])];
        if (row) problems.get(row)?.push(problemOf("above_total", "open"));
      }
    }
  }
  const refused = [...problems.values()].some((found) => found.length > 0);
  const answers = rows.map((row): RowAnswer => {
    const own = problems.get(row) ?? [];
    const pool = row.poolId === undefined ? undefined : standing.get(row.poolId);
    return {
      row: row.row,
      program_id: row.programId ?? null,
      pool_id: pool?.id ?? null,
      outcome: refused ? "refused" : (outcomes.get(row) ?? "refused"),
      problems: refused && own.length === 0 ? [problemOf("other_row", null)] : own,
      ...(detailed && {
        pool: pool?.label ?? null,
        before: figuresOf(pool),
        after: refused ? null : figuresOf(pool && (current.get(pool.id) ?? pool)),
      }),
    };
  });
  return refused
    ? { answers, reports: [], changed: [] }
    : { answers, reports, changed: [...current.values()] };
};
