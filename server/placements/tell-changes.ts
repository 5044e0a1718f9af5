import { announce } from "../../db/change-feed.ts";
import type { Writer } from "../../db/client.ts";
import { appendHistory, type ExpiredHold, type HoldEventRow } from "./holds.repo.ts";

/** The event of a hold that nobody answered or used in time: it happened at its own moment. */
export const expiryOf = ({ id, expiresAt }: ExpiredHold): HoldEventRow => ({
  ...{ holdId: id, move: "expire", party: "rule", actor: null, at: expiresAt },
});

/** Writes what happened into the holds' history, and tells every instance when it commits. */
export const tellChanges = async (
  tx: Writer,
  events: readonly HoldEventRow[],
  programIds: Iterable<string>,
): Promise<void> => {
  await Promise.all([
    appendHistory(tx, events),
    ...[...new Set(events.map(({ holdId }) => holdId))].map((id) => announce(tx, "hold", id)),
    ...[...new Set(programIds)].map((id) => announce(tx, "program", id)),
  ]);
};
