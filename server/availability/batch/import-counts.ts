import { stringify } from "csv-stringify/sync";
import type { Readable } from "node:stream";
import type { Database, Reader } from "../../../db/client.ts";
import type { ReportablePrograms } from "../../access/authorize.ts";
import type { StoredPool } from "../judge-bed-report.ts";
import { findNames, findPoolsOf, type NamedProgram } from "./batch.repo.ts";
import type { BatchAnswer, CountImportQuery, RowField } from "./contract.ts";
import { problemOf, type CountRow, type Problem } from "./count-row.ts";
import { postBedReports } from "./post-bed-reports.ts";
import { readCountFile, type FileRow } from "./read-count-file.ts";

const same = (one: string, other: string): boolean =>
  one.localeCompare(other, "en", { sensitivity: "accent" }) === 0;

/** The own program that a row means: by id, else by name, else the only one there is. */
const programOf = (row: FileRow, own: readonly NamedProgram[]): string | undefined => {
  const { program_id: id, program: name } = row;
  if (id !== undefined) {
    // HMIS writes ids without dashes.
    const bare = id.toLowerCase().replaceAll("-", "");
    return own.find((program) => program.id.replaceAll("-", "") === bare)?.id;
  }
  const meant = name === undefined ? own : own.filter((program) => same(program.name, name));
  return meant.length === 1 ? meant[0]?.id : undefined;
};

const poolOf = (row: FileRow, pools: readonly StoredPool[]): string | undefined => {
  const { pool_id: id, pool: label } = row;
  if (id !== undefined) {
    const bare = id.toLowerCase().replaceAll("-", "");
    return pools.find((pool) => pool.id.replaceAll("-", "") === bare)?.id;
  }
  const meant = label === undefined ? pools : pools.filter((pool) => same(pool.label, label));
  return meant.length === 1 ? meant[0]?.id : undefined;
};

/** A cell as a number; what is none is a problem of its own. */
const numberIn = (
  text: string | undefined,
  field: RowField,
  problems: Problem[],
): number | undefined => {
  if (text === undefined) return undefined;
  if (/^-?\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  problems.push(problemOf("not_whole", field));
  return undefined;
};

const toCountRow = (
  row: FileRow,
  position: number,
  own: readonly NamedProgram[],
  pools: ReadonlyMap<string, StoredPool[]>,
  observedAt: string | undefined,
): CountRow => {
  const programId = programOf(row, own);
  const poolId = programId === undefined ? undefined : poolOf(row, pools.get(programId) ?? []);
  const problems: Problem[] = [];
  if (programId === undefined) problems.push(problemOf("unknown_program", "program"));
  else if (poolId === undefined) problems.push(problemOf("unknown_pool", "pool"));
  return {
    ...{ row: position + 1, programId, poolId },
    open: numberIn(row.open, "open", problems),
    total: numberIn(row.total, "total", problems),
    keptForMissing: numberIn(row.kept_for_missing, "kept_for_missing", problems),
    observedAt: row.observed_at ?? observedAt,
    problems,
  };
};

const ownPrograms = async (reader: Reader, { ids }: ReportablePrograms) => {
  const all = [...ids];
  if (all.length === 0) return { own: [], pools: new Map<string, StoredPool[]>() };
  const [own, pools] = await Promise.all([findNames(reader, all), findPoolsOf(reader, all)]);
  return { own, pools: Map.groupBy(pools, ({ programId }) => programId) };
};

/**
 * States the counts of an inventory file, or only says what they would change: each program whole or
 * not at all, with an answer to each row.
 * @throws DomainError `body_too_large`, `unreadable_csv`
 */
export const importCounts = async (
  database: Database,
  programs: ReportablePrograms,
  file: { body: Readable; length: number | undefined },
  { dry_run: dryRun = false, observed_at: observedAt }: CountImportQuery,
  now: Date,
): Promise<BatchAnswer> => {
  const given = await readCountFile(file.body, file.length);
  const { own, pools } = await ownPrograms(database.read, programs);
  const rows = given.map((row, position) => toCountRow(row, position, own, pools, observedAt));
  return postBedReports(database, programs, rows, {
    source: "import",
    now,
    dryRun,
    detailed: true,
  });
};

const head = [
  "program_id",
  "program",
  "pool_id",
  "pool",
  "open",
  "total",
  "kept_for_missing",
  "observed_at",
];

/** An inventory file with a row for each own pool: the counts are left empty, to be filled in. */
export const writeTemplate = async (
  reader: Reader,
  programs: ReportablePrograms,
): Promise<string> => {
  const { own, pools } = await ownPrograms(reader, programs);
  const rows = own.flatMap(({ id, name }) =>
    (pools.get(id) ?? []).map((pool) => [
      ...[id, name, pool.id, pool.label, "", pool.total ?? "", pool.keptForMissing ?? "", ""],
    ]),
  );
  // The mark tells spreadsheets that it is UTF-8.
  return stringify([head, ...rows], { bom: true, escape_formulas: true });
};
