import type { Reader } from "../../../db/client.ts";
import type { Administration } from "../../access/authorize.ts";
import type { NoticeQuery, SentNotice, SentNoticeList } from "./contract.ts";
import { countNotices, findNotices, type SentNoticeRow } from "./list-notices.repo.ts";

const toSentNotice = (row: SentNoticeRow): SentNotice => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  person: { id: row.userId, name: row.name },
  state: row.state,
  outcome: row.outcome,
  tries: row.tries,
  planned_at: row.plannedAt.toISOString(),
  sent_at: row.sentAt?.toISOString() ?? null,
  delivered_at: row.deliveredAt?.toISOString() ?? null,
});

/** A page of the notices of the last 30 days and how each went, newest first. */
export const listNotices = async (
  reader: Reader,
  { trainingOnly }: Administration,
  { view, cursor, limit = 50 }: NoticeQuery,
): Promise<SentNoticeList> => {
  const [{ all, views }, rows] = await Promise.all([
    countNotices(reader, { trainingOnly }),
    findNotices(
      reader,
      { trainingOnly },
      { ...(view && { view }), ...(cursor && { before: cursor }), most: limit + 1 },
    ),
  ]);
  const page = rows.slice(0, limit);
  return {
    total: view ? views[view] : all,
    items: page.map(toSentNotice),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    views,
  };
};
