import type { Database } from "../../../db/client.ts";
import type { NoticeChannel, NoticeKind } from "../../../db/codes.ts";
import { defineJob, type JobQueue } from "../../../db/jobs.ts";
import { findReachable } from "../contact/contact-points.repo.ts";
import { insertNotices } from "./notices.repo.ts";

/** Sends one notice; six tries in about ten minutes, and again when an instance was killed at it. */
export const sendNoticeJob = defineJob<{ notice_id: string }>("send-notice", {
  retries: 6,
  retryDelay: 5,
  longestDelay: 240,
  expires: 60,
  atOnce: 4,
});

/** Something that people are to be told. */
export interface Occasion {
  /** Names what happened: whoever is told of it is told once. */
  event: string;
  kind: NoticeKind;
  userIds: readonly string[];
  holdId?: string;
  watchId?: string;
  /** When there is nothing left to tell. */
  endsAt: Date;
}

/**
 * Writes down who is to be told by which way, and queues the sending, in one transaction. Doing it
 * again for the same occasion adds nothing.
 * @returns how many notices it wrote
 */
export const planNotices = async (
  database: Database,
  jobs: JobQueue,
  channels: readonly NoticeChannel[],
  occasion: Occasion,
  now: Date,
): Promise<number> => {
  const { event, kind, userIds, holdId = null, watchId = null, endsAt } = occasion;
  if (userIds.length === 0 || endsAt <= now) return 0;
  const people = await findReachable(database.read, userIds);
  const rows = people.flatMap((person) =>
    channels
      .filter((channel) => person[channel])
      .map((channel) => ({
        ...{ event, kind, channel, holdId, watchId, endsAt, userId: person.userId },
        ...{ state: "planned" as const, plannedAt: now },
      })),
  );
  return database.transaction(async (tx) => {
    const ids = await insertNotices(tx, rows);
    for (const id of ids) await jobs.put(sendNoticeJob, { notice_id: id }, { tx });
    return ids.length;
  });
};
