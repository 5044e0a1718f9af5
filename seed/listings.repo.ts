import { eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database, Writer } from "../db/client.ts";
import { bedPools, documents, organizations, programs, resources } from "../db/schema/index.ts";

/** Lets one seed write at a time, until its transaction ends, whichever instance runs it. */
export const waitForTurn = async (tx: Writer): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(727173)`);
};

/**
 * Inserts all rows in one statement with one parameter: hundreds of thousands of values would not
 * fit into PostgreSQL's 65,535 parameters. The first row says which columns are written.
 */
export const insertRows = async <T extends PgTable>(
  tx: Writer,
  table: T,
  rows: readonly T["$inferInsert"][],
  unlessThere = false,
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => name in first);
  const named = columns.map(([name, column]) => [name, column.name] as const);
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(named.map(([name, column]) => [column, Reflect.get(row, name) ?? null])),
    ),
  );
  const list = sql.join(
    named.map(([, column]) => sql.identifier(column)),
    sql`, `,
  );
  const ending = unlessThere ? sql` on conflict do nothing` : sql``;
  await tx.execute(
    sql`insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, ${json}::json)${ending}`,
  );
};

/** What a listing became; pools by their label. */
export interface Seeded {
  programId: string;
  siteId: string | null;
  poolIds: Record<string, string>;
}

/** What these keys already stand for. */
export const findSeeded = async (
  tx: Writer,
  keys: readonly string[],
): Promise<Map<string, Seeded>> => {
  const rows = await tx
    .select({
      key: sql<string>`${programs.seedKey}`,
      programId: programs.id,
      siteId: programs.siteId,
      poolId: bedPools.id,
      label: bedPools.label,
    })
    .from(programs)
    .leftJoin(bedPools, eq(bedPools.programId, programs.id))
    .where(inArray(programs.seedKey, [...keys]));
  const seeded = new Map<string, Seeded>();
  for (const { key, programId, siteId, poolId, label } of rows) {
    const entry = seeded.get(key) ?? { programId, siteId, poolIds: {} };
    if (poolId !== null && label !== null) entry.poolIds[label] = poolId;
    seeded.set(key, entry);
  }
  return seeded;
};

/** Ids of the documents with these keys. */
export const findDocuments = async (tx: Writer, keys: readonly string[]) => {
  const rows = await tx
    .select({ key: documents.key, id: documents.id })
    .from(documents)
    .where(inArray(documents.key, [...keys]));
  return new Map(rows.map(({ key, id }) => [key, id]));
};

/** Adds the organizations that are missing and answers the ids of all, by name. */
export const ensureOrganizations = async (
  tx: Writer,
  wanted: readonly (typeof organizations.$inferInsert)[],
) => {
  await insertRows(tx, organizations, wanted, true);
  const rows = await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(
      inArray(
        organizations.name,
        wanted.map(({ name }) => name),
      ),
    );
  return new Map(rows.map(({ id, name }) => [name, id]));
};

export const insertMissingDocuments = (
  tx: Writer,
  rows: readonly (typeof documents.$inferInsert)[],
) => insertRows(tx, documents, rows, true);

export const insertMissingResources = (
  tx: Writer,
  rows: readonly (typeof resources.$inferInsert)[],
) => insertRows(tx, resources, rows, true);

/** After a bulk load the planner would otherwise still believe the tables to be empty. */
export const gatherStatistics = async (database: Database): Promise<void> => {
  await database.driver`vacuum analyze`;
};
