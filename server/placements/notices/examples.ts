import type { SentNotice, SentNoticeList } from "./contract.ts";

const notice: SentNotice = {
  id: "0199c5f0-0000-7000-8000-000000000701",
  kind: "request_asked",
  channel: "sms",
  person: { id: "0199c5f0-0000-7000-8000-000000000020", name: "Ana Reyes" },
  state: "failed",
  outcome: "unreachable",
  tries: 6,
  planned_at: "2026-03-02T02:30:00.000Z",
  sent_at: null,
  delivered_at: null,
};

export const sentNoticeExamples = {
  listNotices: {
    response: {
      total: 1,
      items: [notice],
      next: null,
      views: { sent: 41, failed: 1, retried: 2, waiting: 0, skipped: 3 },
    } satisfies SentNoticeList,
  },
} as const;
