import { v4 } from "uuid";
import { api } from "../api/client.ts";
import { Refused, answered } from "../api/problem.ts";
import type { Need, PlacementRequest } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { arrivalAt, type ArrivalChoice } from "./arrival.ts";

/** How many programs one request may ask. */
export const mostPrograms = 3;

/** A program that can be asked, and what is known of it before. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly about: string | undefined;
  /** A count to rely on shows an open bed; undefined: nothing is known of that here. */
  readonly keepsBed: boolean | undefined;
  /** What it never stated of this need, or decides case by case. */
  readonly questions: readonly string[];
  /** When a child can be brought, and with what, in words. */
  readonly intake: string;
}

/** What one press asks for. */
export interface Wish {
  readonly need: Need;
  readonly programs: readonly string[];
  readonly arrival: ArrivalChoice | undefined;
  /** Ask whom the listing excludes; no bed is kept. */
  readonly enquiry: boolean;
}

const bodyOf = ({ need, programs, arrival, enquiry }: Wish, now: number) => ({
  need,
  programs: programs.map((id) => ({ program_id: id, ...(enquiry && { enquiry }) })),
  ...(arrival !== undefined && { arriving_at: arrivalAt(arrival, now) }),
});

/** Sends wishes so that the same one, sent again because no answer came, asks once. */
export const asker = () => {
  let sent: { wish: string; key: string; body: ReturnType<typeof bodyOf> } | undefined;
  return async (wish: Wish, now: number): Promise<PlacementRequest> => {
    const text = JSON.stringify(wish);
    if (sent?.wish !== text) sent = { wish: text, key: v4(), body: bodyOf(wish, now) };
    const { key, body } = sent;
    try {
      return await answered(
        api.POST("/api/requests", { params: { header: { "idempotency-key": key } }, body }),
      );
    } catch (error) {
      // A refusal asked nobody; only a lost answer may hide a request that was made.
      if (error instanceof Refused && error.problem.status < 429) sent = undefined;
      throw error;
    }
  };
};

const refusals: Readonly<Record<string, () => string>> = {
  too_many_holds: m.ask_too_many,
  intake_paused: m.ask_intake_paused,
  program_inactive: m.ask_not_possible,
  without_beds: m.ask_not_possible,
  not_found: m.ask_not_possible,
  need_excluded: m.ask_excluded_many,
  not_signed_in: m.ask_signed_out,
};

/** Why nobody was asked, in words. */
export const askTrouble = (error: unknown): string => {
  if (!(error instanceof Refused)) return m.ask_unreachable();
  const { code, status } = error.problem;
  if (status >= 500 || status === 429) return m.ask_unreachable();
  return (refusals[code] ?? m.ask_refused)();
};
