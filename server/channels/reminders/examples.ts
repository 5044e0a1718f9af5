import type { Duty, DutyInput } from "../duty/contract.ts";
import type { ReminderChoice, ReminderInput, StopAnswer, StopInput } from "./contract.ts";

const stop: StopInput = {
  token: "stop.0199c5f0-0000-7000-8000-000000000002.kq3Jd0sVtqPz8mYbE1xWfA",
  stopped: true,
};
const stopped: StopAnswer = { stopped: true };

const nobody: DutyInput = { shifts: [], exceptions: [] };
const userId = "0199c5f0-0000-7000-8000-000000000002";
const duty: Duty = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  time_zone: "America/Los_Angeles",
  staff: [{ id: userId, name: "Training provider", lead: true }],
  on_duty_now: [userId],
  shifts: [{ user_id: userId, weekday: 6, starts_minute: 1320, ends_minute: 1800 }],
  exceptions: [{ user_id: userId, day: "2026-03-07", starts_minute: null, ends_minute: null }],
};
const input: ReminderInput = { enabled: true, from_minute: 420, to_minute: 1380, escalate: true };
const choice: ReminderChoice = { ...input, searched_for: true, stopped: [] };

export const reminderExamples = {
  stopReminders: { request: stop, response: stopped, refusals: { 404: "link_unknown" } },
  readDuty: { response: duty },
  changeDuty: { request: nobody, response: duty },
  readReminderChoices: { response: choice },
  changeReminderChoices: { request: input, response: choice },
} as const;
