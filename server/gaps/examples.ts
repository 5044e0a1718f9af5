import type { CoverageAnswer, ServicesAnswer } from "./coverage/contract.ts";
import type { DemandAnswer } from "./demand/contract.ts";
import type { InventoryAnswer } from "./inventory/contract.ts";
import type { PopulationAnswer } from "./population/contract.ts";
import type { GapProgramList } from "./programs/contract.ts";
import type { Profile, ProfileInput, ProfileList } from "./profiles/contract.ts";
import type { UnmetAnswer } from "./unmet/contract.ts";
import type { WhatIf, WhatIfAnswer } from "./what-if/contract.ts";

const coverage: CoverageAnswer = {
  as_of: "2026-03-02T20:00:00.000Z",
  ...{ regions: ["CA"], renumbered: [] },
  counties: ["06001"],
  profiles: [
    {
      profile: { key: "girl_13", name: null, need: { age: 13, gender: "girl" } },
      ...{ fits: [3], asks: [11], fits_with_open_bed: [1], fits_full: [1], fits_uncounted: [1] },
      ...{ asks_with_open_bed: [2], night_intake: [2], dedicated_beds: [6], dedicated_open: [1] },
      ...{ other_beds: [12], other_open: [0], barred: [4], barrier: ["age"] },
      ...{ nearest_fit: [8.2], nearest_ask: [3.1], nearest_open: [41.7], gap: ["open_bed"] },
    },
  ],
};

const services: ServicesAnswer = {
  as_of: "2026-03-02T20:00:00.000Z",
  counties: ["06001"],
  services: [{ kind: "legal", programs: [4], nearest: [2.4] }],
};

const unmet: UnmetAnswer = {
  as_of: "2026-03-02T20:00:00.000Z",
  regions: ["CA"],
  items: [
    {
      county: "06001",
      profiles: [
        {
          ...{ key: "boy_13", gap: "barred", action: "train_or_contract" },
          ...{ barrier: "gender", nearest_fit: null },
        },
      ],
      demand: { published: 4, months: 3, searches: 41, without_open_bed: 9, without_fit: 12 },
    },
  ],
};

const surveyed = { programs: 10, taking_minors: 4, with_listed_beds: 10, listed_beds: 369 };
const unreported = { with_reported_beds: 0, reported_beds: 0 };
const inventory: InventoryAnswer = {
  date: "2012-08-31",
  begins: "2012-08",
  total: { ...surveyed, ...unreported },
  rows: [{ by: { state: "CA" }, figures: { ...surveyed, ...unreported } }],
};

const ages = { "0_11": null, "12_13": null, "14_15": 9, "16_17": null, "18_25": null };
const noAges = { ...ages, "14_15": null };
const barriers = {
  ...{ kind: null, age: null, gender: 7, language: null, area: null, circumstances: 6 },
  ...{ dedicated: null, distance: null, avoid: null, intake: null, none_alone: null },
};
const demand: DemandAnswer = {
  ...{ regions: ["CA"], renumbered: [] },
  months: [
    {
      month: "2026-02",
      searches: [
        {
          ...{ state: "CA", county: "06001" },
          figures: {
            ...{ total: 41, by_age: noAges },
            open_bed: { total: 15, by_age: ages },
            without_open_bed: { total: 7, by_age: noAges },
            without_fit: {
              ...{ total: 19, by_age: noAges, by_barrier: barriers },
              ...{ to_ask: 8, nothing: 11 },
            },
          },
        },
      ],
      requests: [],
    },
  ],
};

const input: ProfileInput = {
  name: "Boy, 14, Spanish",
  need: { age: 14, gender: "boy", languages: ["spa"] },
};
const profile: Profile = { key: "0199c5f0-0000-7000-8000-000000000060", ...input };
const profiles: ProfileList = {
  total: 2,
  items: [{ key: "girl_13", name: null, need: { age: 13, gender: "girl" } }, profile],
};

const columns = coverage.profiles;
const imagined: WhatIf = {
  program: {
    ...{ kind: "safe_house", at: { county: "06049" }, dedicated: true, ages: { min: 12, max: 17 } },
    ...{ genders: [{ gender: "boy", policy: "accepts" }], areas: [{ state: "CA" }] },
    ...{ intake_around_the_clock: true, pools: [{ beds: 6, open: 6 }] },
  },
};
const whatIf: WhatIfAnswer = {
  ...{ as_of: coverage.as_of, regions: ["CA"], county: "06049", counties: ["06001"] },
  ...{ before: columns, after: columns.map((all) => ({ ...all, fits: [4], nearest_fit: [0] })) },
};

const programs: GapProgramList = {
  ...{ as_of: coverage.as_of, total: 1 },
  items: [
    {
      ...{ id: "0199c5f0-0000-7000-8000-000000000001", name: "Harbor House (training)" },
      ...{ kind: "safe_house", training: true, dedicated: true, county: "06001" },
      ...{ precision: "county", lat: 37.65, lon: -121.91, serves: "county", reach_miles: 31 },
    },
  ],
};

const renumbered = [{ fips: "09110", name: "Capitol, Connecticut", lies: ["09003", "09013"] }];
const population: PopulationAnswer = {
  ...{ year: 2023, counties: ["06001"], from_10_to_14: [94210], from_15_to_19: [91877] },
  renumbered,
};

export const gapExamples = {
  exportCoverage: { response: "as_of,state,county\n2026-03-02T20:00:00.000Z,CA,06001\n" },
  exportDemand: { response: "month,state,county\n2026-02,CA,06001\n" },
  exportInventory: { response: "date,programs\n2012-08-31,10\n" },
  imagineProgram: { request: imagined, response: whatIf },
  readPopulation: { response: population },
  loadPopulation: {
    request: "SUMLEV,STATE,COUNTY,YEAR,AGEGRP,TOT_POP\n050,06,001,5,3,94210\n",
    response: { years: [2023], counties: 1, renumbered },
  },
  readCoverage: { response: coverage },
  readServices: { response: services },
  listGapPrograms: { response: programs },
  readUnmet: { response: unmet },
  readInventory: { response: inventory },
  readDemand: { response: demand },
  listProfiles: { response: profiles },
  addProfile: { request: input, response: profile },
  changeProfile: { request: input, response: profile },
  removeProfile: { response: profiles },
} as const;
