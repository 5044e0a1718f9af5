import type { Db } from "pg-boss";
import postgres from "postgres";

/** The queue's own connections to a database. */
export interface BossDatabase extends Db {
  close(): Promise<void>;
}

// pg-boss writes its JSON itself, and a second encoding would make a text of it.
const json = {
  to: 3802,
  from: [114, 3802],
  serialize: (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
};

/**
 * Lets pg-boss speak through the driver that everything else uses, so that one `DATABASE_URL` means
 * the same to both.
 */
export const bossDatabase = (url: string, connections: number): BossDatabase => {
  const driver = postgres(url, {
    max: connections,
    types: { json },
    onnotice: () => undefined,
    connect_timeout: 5,
    idle_timeout: 60,
    backoff: (attempt) => Math.min(attempt / 10, 1),
  });

  /** A text that is a transaction of its own has a connection to itself, and leaves it as it was. */
  const alone = async (text: string) => {
    const connection = await driver.reserve();
    try {
      return await connection.unsafe(text);
    } catch (error) {
      await connection.unsafe("rollback");
      throw error;
    } finally {
      connection.release();
    }
  };

  return {
    executeSql: async (text, values = []) => {
      // What pg-boss leaves out is nothing to the database.
      const parameters = values.map((value) => value ?? null) as postgres.ParameterOrJSON<never>[];
      const isTransaction = parameters.length === 0 && /^\s*begin;/i.test(text);
      const answer = isTransaction ? await alone(text) : await driver.unsafe(text, parameters);
      // Of several statements each answers; the last of pg-boss's are the rows it asked for.
      const rows = answer.some(Array.isArray) ? answer.flat() : [...answer];
      return { rows };
    },
    listen: async (channel, onNotification, onReconnect) => {
      const subscription = await driver.listen(channel, onNotification, onReconnect);
      return { close: () => subscription.unlisten() };
    },
    close: () => driver.end({ timeout: 5 }),
  };
};
