import { sql } from "drizzle-orm";
import type { Database, Writer } from "./client.ts";

const channel = "harborlight_changes";

export const changeTopics = ["program", "hold"] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/** Something changed; whoever cares re-reads it, so order and repetition do not matter. */
export interface Change {
  topic: ChangeTopic;
  id: string;
}

/** Tells every instance, when the transaction commits, that this thing changed. */
export const announce = async (tx: Writer, topic: ChangeTopic, id: string): Promise<void> => {
  // Prepared, because a bed report waits for it: else the driver asks for its types first.
  await tx
    .select({ told: sql`true` })
    .from(sql`pg_notify(${channel}, ${`${topic}:${id}`})`)
    .prepare("announce")
    .execute();
};

/** Tells of many things of one topic at once, as `announce` does of one. */
export const announceAll = async (
  tx: Writer,
  topic: ChangeTopic,
  ids: readonly string[],
): Promise<void> => {
  await tx.execute(
    sql`select pg_notify(${channel}, ${`${topic}:`} || id) from json_array_elements_text(${JSON.stringify(ids)}::json) as id`,
  );
};

const parse = (payload: string): Change | undefined => {
  const [topic, id] = payload.split(":");
  const known = changeTopics.find((candidate) => candidate === topic);
  return known && id ? { topic: known, id } : undefined;
};

export interface ChangeListener {
  onChange(change: Change): void;
  /** The feed is (again) connected; changes before this moment may have been missed. */
  onConnected(): void;
}

/** Follows the feed on a connection of its own until `stop` is called; reconnects by itself. */
export const followChanges = async (
  database: Database,
  listener: ChangeListener,
): Promise<{ stop(): Promise<void> }> => {
  const subscription = await database.driver.listen(
    channel,
    (payload) => {
      const change = parse(payload);
      if (change) listener.onChange(change);
    },
    () => listener.onConnected(),
  );
  return { stop: () => subscription.unlisten() };
};
