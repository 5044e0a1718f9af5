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

const beatTopic = "beat";

/** Sends a sign of life: when it comes back, everything announced before it has come too. */
export const sendBeat = async (database: Database, id: string): Promise<void> => {
  await database.driver.notify(channel, `${beatTopic}:${id}`);
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
  /** A sign of life that somebody sent came back. */
  onBeat?(id: string): void;
}

/** Follows the feed on a connection of its own until `stop` is called; reconnects by itself. */
export const followChanges = async (
  database: Database,
  listener: ChangeListener,
): Promise<{ stop(): Promise<void> }> => {
  let stopped = false;
  const subscription = await database.driver.listen(
    channel,
    (payload) => {
      if (stopped) return;
      const change = parse(payload);
      if (change) listener.onChange(change);
      else if (payload.startsWith(`${beatTopic}:`)) {
        listener.onBeat?.(payload.slice(beatTopic.length + 1));
      }
    },
    () => {
      if (!stopped) listener.onConnected();
    },
  );
  return {
    stop: () => {
      stopped = true;
      return subscription.unlisten();
    },
  };
};
