import { and, desc, eq, gt, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import { notices, users } from "../../../db/schema/index.ts";
import { noticeViews, type NoticeView } from "./contract.ts";

const inView: Readonly<Record<NoticeView, SQL>> = {
  sent: inArray(notices.state, ["sent", "delivered"]),
  failed: inArray(notices.state, ["failed", "unknown"]),
  retried: gt(notices.tries, 1),
  waiting: inArray(notices.state, ["planned", "sending"]),
  skipped: eq(notices.state, "skipped"),
};

/** Whose notices: those of training accounts alone, or everybody's. */
interface Scope {
  trainingOnly: boolean;
}

const inScope = ({ trainingOnly }: Scope) => (trainingOnly ? eq(users.training, true) : undefined);

/** How many notices there are in each view, and altogether. */
export const countNotices = async (
  reader: Reader,
  scope: Scope,
): Promise<{ all: number; views: Record<NoticeView, number> }> => {
  const countOf = (view: NoticeView) =>
    sql<number>`count(*) filter (where ${inView[view]})`.mapWith(Number);
  const [row] = await reader
    .select({
      all: sql<number>`count(*)`.mapWith(Number),
      sent: countOf("sent"),
      failed: countOf("failed"),
      retried: countOf("retried"),
      waiting: countOf("waiting"),
      skipped: countOf("skipped"),
    })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
    .where(inScope(scope));
  const views = Object.fromEntries(noticeViews.map((view) => [view, row?.[view] ?? 0]));
  return { all: row?.all ?? 0, views: views as Record<NoticeView, number> };
};

/** Notices, newest first; `before` is the last of the page before. */
export const findNotices = (
  reader: Reader,
  scope: Scope,
  { view, before, most }: { view?: NoticeView; before?: string; most: number },
) =>
  reader
    .select({
      id: notices.id,
      kind: notices.kind,
      channel: notices.channel,
      userId: users.id,
      name: users.name,
      state: notices.state,
      outcome: notices.outcome,
      tries: notices.tries,
      plannedAt: notices.plannedAt,
      sentAt: notices.sentAt,
      deliveredAt: notices.deliveredAt,
    })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
    .where(
      and(
        inScope(scope),
        view && inView[view],
        before === undefined ? undefined : lt(notices.id, before),
      ),
    )
    .orderBy(desc(notices.id))
    .limit(most);
export type SentNoticeRow = Awaited<ReturnType<typeof findNotices>>[number];
