import { setImmediate as nextTurn } from "node:timers/promises";
import type postgres from "postgres";

/** What a transaction answers, and the last that it writes, which is already under way. */
export interface Ending<Answer> {
  readonly answer: Answer;
  readonly written: Promise<unknown>;
}

/** Only reads and locks: what would do no harm if the transaction could not begin. */
const isHarmless = (statement: string): boolean =>
  /^(select|with \w+ as \(select) /.test(statement);

/**
 * Runs `work` in one transaction that takes two round trips: what it sends first goes out with the
 * beginning, what it writes last with the commit right behind it. If a statement fails, that commit
 * is a rollback to the database.
 * @param work first sends statements that only read and lock, and waits for them
 * @throws what `work`, its last writing or the commit failed with; nothing has happened then
 */
export const inTwoTrips = async <Answer>(
  driver: postgres.Sql,
  work: (held: postgres.ReservedSql) => Promise<Ending<Answer>>,
): Promise<Answer> => {
  const held = await driver.reserve();
  let begun: "not yet" | "yes" | "failed" = "not yet";
  const guarded = new Proxy(held, {
    get: (target, name) => {
      if (name !== "unsafe") return Reflect.get(target, name) as unknown;
      return (...[statement, ...rest]: Parameters<typeof held.unsafe>) => {
        if (begun === "failed") throw new Error("The transaction could not begin.");
        if (begun === "yes" || isHarmless(statement)) return target.unsafe(statement, ...rest);
        throw new Error("What is sent before a transaction has begun only reads and locks.");
      };
    },
  });
  try {
    const beginning = held.unsafe("begin").then(
      () => (begun = "yes"),
      (error: unknown) => {
        begun = "failed";
        throw error;
      },
    );
    const working = work(guarded).then((ending) => {
      // Its failure is heard below.
      ending.written.catch(() => undefined);
      return ending;
    });
    const [outcome] = await Promise.allSettled([working, beginning]);
    await beginning;
    if (outcome.status === "rejected") throw outcome.reason;
    const { answer, written } = outcome.value;
    // What fails here, before the database hears of it, has failed by the next turn.
    await Promise.race([written, nextTurn()]);
    const [last, commit] = await Promise.allSettled([written, held.unsafe("commit")]);
    if (last.status === "rejected") throw last.reason;
    if (commit.status === "rejected") throw commit.reason;
    if (commit.value.command !== "COMMIT") throw new Error("The transaction was rolled back.");
    return answer;
  } catch (error) {
    // On a lost connection there is nothing to roll back.
    await held.unsafe("rollback").catch(() => undefined);
    throw error;
  } finally {
    held.release();
  }
};
