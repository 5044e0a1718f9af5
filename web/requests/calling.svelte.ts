import type { CallAttempt, Circumstance, Need } from "../api/schema.ts";

/** A call that was begun with a tap, and for whom. */
export interface BegunCall {
  readonly program: { readonly id: string; readonly name: string };
  /** Those of the need, each of which can be the reason of a refusal. */
  readonly circumstances: readonly Circumstance[];
  /** The request that it belongs to, or the need that is in hand. */
  readonly about: { readonly request_id: string } | { readonly need: Need };
}

let pending = $state.raw<BegunCall>();
let logged = $state.raw<readonly CallAttempt[]>([]);

/** The call whose outcome is asked for, and those logged since the page was loaded; reactive. */
export const calling = {
  get pending() {
    return pending;
  },
  /** The newest call to this program that was logged here. */
  lastTo(programId: string): CallAttempt | undefined {
    return logged.findLast(({ program }) => program.id === programId);
  },
  /** How many were logged since the page was loaded; grows and shrinks with them. */
  get count() {
    return logged.length;
  },
  begin(call: BegunCall): void {
    pending = call;
  },
  dismiss(): void {
    pending = undefined;
  },
  add(call: CallAttempt): void {
    logged = [...logged, call];
  },
  remove(id: string): void {
    logged = logged.filter((call) => call.id !== id);
  },
  /** Knows nothing any more: what was logged was another person's. */
  forget(): void {
    pending = undefined;
    logged = [];
  },
};
