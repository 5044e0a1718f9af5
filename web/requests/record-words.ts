import type { Attempt } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { outcomeWords } from "./call-words.ts";
import { declineInWords, enquiryWords, stateWords } from "./hold-words.ts";

type Move = Attempt["history"][number]["move"];
type Party = Attempt["history"][number]["by"];

const moveWords: Readonly<Record<Move, () => string>> = {
  ask: m.record_move_ask,
  accept: m.record_move_accept,
  decline: m.record_move_decline,
  release: m.record_move_release,
  extend: m.record_move_extend,
  arrive: m.record_move_arrive,
  no_show: m.record_move_no_show,
  yield: m.record_move_yield,
  expire: m.record_move_expire,
};
const partyWords: Readonly<Record<Party, () => string>> = {
  worker: m.record_by_worker,
  staff: m.record_by_staff,
  rule: m.record_by_clock,
};

const outcomeOf = ({ outcome }: Attempt): string =>
  outcome in stateWords
    ? stateWords[outcome as keyof typeof stateWords]()
    : outcomeWords[outcome as keyof typeof outcomeWords]();

/** "declined: not enough staff"; of an enquiry also why no bed was kept. */
export const attemptInWords = (attempt: Attempt): string =>
  [
    attempt.decline === null
      ? outcomeOf(attempt)
      : m.call_declined_because({ reason: declineInWords(attempt.decline) }),
    ...(attempt.enquiry === null
      ? []
      : [m.record_enquiry({ why: enquiryWords[attempt.enquiry]() })]),
  ].join("; ");

/** What happened, oldest first, with who did it; of a call only that it was made. */
export const eventsOf = ({ kind, at, history }: Attempt): { words: string; at: string }[] =>
  kind === "call"
    ? [{ words: m.record_called(), at }]
    : history.map(({ move, by, at: moment }) => ({
        words: m.record_event({ what: moveWords[move](), who: partyWords[by]() }),
        at: moment,
      }));
