import type {
  Decline,
  DeclineReason,
  EnquiryReason,
  Hold,
  HoldState,
  RequestNeed,
} from "../api/schema.ts";
import { languageName, list, timeOfDay } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { aboutCircumstance, circumstanceWords, genderWords } from "../words/codes.ts";
import { noticeChannelWords } from "../words/notice-channels.ts";
import { countyInWords } from "../words/places.ts";

export const stateWords: Readonly<Record<HoldState, () => string>> = {
  waiting: m.state_waiting,
  accepted: m.state_accepted,
  arrived: m.state_arrived,
  declined: m.state_declined,
  expired: m.state_expired,
  released: m.state_released,
  no_show: m.state_no_show,
};

export const enquiryWords: Readonly<Record<EnquiryReason, () => string>> = {
  asked: m.enquiry_asked,
  excluded: m.enquiry_excluded,
  no_pool: m.enquiry_no_pool,
  no_count: m.enquiry_no_count,
  stale_count: m.enquiry_stale_count,
  full: m.enquiry_full,
};

export const declineWords: Readonly<Record<DeclineReason, () => string>> = {
  full: m.decline_full,
  staffing: m.decline_staffing,
  age: m.decline_age,
  gender: m.decline_gender,
  circumstance: m.decline_circumstance,
  distance: m.decline_distance,
  hours: m.decline_hours,
  other: m.decline_other,
};

/** "not enough staff"; a circumstance by its own name: "pregnancy". */
export const declineInWords = ({ reason, circumstance }: Decline): string =>
  circumstance === null ? declineWords[reason]() : aboutCircumstance[circumstance]();

/** "Told at 2:14 by text and e-mail."; undefined: nobody was told yet. */
export const toldInWords = ({ told }: Pick<Hold, "told">): string | undefined => {
  const [first] = told.map(({ at }) => at).toSorted();
  if (first === undefined) return undefined;
  const ways = [...new Set(told.map(({ by }) => by))].map((by) => noticeChannelWords[by]());
  return m.hold_told({ time: timeOfDay(first), ways: list(ways) });
};

export const isOpen = ({ state }: Pick<Hold, "state">): boolean =>
  state === "waiting" || state === "accepted";

const waitingInWords = ({ claims_bed: claims, enquiry }: Hold) =>
  claims || enquiry === null
    ? m.hold_waiting()
    : m.hold_waiting_enquiry({ why: enquiryWords[enquiry]() });

/** Why a hold was released; `winner`: the program that accepted first. */
const releaseInWords = ({ history }: Hold, winner: string | undefined, own: boolean) => {
  const last = history.at(-1);
  if (last?.move === "yield") {
    return winner === undefined
      ? m.hold_released_yield_other()
      : m.hold_released_yield({ program: winner });
  }
  if (last?.by === "staff") return m.hold_released_staff();
  return own ? m.hold_released_own() : m.hold_released_worker();
};

interface Reader {
  /** The worker who asked reads it. */
  own: boolean;
  /** The program of the same request that accepted. */
  winner?: string | undefined;
}

/** Where a hold is, in one sentence. */
export const holdInWords = (hold: Hold, { own, winner }: Reader): string => {
  switch (hold.state) {
    case "waiting":
      return waitingInWords(hold);
    case "accepted":
      return m.hold_accepted({ time: timeOfDay(hold.accepted_at ?? hold.asked_at) });
    case "arrived":
      return m.hold_arrived({ time: timeOfDay(hold.arrived_at ?? hold.asked_at) });
    case "declined":
      return m.hold_declined({
        reason: declineInWords(hold.decline ?? { reason: "other", circumstance: null }),
      });
    case "expired":
      return hold.accepted_at === null ? m.hold_expired_waiting() : m.hold_expired_accepted();
    case "released":
      return releaseInWords(hold, winner, own);
    case "no_show":
      return m.hold_no_show();
  }
};

/** A need as it was kept, the most telling first: "15 years old · girl · Spanish · pregnant". */
export const needInWords = (need: RequestNeed): string =>
  [
    m.incoming_age({ age: need.age }),
    ...(need.gender ? [genderWords[need.gender]()] : []),
    ...need.languages.map(languageName),
    ...(need.languages.length > 0 && need.interpreter ? [m.ask_shown_interpreter()] : []),
    ...need.circumstances.map((circumstance) => circumstanceWords[circumstance]()),
    ...(need.county ? [m.incoming_from({ county: countyInWords(need.county) })] : []),
  ].join(" · ");
