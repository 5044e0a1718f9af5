import type { Database } from "../../../db/client.ts";
import { lockNotice, markNotice } from "../notices/notices.repo.ts";

/**
 * Records what the gateway says of a message: also of one whose sending we did not see the end of.
 * An id that is no notice's, and word that comes again, change nothing.
 */
export const noteDelivery = (
  database: Database,
  { id, status }: { id: string; status: "delivered" | "failed" },
  now: Date,
): Promise<void> =>
  database.transaction(async (tx) => {
    const notice = await lockNotice(tx, id);
    if (notice?.channel !== "sms" || notice.state === "delivered") return;
    const sentAt = notice.sentAt ?? now;
    await (status === "delivered"
      ? markNotice(tx, id, { state: "delivered", outcome: null, sentAt, deliveredAt: now })
      : markNotice(tx, id, { state: "failed", outcome: "undelivered", sentAt }));
  });
