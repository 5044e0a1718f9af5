import { exampleProposal } from "../proposals/examples.ts";
import type {
  HoursStatement,
  LanguageStatement,
  OwnListing,
  TelephoneStatement,
} from "./contract.ts";

const program_id = "0199c5f0-0000-7000-8000-000000000010";

const languages: LanguageStatement = {
  languages: [{ language: "spa", mode: "direct" }],
  interpreter_any_language: true,
};
const hours: HoursStatement = {
  around_the_clock: false,
  hours: [{ weekday: 1, opens: "08:00", closes: "20:00", next_day: false, last_intake: "19:00" }],
  closed_days: ["2026-12-25"],
};
const telephones: TelephoneStatement = {
  ...{ phone: "510-555-0101", intake_phone: null, night_phone: "510-555-0102" },
};

const listing: OwnListing = {
  ...{ program_id, telephones, languages, intake: hours, time_zone: "America/Los_Angeles" },
  ...{ visibility: "public", licence: null, verified_on: "2026-01-15" },
  areas: [{ scope: "state", code: "CA", name: "California", state: null }],
  proposals: [exampleProposal],
};

export const ownListingExamples = {
  readOwnListing: { response: listing },
  stateLanguages: {
    request: languages,
    response: {
      ...{ program_id, after: languages },
      before: { languages: [], interpreter_any_language: null },
    },
  },
  stateHours: {
    request: hours,
    response: {
      ...{ program_id, after: hours },
      before: { around_the_clock: null, hours: [], closed_days: [] },
    },
  },
  stateTelephones: {
    request: telephones,
    response: { program_id, after: telephones, before: { ...telephones, night_phone: null } },
  },
} as const;
