import { Type, type Static } from "typebox";
import { noticeChannels, noticeKinds, noticeOutcomes, noticeStates } from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

/** What administrators look for. `failed` has those whose end nobody saw; any may be `retried`, too. */
export const noticeViews = ["sent", "failed", "retried", "waiting", "skipped"] as const;
export type NoticeView = (typeof noticeViews)[number];
const View = Coded("NoticeView", noticeViews, "How notices went");

export const NoticeQuery = Type.Object(
  {
    view: Type.Optional(View),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Uuid),
  },
  { additionalProperties: false },
);
export type NoticeQuery = Static<typeof NoticeQuery>;

/** How one notice to one person by one way went. Neither what it said nor where it went. */
export const SentNotice = Named("SentNotice", {
  id: Uuid,
  kind: Coded("NoticeKind", noticeKinds, "What it is about"),
  channel: Coded("NoticeChannel", noticeChannels, "Way by which a notice goes"),
  person: Type.Object({ id: Type.String(), name: Type.String() }),
  state: Coded("NoticeState", noticeStates, "Where it stands"),
  outcome: Nullable(Coded("NoticeOutcome", noticeOutcomes, "Why it was not sent or delivered")),
  tries: Type.Integer({ description: "How often sending was begun" }),
  planned_at: Timestamp,
  sent_at: Nullable(Timestamp),
  delivered_at: Nullable(Timestamp),
});
export type SentNotice = Static<typeof SentNotice>;

export const SentNoticeList = Named("SentNoticeList", {
  total: Type.Integer(),
  items: Type.Array(SentNotice),
  next: Nullable(Uuid),
  views: Type.Object(
    Object.fromEntries(noticeViews.map((view) => [view, Type.Integer()])) as Record<
      NoticeView,
      ReturnType<typeof Type.Integer>
    >,
    { description: "How many there are of each" },
  ),
});
export type SentNoticeList = Static<typeof SentNoticeList>;
