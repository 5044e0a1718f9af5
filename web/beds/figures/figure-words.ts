import type { HoldState, ReportSource } from "../../api/schema.ts";
import { m } from "../../paraglide/messages.js";

/** What became of requests, as a word before its number. */
export const outcomeWords: Readonly<Record<HoldState, () => string>> = {
  waiting: m.figures_outcome_waiting,
  accepted: m.figures_outcome_accepted,
  arrived: m.figures_outcome_arrived,
  declined: m.figures_outcome_declined,
  expired: m.figures_outcome_expired,
  released: m.figures_outcome_released,
  no_show: m.figures_outcome_no_show,
};

export const sourceWords: Readonly<Record<ReportSource, () => string>> = {
  web: m.figures_source_web,
  link: m.figures_source_link,
  sms: m.figures_source_sms,
  call: m.figures_source_call,
  api: m.figures_source_api,
  import: m.figures_source_import,
};
