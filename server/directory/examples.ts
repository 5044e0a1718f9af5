import type { Static } from "typebox";
import { circumstances, genders } from "../../db/codes.ts";
import type {
  Beds,
  CountyList,
  Pool,
  Program,
  ProgramList,
  ProgramSummary,
  ResourceList,
} from "./contract.ts";

/** A fictional program, the same in every example. */
export const exampleSummary: ProgramSummary = {
  id: "0199c5f0-0000-7000-8000-000000000010",
  name: "Fictional Harbor House",
  organization: { id: "0199c5f0-0000-7000-8000-000000000011", name: "Fictional Harbor Society" },
  kind: "emergency_shelter",
  training: true,
  dedicated: true,
  place: {
    visibility: "public",
    precision: "town",
    address: "1 Fictional Street",
    city: "Oakland",
    zip: "94607",
    county: { fips: "06001", name: "Alameda", state: "CA" },
    state: "CA",
    lat: 37.808842,
    lon: -122.304697,
  },
  ages: { min: 11, max: 17 },
  phone: "510-555-0101",
  url: null,
  beds: { open: 3, total: 8, freshness: "fresh", observed_at: "2026-03-02T01:30:00.000Z" },
  listed_capacity: { beds: 8, as_of: "2025-11" },
  verified_on: "2026-01-15",
  as_of: null,
  overdue: false,
  distance_miles: 2.4,
};

export const exampleBeds: Beds = {
  open: 3,
  total: 8,
  freshness: "fresh",
  observed_at: "2026-03-02T01:30:00.000Z",
};

export const examplePool: Pool = {
  id: "0199c5f0-0000-7000-8000-000000000012",
  label: "Girls 11-17",
  ages: null,
  genders: ["girl", "transgender_girl"],
  dedicated: true,
  open: 3,
  empty: 4,
  promised: 1,
  total: 8,
  kept_for_missing: 0,
  freshness: "fresh",
  observed_at: "2026-03-02T01:30:00.000Z",
  received_at: "2026-03-02T01:30:02.000Z",
  version: 7,
};

const program: Program = {
  ...exampleSummary,
  distance_miles: null,
  status: "active",
  aliases: [],
  summary: null,
  genders: genders.map((gender) => ({ gender, policy: gender === "girl" ? "accepts" : "unknown" })),
  circumstances: circumstances.map((circumstance) => ({
    circumstance,
    policy: circumstance === "runaway_history" ? "accepts" : "unknown",
  })),
  languages: [{ language: "spa", mode: "direct" }],
  interpreter_any_language: null,
  serves_domestic: true,
  serves_international: null,
  prefers_from_elsewhere: null,
  areas: [{ scope: "state", code: "CA", name: "California" }],
  services: ["case_management"],
  security_features: ["awake_night_staff"],
  intake: {
    open_now: true,
    opens_at: null,
    phone: "510-555-0101",
    paused_until: null,
    around_the_clock: true,
    hours: [],
    closed_days: [],
    time_zone: "America/Los_Angeles",
    night_phone: null,
    pause_reason: null,
  },
  stay: { longest_days: 90, unlimited: null, until_age: null },
  documents_to_bring: [],
  licence: { status: "licensed", until: "2027-12-31" },
  pools: [examplePool],
  may_report: false,
  citations: [],
};

const programList: Static<typeof ProgramList> = {
  total: 1,
  items: [{ ...exampleSummary, marked_name: "Fictional \u{e000}Harbor\u{e001} House" }],
  next: null,
  facets: {
    kind: [{ value: "emergency_shelter", programs: 1 }],
    state: [{ value: "CA", programs: 1 }],
    county: [{ value: "06001", programs: 1 }],
    language: [{ value: "spa", programs: 1 }],
    gender: [{ value: "girl", programs: 1 }],
    circumstance: [{ value: "runaway_history", programs: 1 }],
    service: [{ value: "case_management", programs: 1 }],
    dedicated: [{ value: "true", programs: 1 }],
  },
};

const resourceList: ResourceList = {
  total: 1,
  items: [
    {
      id: "0199c5f0-0000-7000-8000-000000000013",
      kind: "training",
      name: "Fictional course for night workers",
      publisher: "Fictional Harbor Society",
      summary: null,
      url: null,
      phone: null,
      topics: ["victimization"],
      year: 2025,
      state: "CA",
      source: { title: "Fictional catalogue", published: "2025-11", place: "page 3" },
    },
  ],
  next: null,
};

const countyList: Static<typeof CountyList> = {
  total: 1,
  items: [{ fips: "06001", name: "Alameda", state: "CA" }],
};

export const directoryExamples = {
  searchPrograms: { response: programList },
  readProgram: { response: program },
  searchResources: { response: resourceList },
  listCounties: { response: countyList },
};
