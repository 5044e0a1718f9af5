import type { Gender, Match } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

/** Who the need is about, for sentences that speak of one person. */
export type Who = "her" | "youth";
export const whoOf = (gender: Gender | undefined): Who => (gender === "girl" ? "her" : "youth");

interface GroupWords {
  title: (who: { who: Who }) => string;
  /** Opened at once; what is last is folded. */
  hint: (() => string) | undefined;
}

const withBeds: Readonly<Record<number, GroupWords>> = {
  1: { title: m.group_open_now, hint: undefined },
  2: { title: m.group_open_check, hint: m.group_open_check_hint },
  3: { title: m.group_ask_open, hint: undefined },
  4: { title: m.group_fits_uncounted, hint: m.group_uncounted_hint },
  5: { title: m.group_ask_uncounted, hint: undefined },
  6: { title: m.group_full, hint: m.group_full_hint },
};

const withoutBeds: Readonly<Record<Match["verdict"], GroupWords>> = {
  fits: { title: m.group_fits, hint: undefined },
  ask: { title: m.group_ask, hint: undefined },
  excluded: { title: m.group_ask, hint: undefined },
};

export interface MatchGroup {
  key: string;
  words: GroupWords;
  matches: Match[];
}

/** Matches in their order, cut into groups with one heading each. */
export const groupMatches = (matches: readonly Match[], forBeds: boolean): MatchGroup[] => {
  const groups: MatchGroup[] = [];
  for (const match of matches) {
    const words = forBeds ? withBeds[match.tier] : withoutBeds[match.verdict];
    if (!words) continue;
    const key = forBeds ? `tier-${match.tier}` : match.verdict;
    const last = groups.at(-1);
    if (last?.key === key) last.matches.push(match);
    else groups.push({ key, words, matches: [match] });
  }
  return groups;
};
