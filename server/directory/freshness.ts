/** Hours after its observation in which a count is fresh, and in which it is aging. */
export const freshHours = 4;
export const agingHours = 12;

const hour = 3_600_000;

export type Freshness = "fresh" | "aging" | "stale" | "never";

/** How old a count is, from when it was true, never from when it was sent (rule 1). */
export const freshnessOf = (observedAt: Date | null, now: Date): Freshness => {
  if (observedAt === null) return "never";
  const age = now.getTime() - observedAt.getTime();
  if (age <= freshHours * hour) return "fresh";
  return age <= agingHours * hour ? "aging" : "stale";
};
