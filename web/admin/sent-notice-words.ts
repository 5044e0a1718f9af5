import type { NoticeKind, NoticeOutcome, NoticeState, NoticeView } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

export const noticeViewWords: Readonly<Record<NoticeView, () => string>> = {
  sent: m.sent_view_sent,
  failed: m.sent_view_failed,
  retried: m.sent_view_retried,
  waiting: m.sent_view_waiting,
  skipped: m.sent_view_skipped,
};

export const noticeKindWords: Readonly<Record<NoticeKind, () => string>> = {
  request_asked: m.sent_kind_request_asked,
  hold_accepted: m.sent_kind_hold_accepted,
  hold_declined: m.sent_kind_hold_declined,
  hold_taken_back: m.sent_kind_hold_taken_back,
  hold_expiring: m.sent_kind_hold_expiring,
  bed_opened: m.sent_kind_bed_opened,
};

export const noticeStateWords: Readonly<Record<NoticeState, () => string>> = {
  planned: m.sent_state_planned,
  sending: m.sent_state_sending,
  sent: m.sent_state_sent,
  delivered: m.sent_state_delivered,
  failed: m.sent_state_failed,
  unknown: m.sent_state_unknown,
  skipped: m.sent_state_skipped,
};

export const noticeOutcomeWords: Readonly<Record<NoticeOutcome, () => string>> = {
  overtaken: m.sent_outcome_overtaken,
  stopped: m.sent_outcome_stopped,
  no_address: m.sent_outcome_no_address,
  refused: m.sent_outcome_refused,
  unreachable: m.sent_outcome_unreachable,
  undelivered: m.sent_outcome_undelivered,
};
