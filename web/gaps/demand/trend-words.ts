import type {
  AcceptedByWait,
  DeclineReason,
  DemandByAge,
  DemandByBarrier,
} from "../../api/schema.ts";
import { ageRange } from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import { declineWords } from "../../requests/hold-words.ts";
import { criterionWords } from "../../words/codes.ts";
import type { DemandTrend } from "./demand-trends.ts";

type Words<Code extends string> = Readonly<Record<Code, () => string>>;

const ageWords: Words<keyof DemandByAge> = {
  "0_11": () => ageRange({ min: null, max: 11 }),
  "12_13": () => ageRange({ min: 12, max: 13 }),
  "14_15": () => ageRange({ min: 14, max: 15 }),
  "16_17": () => ageRange({ min: 16, max: 17 }),
  "18_25": () => ageRange({ min: 18, max: 25 }),
};
const barrierWords: Words<keyof DemandByBarrier> = {
  ...criterionWords,
  none_alone: m.trend_barrier_none_alone,
};
const waitWords: Words<keyof AcceptedByWait> = {
  "0_15": m.trend_wait_0_15,
  "15_30": m.trend_wait_15_30,
  "30_60": m.trend_wait_30_60,
  "60_120": m.trend_wait_60_120,
  over_120: m.trend_wait_over_120,
};
const reasonWords: Words<DeclineReason> = declineWords;

export const trendTitles: Words<DemandTrend> = {
  searches: m.def_searches,
  searches_by_age: m.trend_searches_by_age,
  open_bed: m.def_open_bed,
  without_open_bed: m.def_no_open_bed,
  without_fit: m.def_no_fit,
  without_fit_by_age: m.trend_no_fit_by_age,
  barriers: m.def_barrier,
  requests: m.def_requests,
  accepted: m.def_accepted,
  waits: m.def_wait,
  not_accepted: m.def_not_accepted,
  declines: m.def_declines,
  reasons: m.trend_reasons,
};

/** Words of each line of a trend, by its code; of one line its title. */
export const trendLines = (trend: DemandTrend): Readonly<Record<string, () => string>> => {
  switch (trend) {
    case "searches_by_age":
    case "without_fit_by_age":
      return ageWords;
    case "barriers":
      return barrierWords;
    case "waits":
      return waitWords;
    case "reasons":
      return reasonWords;
    default:
      return { "": trendTitles[trend] };
  }
};
