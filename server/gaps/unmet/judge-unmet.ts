import type { Gap } from "../coverage/judge-gap.ts";

/** What would help a county, by what stands in the way; `untold`: that is its own analysts' to see. */
export const actions = [
  "none",
  "untold",
  "more_beds",
  "care_for_counts",
  "ask_programs",
  "train_or_contract",
  "build",
] as const;
export type GapAction = (typeof actions)[number];

const actionOf: Readonly<Record<Gap, GapAction>> = {
  open_bed: "none",
  full: "more_beds",
  uncounted: "care_for_counts",
  unsaid: "ask_programs",
  barred: "train_or_contract",
  nothing: "build",
  untold: "untold",
};

export const judgeUnmet = (gap: Gap): GapAction => actionOf[gap];
