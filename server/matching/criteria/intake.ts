import { intakeWithPause } from "../../directory/intake-hours.ts";
import { withoutColumn, type Criterion } from "./criterion.ts";

/**
 * Takes children in now, or will within two weeks. A program that paused its intake takes nobody;
 * one with hours but no opening in sight is asked; hours never stated are unknown.
 */
export const intake: Criterion = {
  name: "intake",
  reads: [],
  judge: (program, _search, { now }) => {
    if (program.pausedUntil !== null && program.pausedUntil > now) return "excludes";
    const { openNow, opensAt } = intakeWithPause(program.schedule, null, now);
    if (openNow === null) return "unknown";
    return openNow || opensAt !== null ? "meets" : "ask";
  },
  explain: (program, _search, { now }) => {
    const { openNow, opensAt } = intakeWithPause(program.schedule, program.pausedUntil, now);
    const paused = program.pausedUntil !== null && program.pausedUntil > now;
    return {
      open_now: openNow,
      opens_at: opensAt?.toISOString() ?? null,
      ...(paused ? { paused_until: program.pausedUntil.toISOString() } : {}),
    };
  },
  openColumn: () =>
    withoutColumn((_search, pass, marks) => {
      pass.intake.mark(marks);
    }),
};
