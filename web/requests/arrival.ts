import { m } from "../paraglide/messages.js";

/** Minutes from now that can be chosen with one tap. */
export const arrivalChoices = [30, 60, 120, 240, 480] as const;
export type ArrivalChoice = (typeof arrivalChoices)[number];

/** "in 30 min", "in 2 h". */
export const arrivalInWords = (minutes: ArrivalChoice): string =>
  minutes < 60 ? m.ask_arrival_minutes({ minutes }) : m.ask_arrival_hours({ hours: minutes / 60 });

/** The moment that is `minutes` after `now` (milliseconds). */
export const arrivalAt = (minutes: ArrivalChoice, now: number): string =>
  new Date(now + minutes * 60_000).toISOString();
