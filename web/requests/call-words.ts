import type { CallAttempt, CallOutcome } from "../api/schema.ts";
import { timeOfDay } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { declineInWords } from "./hold-words.ts";

export const outcomeWords: Readonly<Record<CallOutcome, () => string>> = {
  no_answer: m.call_no_answer,
  full: m.call_full,
  declined: m.call_declined,
  will_take: m.call_will_take,
};

/** "no answer", "full"; of a refusal the reason too: "declined: not enough staff". */
export const resultInWords = ({ outcome, decline }: Pick<CallAttempt, "outcome" | "decline">) =>
  decline === null
    ? outcomeWords[outcome]()
    : m.call_declined_because({ reason: declineInWords(decline) });

/** "You called 11:05 PM: no answer". */
export const callInWords = (call: CallAttempt): string =>
  m.call_made({ time: timeOfDay(call.called_at), result: resultInWords(call) });
