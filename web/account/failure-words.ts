import { Refused } from "../api/problem.ts";
import { m } from "../paraglide/messages.js";
import { refusalInWords } from "../words/refusal-words.ts";

/** Why it did not work, and what to do now. */
export const failureWords = (error: unknown): string => {
  if (!(error instanceof Refused)) return m.sign_in_unreachable();
  const { code } = error.problem;
  if (code === "too_many_requests") return m.sign_in_too_many();
  if (code === "sign_in_too_old") return m.passkey_sign_in_again();
  if (code === "wrong_credentials") return m.second_factor_wrong();
  return refusalInWords(error.problem);
};
