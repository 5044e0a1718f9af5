import type { PauseReason, Program } from "../api/schema.ts";

/** The pause that runs at `now` (milliseconds), if one does. */
export const runningPause = (
  { intake }: Pick<Program, "intake">,
  now: number,
): { until: string; reason: PauseReason | null } | undefined => {
  const { paused_until: until, pause_reason: reason } = intake;
  return until !== null && Date.parse(until) > now ? { until, reason } : undefined;
};
