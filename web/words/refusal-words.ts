import type { Problem } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { language } from "./language.svelte.ts";

/** By the codes of refusals that a screen has no words of its own for. */
const words: Readonly<Record<string, () => string>> = {
  invalid_input: m.refusal_invalid_input,
  unknown_place: m.refusal_unknown_place,
  observed_in_future: m.refusal_observed_in_future,
  unreadable_csv: m.refusal_unreadable_csv,
  not_signed_in: m.refusal_not_signed_in,
  forbidden: m.refusal_forbidden,
  second_factor_required: m.refusal_second_factor_required,
  not_found: m.refusal_not_found,
  conflict: m.refusal_conflict,
  intake_paused: m.refusal_intake_paused,
  program_inactive: m.refusal_program_inactive,
  version_changed: m.refusal_version_changed,
  body_too_large: m.refusal_body_too_large,
  unavailable: m.refusal_unavailable,
  internal: m.refusal_internal,
};

/**
 * Why the server refused: in its own sentence, which is in English and says the most, or, where the
 * screen speaks another language, in that one.
 */
export const refusalInWords = ({ code, detail, title }: Problem): string =>
  language.current === "en" ? (detail ?? title) : (words[code] ?? m.refusal_internal)();
