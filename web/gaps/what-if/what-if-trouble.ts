import { Refused } from "../../api/problem.ts";
import { m } from "../../paraglide/messages.js";
import { refusalInWords } from "../../words/refusal-words.ts";

/** Why nothing was worked out: said at the place where the place is wrong, else in a notice. */
export interface Trouble {
  readonly place?: string;
  readonly notice?: string;
}

export const whatIfTrouble = (error: unknown): Trouble => {
  if (!(error instanceof Refused)) return { notice: m.gaps_unreachable() };
  const { code, status, errors } = error.problem;
  const path = errors?.[0]?.path ?? "";
  if (path.startsWith("body/program/at")) {
    return { place: path.endsWith("/zip") ? m.from_unknown() : m.what_if_place_unknown() };
  }
  if (path.endsWith("/ages")) return { notice: m.listing_ages_wrong() };
  if (code === "too_many_requests") return { notice: m.sign_in_too_many() };
  if (status === 503) return { notice: m.gaps_unreachable() };
  return { notice: refusalInWords(error.problem) };
};
