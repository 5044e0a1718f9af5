import { sql } from "drizzle-orm";
import type { Database, Writer } from "./client.ts";
import { statement, type Given } from "./statements.ts";

const channel = "harborlight_changes";

export const changeTopics = ["program", "hold"] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/** Something changed; whoever cares re-reads it, so order and repetition do not matter. */
export interface Change {
  topic: ChangeTopic;
  id: string;
}

const tell = statement((tx: Writer, { messages }: Given<"messages">) =>
  tx
    .select({ told: sql`pg_notify(${channel}, message)` })
    .from(sql`json_array_elements_text(${messages}::json) as message`),
);

/** Tells every instance, when the transaction commits, that these things changed. */
export const announceChanges = async (tx: Writer, changes: readonly Change[]): Promise<void> => {
  const messages = new Set(changes.map(({ topic, id }) => `${topic}:${id}`));
  if (messages.size > 0) await tell(tx, { messages: JSON.stringify([...messages]) });
};

/** Tells of one thing, as `announceChanges` does of several. */
export const announce = (tx: Writer, topic: ChangeTopic, id: string): Promise<void> =>
  announceChanges(tx, [{ topic, id }]);

/** Tells of many things of one topic. */
export const announceAll = (
  tx: Writer,
  topic: ChangeTopic,
  ids: readonly string[],
): Promise<void> =>
  announceChanges(
    tx,
    ids.map((id) => ({ topic, id })),
  );

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
