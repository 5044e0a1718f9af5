import type { IntakePause, IntakePauseInput } from "./contract.ts";

const until = "2026-03-02T15:00:00.000Z";
const request: IntakePauseInput = { until, reason: "staffing" };
const paused: IntakePause = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  paused_until: until,
  pause_reason: "staffing",
};
const resumed: IntakePause = { ...paused, paused_until: null, pause_reason: null };

export const intakeExamples = {
  pauseIntake: { request, response: paused },
  resumeIntake: { response: resumed },
} as const;
