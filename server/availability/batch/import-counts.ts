import { stringify } from "csv-stringify/sync";
import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database, Reader } from "../../../db/client.ts";
import type { ReportablePrograms } from "../../access/authorize.ts";
import type { StoredPool } from "../judge-bed-report.ts";
import { findNames, findPoolsOf } from "./batch.repo.ts";
import type { BatchAnswer, CountImportQuery, RowField } from "./contract.ts";
import { problemOf, type CountRow, type Problem } from "./count-row.ts";
import { postBedReports } from "./post-bed-reports.ts";
import { readCountFile, type FileRow } from "./read-count-file.ts";

/** Case and width do not tell two names apart; accents do. */
const folded = (name: string): string => name.normalize("NFKC").toLocaleLowerCase("en");
/** HMIS writes ids without dashes. */
const bare = (id: string): string => id.toLowerCase().replaceAll("-", "");

/** What rows may name, each by its id or its name, so that ten thousand rows are ten thousand looks. */
interface Named {
  byId: ReadonlyMap<string, string>;
  byName: ReadonlyMap<string, string[]>;
  ids: readonly string[];
}

const nameAll = (things: readonly { id: string; name: string }[]): Named => ({
  byId: new Map(things.map(({ id }) => [bare(id), id])),
  byName: new Map(
    [...Map.groupBy(things, ({ name }) => folded(name))].map(([name, of]) => [
      name,
      of.map(({ id }) => id),
    ]),
  ),
  ids: things.map(({ id }) => id),
});

/** The own thing that a row means: by id, else by name, else the only one there is. */
const meant = (
  { byId, byName, ids }: Named,
  id: string | undefined,
  name: string | undefined,
): string | undefined => {
  if (id !== undefined) return byId.get(bare(id));
  const found = name === undefined ? ids : (byName.get(folded(name)) ?? []);
  return found.length === 1 ? found[0] : undefined;
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

interface OwnPrograms {
  programs: Named;
  poolsOf: ReadonlyMap<string, Named>;
}

const nothing = nameAll([]);

const toCountRow = (
  row: FileRow,
  position: number,
  { programs, poolsOf }: OwnPrograms,
  observedAt: string | undefined,
): CountRow => {
  const programId = meant(programs, row.program_id, row.program);
  const pools = poolsOf.get(programId ?? "") ?? nothing;
  const poolId = meant(pools, row.pool_id, row.pool);
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
  const named: OwnPrograms = {
    programs: nameAll(own),
    poolsOf: new Map(
      [...pools].map(([id, of]) => [
        id,
        nameAll(of.map((pool) => ({ ...pool, name: pool.label }))),
      ]),
    ),
  };
  const rows: CountRow[] = [];
  for (const [position, row] of given.entries()) {
    rows.push(toCountRow(row, position, named, observedAt));
    if (rows.length % 500 === 0) await nextTurn();
  }
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
