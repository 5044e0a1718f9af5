import { api } from "../api/client.ts";
import { Refused, answered } from "../api/problem.ts";
import { holdStateValues, type DeclineInput, type Hold } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { stateWords } from "./hold-words.ts";

const of = (id: string) => ({ params: { path: { id } } });

/** The moves that a person makes of a hold; each answers the hold as it is then. */
export const moveHold = {
  accept: (id: string): Promise<Hold> => answered(api.POST("/api/holds/{id}/accept", of(id))),
  decline: (id: string, body: DeclineInput): Promise<Hold> =>
    answered(api.POST("/api/holds/{id}/decline", { ...of(id), body })),
  release: (id: string): Promise<Hold> => answered(api.POST("/api/holds/{id}/release", of(id))),
  extend: (id: string, arrivingAt: string): Promise<Hold> =>
    answered(api.POST("/api/holds/{id}/extend", { ...of(id), body: { arriving_at: arrivingAt } })),
  arrive: (id: string): Promise<Hold> => answered(api.POST("/api/holds/{id}/arrive", of(id))),
  noShow: (id: string): Promise<Hold> => answered(api.POST("/api/holds/{id}/no-show", of(id))),
} as const;

const refusals: Readonly<Record<string, () => string>> = {
  accepted_elsewhere: m.hold_trouble_elsewhere,
  not_found: m.hold_trouble_gone,
  not_signed_in: m.hold_trouble_signed_out,
  invalid_input: m.hold_trouble_time,
};

/** Why a move was not made, in words. */
export const moveTrouble = (error: unknown): string => {
  if (!(error instanceof Refused)) return m.hold_trouble_unreachable();
  const { code, status, state } = error.problem;
  if (status >= 500 || status === 429) return m.hold_trouble_unreachable();
  const known = holdStateValues.find((value) => value === state);
  if (code === "hold_moved" && known) return m.hold_trouble_moved({ state: stateWords[known]() });
  return (refusals[code] ?? m.hold_trouble_refused)();
};
