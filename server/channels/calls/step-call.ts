import type { SpokenLanguage } from "../../../db/codes.ts";
import type { BedReportInput } from "../../availability/contract.ts";

/** Where a call stands. `count` asks for the beds of the pool at `counts.length`. */
export type CallState =
  | { readonly at: "language" }
  | { readonly at: "code" }
  | { readonly at: "program" }
  | { readonly at: "menu"; readonly programId: string }
  | { readonly at: "count"; readonly programId: string; readonly counts: readonly number[] };

export interface CallableProgram {
  readonly id: string;
  readonly name: string;
  readonly pools: readonly { readonly id: string; readonly label: string }[];
}

/** What comes next: another question, or the statement that the call came to. */
export type CallStep =
  | { readonly kind: "ask"; readonly state: CallState; readonly again: boolean }
  | { readonly kind: "report"; readonly programId: string; readonly input: BedReportInput };

const ask = (state: CallState, again = false): CallStep => ({ kind: "ask", state, again });

/** Languages by the key that chooses them. */
export const languageKeys: Readonly<Record<string, SpokenLanguage>> = { 1: "en", 2: "es" };

/** The first question to who has proved themself. */
export const afterCode = (programs: readonly CallableProgram[]): CallState => {
  const [only, ...more] = programs;
  return only && more.length === 0 ? { at: "menu", programId: only.id } : { at: "program" };
};

const inMenu = (
  state: Extract<CallState, { at: "menu" }>,
  digits: string,
  pools: CallableProgram["pools"],
): CallStep => {
  const { programId } = state;
  switch (digits) {
    case "1":
      return { kind: "report", programId, input: { pools: [], unchanged: true } };
    case "2":
      return {
        kind: "report",
        programId,
        input: { pools: pools.map(({ id }) => ({ pool_id: id, open: 0 })) },
      };
    case "3":
      return ask({ at: "count", programId, counts: [] });
    default:
      return ask(state, true);
  }
};

const inCount = (
  state: Extract<CallState, { at: "count" }>,
  digits: string,
  pools: CallableProgram["pools"],
): CallStep => {
  if (!/^\d{1,3}$/.test(digits)) return ask(state, true);
  const { programId } = state;
  const counts = [...state.counts, Number(digits)];
  if (counts.length < pools.length) return ask({ at: "count", programId, counts });
  const stated = pools.map(({ id }, position) => ({ pool_id: id, open: counts[position] ?? 0 }));
  return { kind: "report", programId, input: { pools: stated } };
};

/**
 * What the keys that were pressed lead to, once language and code are settled. Keys that mean nothing
 * here ask the same again; nothing is stated before the last question is answered.
 */
export const stepCall = (
  programs: readonly CallableProgram[],
  state: Exclude<CallState, { at: "language" | "code" }>,
  digits: string,
): CallStep => {
  if (state.at === "program") {
    const chosen = /^\d$/.test(digits) ? programs[Number(digits) - 1] : undefined;
    return chosen ? ask({ at: "menu", programId: chosen.id }) : ask(state, true);
  }
  const pools = programs.find(({ id }) => id === state.programId)?.pools;
  if (!pools) return ask({ at: "program" }, true);
  return state.at === "menu" ? inMenu(state, digits, pools) : inCount(state, digits, pools);
};
