import type { StopAnswer, StopInput } from "./contract.ts";

const stop: StopInput = {
  token: "stop.0199c5f0-0000-7000-8000-000000000002.kq3Jd0sVtqPz8mYbE1xWfA",
  stopped: true,
};
const stopped: StopAnswer = { stopped: true };

export const reminderExamples = {
  stopReminders: { request: stop, response: stopped, refusals: { 404: "link_unknown" } },
} as const;
