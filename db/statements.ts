import { Param, Placeholder, eq, getTableColumns, is, sql } from "drizzle-orm";
import type { Query } from "drizzle-orm";
import {
  PgDatabase,
  PgDialect,
  PgPreparedQuery,
  PgSession,
  type PgColumn,
  type PgInsertValue,
  type PgTable,
  type PreparedQueryConfig,
  type SelectedFieldsOrdered,
} from "drizzle-orm/pg-core";
import type { Reader, Writer } from "./client.ts";

// Drizzle writes a statement's SQL anew whenever one is sent, which costs more than the sending. What
// stands in the way of a bed is written once here, and then sent on whichever transaction asks.

type Values = Readonly<Record<string, unknown>>;
type Session = Reader["_"]["session"];
type Mapper<Config extends PreparedQueryConfig> = (rows: unknown[][]) => Config["execute"];

/** What a statement gets each time that it is sent, by name. */
export type Given<Name extends string> = Readonly<Record<Name, Placeholder>>;

const given = new Proxy<Given<string>>({}, { get: (_, name) => sql.placeholder(String(name)) });

const valueOf = (values: Values, name: string): unknown => {
  if (name in values) return values[name];
  throw new Error(`The statement was sent without its ${name}.`);
};

// A comparison leaves what it is given as it is; a moment goes to the database as text.
const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

const fill = (param: unknown, values: Values): unknown => {
  if (is(param, Placeholder)) return plain(valueOf(values, param.name));
  if (!is(param, Param) || !is(param.value, Placeholder)) return param;
  const value = valueOf(values, param.value.name);
  return value === null ? null : param.encoder.mapToDriverValue(value);
};

/** A statement as it was written, of no session. */
class Written<Config extends PreparedQueryConfig> extends PgPreparedQuery<Config> {
  /** Drizzle sets it when the statement is a join: which of the tables may have no row. */
  joinsNotNullableMap: unknown;
  readonly #fields: SelectedFieldsOrdered | undefined;
  readonly #isArray: boolean;
  readonly #mapper: Mapper<Config> | undefined;

  constructor(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    isArray: boolean,
    mapper: Mapper<Config> | undefined,
  ) {
    super(query, undefined, undefined);
    this.#fields = fields;
    this.#isArray = isArray;
    this.#mapper = mapper;
  }

  override execute(): Promise<Config["execute"]> {
    throw new Error("A written statement is sent on a session.");
  }

  /** Sends it on the session; the driver prepares it there the first time. */
  send(session: Session, values: Values): Promise<Config["execute"]> {
    const params = this.query.params.map((param) => fill(param, values));
    const prepared = session.prepareQuery<Config>(
      { ...this.query, params },
      this.#fields,
      "written",
      this.#isArray,
      this.#mapper,
    );
    Object.assign(prepared, { joinsNotNullableMap: this.joinsNotNullableMap });
    return prepared.execute();
  }
}

/** Where statements are written: nothing is sent from here. */
class Desk extends PgSession {
  override prepareQuery<Config extends PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    _name: string | undefined,
    isArray: boolean,
    mapper?: Mapper<Config>,
  ): PgPreparedQuery<Config> {
    return new Written(query, fields, isArray, mapper);
  }

  override transaction(): never {
    throw new Error("Nothing is sent while statements are written.");
  }
}

const dialect = new PgDialect();
// It only builds; what it builds is sent on the reader or transaction that is asked with.
const desk = new PgDatabase(dialect, new Desk(dialect), undefined) as unknown as Writer;

interface Statement<Config extends PreparedQueryConfig> {
  prepare(name: string): PgPreparedQuery<Config>;
}

const write = <Config extends PreparedQueryConfig>(statement: Statement<Config>) => {
  const written = statement.prepare("written");
  if (written instanceof Written) return written as Written<Config>;
  throw new Error("Drizzle has written a statement elsewhere.");
};

/**
 * A statement that is written once, when it is first sent, with what it is given as placeholders:
 * `statement((tx: Writer, { id }: Given<"id">) => tx.select()…)`, then `send(tx, { id })`.
 */
export const statement = <
  On extends Reader,
  Name extends string,
  Config extends PreparedQueryConfig,
>(
  build: (on: On, given: Given<Name>) => Statement<Config>,
) => {
  let written: Written<Config> | undefined;
  return (on: On, values: Readonly<Record<Name, unknown>>): Promise<Config["execute"]> => {
    // A writer is a reader too, so that the desk serves for both.
    written ??= write(build(desk as unknown as On, given));
    return written.send(on._.session, values);
  };
};

const namesOf = (row: object): string[] =>
  Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [name]));

/** What completes a row of the table with what the schema, not the database, makes for columns left out. */
const completing = (table: PgTable) => {
  const makers = Object.entries(getTableColumns(table)).flatMap(([name, { defaultFn }]) =>
    defaultFn ? [[name, defaultFn] as const] : [],
  );
  return (row: object): Values => {
    const made = makers
      .filter(([name]) => !(name in row))
      .map(([name, make]) => [name, make()] as const);
    return { ...Object.fromEntries(made), ...row };
  };
};

/** Adds rows that state the same columns, by a statement written once for each number of them. */
export const insertionInto = <Table extends PgTable>(table: Table) => {
  const written = new Map<string, Written<PreparedQueryConfig>>();
  const complete = completing(table);
  const insertion = (names: readonly string[], count: number) => {
    const slots = Array.from({ length: count }, (_, at) =>
      Object.fromEntries(names.map((name) => [name, given[`${name}_${at}`]])),
    );
    return write(desk.insert(table).values(slots as PgInsertValue<Table>[]));
  };
  return async (tx: Writer, rows: readonly Table["$inferInsert"][]): Promise<void> => {
    const [first, ...others] = rows.map(complete);
    if (first === undefined) return;
    const names = namesOf(first);
    if (others.some((row) => namesOf(row).join() !== names.join())) {
      throw new Error("Rows that are added together state the same columns.");
    }
    const key = [rows.length, ...names].join();
    const known = written.get(key) ?? insertion(names, rows.length);
    written.set(key, known);
    const values = [first, ...others].flatMap((row, at) =>
      namesOf(row).map((name) => [`${name}_${at}`, row[name]] as const),
    );
    await known.send(tx._.session, Object.fromEntries(values));
  };
};

/** Changes the row with this id, by a statement written once for each set of columns. */
export const updateOf = <Table extends PgTable, Row extends object = Table["$inferSelect"]>(
  table: Table,
  id: PgColumn,
) => {
  const written = new Map<string, Written<PreparedQueryConfig>>();
  const update = (names: readonly string[]) => {
    const slots = Object.fromEntries(names.map((name) => [name, given[`new_${name}`]]));
    return write(desk.update<PgTable>(table).set(slots).where(eq(id, given["id"])));
  };
  return async (tx: Writer, rowId: string, change: Readonly<Partial<Row>>): Promise<void> => {
    const names = namesOf(change);
    const key = names.join();
    const known = written.get(key) ?? update(names);
    written.set(key, known);
    const values = Object.entries(change).map(([name, value]) => [`new_${name}`, value] as const);
    await known.send(tx._.session, { ...Object.fromEntries(values), id: rowId });
  };
};
