import type { Database } from "../../../db/client.ts";

// Any number; whoever writes to an index of Meilisearch, on any instance, takes the same one.
const indexing = 727_175;

/**
 * Does `work` if nobody else is at it, on any instance; the lock goes with the connection that holds
 * it. Answers undefined where another one is.
 */
export const holdLock = async <T>(
  { driver }: Pick<Database, "driver">,
  uid: string,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | undefined> => {
  const connection = await driver.reserve();
  try {
    const [lock] = await connection<{ held: boolean }[]>`
      select pg_try_advisory_lock(${indexing}, hashtext(${uid})) as held`;
    if (!lock?.held) return undefined;
    try {
      return { done: await work() };
    } finally {
      await connection`select pg_advisory_unlock(${indexing}, hashtext(${uid}))`;
    }
  } finally {
    connection.release();
  }
};
