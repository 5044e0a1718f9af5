import { areaInWords } from "../../admin/area-words.ts";
import type { AuditAction, AuditEntry, County } from "../../api/schema.ts";
import {
  ageRange,
  capitalized,
  dateInWords,
  languageName,
  list,
  weekdayName,
} from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import { licenceWords } from "../../programs/licence-words.ts";
import { visibilityWords } from "../../steward/steward-words.ts";
import { circumstanceWords, genderWords } from "../../words/codes.ts";
import { policyWords } from "./listing-words.ts";
import { refusalWords, subjectWords } from "./proposal-words.ts";
import { modeWords, openingInWords } from "./statement-words.ts";

/** What the audit has of a listing: statements in effect, and what became of proposals. */
export const listingActions = [
  "listing_changed",
  "listing_proposed",
  "proposal_approved",
  "proposal_refused",
  "proposal_withdrawn",
] as const satisfies readonly AuditAction[];

/** One change as its lead reads it; without a before: nothing was otherwise. */
export interface ListingChange {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

type Facts = Readonly<Record<string, string>>;
type Words = Readonly<Partial<Record<string, () => string>>>;
type Counties = Readonly<Record<string, County>>;

const say = (words: Words, code = ""): string => words[code]?.() ?? code;
const fromTo = (facts: Facts, inWords: (code: string) => string) => ({
  before: inWords(facts["from"] ?? ""),
  after: inWords(facts["to"] ?? ""),
});
const policy = (code: string) => say(policyWords, code);

const ages = (facts: Facts, side: string): string => {
  const [min, max] = ["min", "max"].map((end) => {
    const years = facts[`${side}_${end}`] ?? "";
    return years === "" ? null : Number(years);
  });
  return ageRange({ min: min ?? null, max: max ?? null }) || m.listing_ages_unstated();
};

const mode = (code: string) => (code === "unknown" ? m.listing_unstated() : say(modeWords, code));

const yesOrNo = (code: string): string => {
  if (code === "") return m.listing_unstated();
  return code === "true" ? m.listing_interpreter_yes() : m.listing_interpreter_no();
};
const inOrOut = (code: string) =>
  code === "true" ? m.listing_change_in() : m.listing_change_out();

/** "9:00 AM to 5:00 PM", of a day as the audit keeps it: `09:00-17:00*16:30/20:00-02:00`. */
const dayInWords = (code: string): string =>
  code === ""
    ? m.listing_change_no_hours()
    : list(
        code.split("/").map((opening) => {
          const [, opens = "", closes = "", last] =
            /^(\d\d:\d\d)-(\d\d:\d\d)(?:\*(\d\d:\d\d))?$/.exec(opening) ?? [];
          return openingInWords({
            ...{ weekday: 1, opens, closes, next_day: closes <= opens },
            last_intake: last ?? null,
          });
        }),
      );

const numberInWords = (code: string): string =>
  code === "" ? m.listing_unstated() : m.listing_change_number({ digits: code.replace("*", "") });

const licence = (code: string) =>
  code === "unknown" ? m.listing_unstated() : say(licenceWords, code);

/** Each fact of a listing that can change, by its name in the audit. */
const changes: Readonly<
  Record<string, (facts: Facts, code: string, counties: Counties) => ListingChange>
> = {
  ages: (facts) => ({
    ...{ what: m.listing_ages(), before: ages(facts, "from"), after: ages(facts, "to") },
  }),
  gender: (facts, code) => ({ what: say(genderWords, code), ...fromTo(facts, policy) }),
  circumstance: (facts, code) => ({ what: say(circumstanceWords, code), ...fromTo(facts, policy) }),
  language: (facts, code) => ({
    what: m.listing_change_language({ language: capitalized(languageName(code)) }),
    ...fromTo(facts, mode),
  }),
  interpreter: (facts) => ({ what: m.listing_interpreter(), ...fromTo(facts, yesOrNo) }),
  hours: (facts) => ({
    what: m.listing_change_hours({ day: weekdayName(Number(facts["day"])) }),
    ...fromTo(facts, dayInWords),
  }),
  closed_day: (facts) => ({
    what: m.listing_change_closed({ day: dateInWords(facts["day"] ?? "") }),
    ...fromTo(facts, inOrOut),
  }),
  around_the_clock: (facts) => ({ what: m.listing_hours_always(), ...fromTo(facts, yesOrNo) }),
  phone: (facts) => ({ what: m.listing_phone(), ...fromTo(facts, numberInWords) }),
  intake_phone: (facts) => ({ what: m.listing_intake_phone(), ...fromTo(facts, numberInWords) }),
  night_phone: (facts) => ({ what: m.listing_night_phone(), ...fromTo(facts, numberInWords) }),
  licence: (facts) => ({ what: m.proposal_licence(), ...fromTo(facts, licence) }),
  area: (facts, code, counties) => {
    const place = code.split(":")[1] ?? code;
    const area = place === "US" ? m.program_area_nation() : areaInWords(place, counties);
    return { what: m.listing_change_area({ area }), ...fromTo(facts, inOrOut) };
  },
  verified: (facts) => ({
    what: m.listing_change_verified(),
    after: m.listing_change_verified_on({ day: dateInWords(facts["on"] ?? "") }),
  }),
};

const proposalWords: Readonly<Partial<Record<AuditAction, (given: { what: string }) => string>>> = {
  listing_proposed: m.listing_change_proposed,
  proposal_approved: m.listing_change_approved,
  proposal_refused: m.listing_change_refused,
  proposal_withdrawn: m.listing_change_withdrawn,
};

/** An entry of the audit about a listing, in words; areas by name once their counties are here. */
export const changeInWords = (
  { action, facts: pairs }: Pick<AuditEntry, "action" | "facts">,
  counties: Counties,
): ListingChange => {
  const facts: Facts = Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
  const { what = "", code = "", reason } = facts;
  const inWords = proposalWords[action];
  if (!inWords) return changes[what]?.(facts, code, counties) ?? { what };
  const proposed = inWords({ what: say(subjectWords, what) });
  if (reason !== undefined) {
    const why = say(refusalWords, reason);
    return { what: proposed, after: m.listing_change_reason({ reason: why }) };
  }
  const visibility = (given: string) => say(visibilityWords, given);
  return { what: proposed, ...(facts["to"] && fromTo(facts, visibility)) };
};
