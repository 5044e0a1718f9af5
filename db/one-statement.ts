import {
  PgDatabase,
  PgDialect,
  PgPreparedQuery,
  PgSession,
  type PreparedQueryConfig,
} from "drizzle-orm/pg-core";
import type { Query } from "drizzle-orm";
import { together, type Writer } from "./client.ts";

// What stands in the way of a bed writes to half a dozen tables. Each statement costs the server and
// this process about as much to send and to hear of as it costs to do, so that they go as one.

const dialect = new PgDialect();

/** Each statement's placeholders, counted on from those of the statements before it. */
const renumber = ({ sql, params }: Query, before: number): string =>
  params.length === 0
    ? sql
    : sql.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);

const asks = (sql: string): boolean => sql.startsWith("select ");

const compose = (queries: readonly Query[]): string => {
  let before = 0;
  const parts = queries.map((query) => {
    const part = renumber(query, before);
    before += query.params.length;
    return part;
  });
  const last = parts.pop() ?? "";
  if (parts.length === 0) return last;
  return `with ${parts.map((part, at) => `part_${at} as (${part})`).join(", ")} ${last}`;
};

const composed = new Map<string, string>();

/** The queries as one; its text is made once. */
const combine = (queries: readonly Query[]): Query => {
  const key = queries.map(({ sql }) => sql).join(";");
  const sql = composed.get(key) ?? compose(queries);
  composed.set(key, sql);
  return { sql, params: queries.flatMap(({ params }) => params) };
};

/** Takes statements in, and sends none. */
class Gathering extends PgSession {
  readonly #queries: Query[] = [];
  readonly #sent = Promise.withResolvers<[]>();
  #closed = false;

  constructor() {
    super(dialect);
    this.#sent.promise.catch(() => undefined);
  }

  take(query: Query): Promise<[]> {
    if (this.#closed) throw new Error("What goes as one statement is handed in at once.");
    this.#queries.push(query);
    return this.#sent.promise;
  }

  override prepareQuery<Config extends PreparedQueryConfig>(query: Query): PgPreparedQuery<Config> {
    return new Taken(query, this);
  }

  override transaction(): never {
    throw new Error("No transaction begins within a statement.");
  }

  /** Sends all that was taken. Of them one may ask, such as to notify; it goes last. */
  sendOn(session: Writer["_"]["session"]): void {
    this.#closed = true;
    const asking = this.#queries.filter(({ sql }) => asks(sql));
    if (asking.length > 1) throw new Error("One statement asks one thing.");
    const writing = this.#queries.filter(({ sql }) => !asks(sql));
    if (this.#queries.length === 0) return;
    session
      .prepareQuery(combine([...writing, ...asking]), undefined, "together", false)
      .execute()
      .then(() => this.#sent.resolve([]), this.#sent.reject);
  }
}

/** A statement that goes with others; of what it would answer nothing is told. */
class Taken<Config extends PreparedQueryConfig> extends PgPreparedQuery<Config> {
  readonly #gathering: Gathering;

  constructor(query: Query, gathering: Gathering) {
    super(query, undefined, undefined);
    this.#gathering = gathering;
  }

  override execute(): Promise<Config["execute"]> {
    return this.#gathering.take(this.query);
  }
}

/**
 * Sends the statements of all `writes` as a single one, and waits for it. They see the rows as they
 * were before, and none changes a row that another does; nothing is told of what they would return.
 * @param writes hands its statements to the writer that it gets before it waits for anything
 * @throws what the statement failed with; then none of them has happened
 */
export const inOneStatement = async (
  tx: Writer,
  writes: (batch: Writer) => readonly unknown[],
): Promise<void> => {
  const gathering = new Gathering();
  // It only takes in; that it is no transaction nobody who only writes can see.
  const batch = new PgDatabase(dialect, gathering, undefined) as unknown as Writer;
  const written = together(writes(batch));
  gathering.sendOn(tx._.session);
  await written;
};
