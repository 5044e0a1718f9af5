import type { Beds, Freshness } from "../api/schema.ts";
import { count, relativeTime } from "../format.ts";
import { m } from "../paraglide/messages.js";
import type { Mark } from "../ui/mark.ts";

const hour = 3_600_000;
/** Hours after its observation in which a count is fresh, and in which it is aging. */
const freshHours = 4;
const agingHours = 12;

/**
 * How old a count is at `now` (milliseconds): a page that stays open must not show as fresh what
 * was fresh when it was loaded.
 */
export const freshnessAt = (observedAt: string | null, now: number): Freshness => {
  if (observedAt === null) return "never";
  const age = now - Date.parse(observedAt);
  if (age <= freshHours * hour) return "fresh";
  return age <= agingHours * hour ? "aging" : "stale";
};

type Count = Pick<Beds, "open" | "observed_at">;

/** "3 open, confirmed 22 minutes ago"; an old count is never worded like one to rely on. */
export const countInWords = ({ open, observed_at: observedAt }: Count, now: number): string => {
  if (open === null || observedAt === null) return m.count_never();
  const ago = relativeTime(observedAt, now);
  const words = { count: open, open: count(open), ago };
  switch (freshnessAt(observedAt, now)) {
    case "fresh":
      return open === 0 ? m.count_full({ ago }) : m.count_fresh(words);
    case "aging":
      return open === 0 ? m.count_full_aging({ ago }) : m.count_aging(words);
    case "stale":
      return m.count_stale(words);
    case "never":
      return m.count_never();
  }
};

/** The shape of a count that is not judged against a need. */
export const countMark = ({ open, observed_at: observedAt }: Count, now: number): Mark => {
  const age = freshnessAt(observedAt, now);
  if (open === null || age === "stale" || age === "never") {
    return { shape: "circle", fill: "dashed", tone: "full", text: "?" };
  }
  if (open === 0) return { shape: "circle", fill: "hollow", tone: "full", text: "0" };
  return { shape: "circle", fill: "filled", tone: "fits", text: count(open) };
};
