import { announceChanges } from "../../db/change-feed.ts";
import type { Writer } from "../../db/client.ts";
import { appendHistory, type HoldEventRow } from "./holds.repo.ts";

/** The event of a hold that nobody answered or used in time: it happened at its own moment. */
export const expiryOf = (hold: { id: string; expiresAt: Date }): HoldEventRow => ({
  ...{ holdId: hold.id, move: "expire", party: "rule", actor: null, at: hold.expiresAt },
});

/** Writes what happened into the holds' history, and tells every instance when it commits. */
export const tellChanges = async (
  tx: Writer,
  events: readonly HoldEventRow[],
  programIds: readonly string[],
): Promise<void> => {
  await Promise.all([
    appendHistory(tx, events),
    announceChanges(tx, [
      ...events.map(({ holdId }) => ({ topic: "hold", id: holdId }) as const),
      ...programIds.map((id) => ({ topic: "program", id }) as const),
    ]),
  ]);
};
