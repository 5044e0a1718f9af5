import {
  gapActionValues,
  type GapAction,
  type Profile,
  type UnmetCounty,
} from "../../api/schema.ts";
import { count } from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import { profileInWords } from "../gap-words.ts";

export const actionWords: Readonly<Record<GapAction, () => string>> = {
  none: m.gap_action_none,
  untold: m.gap_action_untold,
  more_beds: m.gap_action_more_beds,
  care_for_counts: m.gap_action_care_for_counts,
  ask_programs: m.gap_action_ask_programs,
  train_or_contract: m.gap_action_train_or_contract,
  build: m.gap_action_build,
};

/** Actions from the largest to none, each with whom it is for; an action for nobody is left out. */
export const actionsFor = (
  { profiles: judged }: UnmetCounty,
  profiles: readonly Profile[],
): { action: GapAction; whom: string[] }[] => {
  const named = new Map(profiles.map((profile) => [profile.key, profileInWords(profile)]));
  return gapActionValues.toReversed().flatMap((action) => {
    const whom = judged.filter((each) => each.action === action);
    return whom.length === 0 ? [] : { action, whom: whom.map(({ key }) => named.get(key) ?? key) };
  });
};

/** A figure of demand; what is not told is said so. */
export const demandFigure = (figure: number | null): string =>
  figure === null ? m.gaps_withheld() : count(figure);
