import { v4 } from "uuid";
import { api } from "../api/client.ts";
import { answered, Refused } from "../api/problem.ts";
import type { CallAttempt, CallInput } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import type { BegunCall } from "./calling.svelte.ts";

export type CallResult = Pick<CallInput, "outcome" | "reason" | "circumstance">;

/** Logs results so that the same one, sent again because no answer came, is logged once. */
export const callLogger = () => {
  let sent: { what: string; key: string } | undefined;
  return (call: BegunCall, result: CallResult): Promise<CallAttempt> => {
    const what = JSON.stringify([call, result]);
    if (sent?.what !== what) sent = { what, key: v4() };
    const params = { path: { id: call.program.id }, header: { "idempotency-key": sent.key } };
    return answered(
      api.POST("/api/programs/{id}/calls", { params, body: { ...result, ...call.about } }),
    );
  };
};

export const undoCall = (id: string): Promise<{ id: string }> =>
  answered(api.DELETE("/api/calls/{id}", { params: { path: { id } } }));

/** Why a call was not logged or taken back, in words. */
export const callTrouble = (error: unknown): string => {
  if (!(error instanceof Refused) || error.problem.status >= 500) return m.call_unreachable();
  if (error.problem.code === "not_signed_in") return m.call_signed_out();
  return m.call_refused();
};
