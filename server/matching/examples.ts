import { exampleBeds, exampleSummary } from "../directory/examples.ts";
import type { ExcludedList, ExcludedQuery, Match, MatchAnswer, MatchQuery } from "./contract.ts";
import type { Static } from "typebox";

const need: MatchQuery["need"] = {
  age: 15,
  gender: "girl",
  languages: ["spa"],
  from: { zip: "94612" },
  circumstances: ["pregnant"],
};

const match: Match = {
  program: exampleSummary,
  verdict: "ask",
  criteria: [
    { criterion: "kind", verdict: "meets", facts: { kind: "emergency_shelter" } },
    { criterion: "age", verdict: "meets", facts: { age: 15, min: 11, max: 17 } },
    { criterion: "gender", verdict: "meets", facts: { gender: "girl", policy: "accepts" } },
    {
      criterion: "language",
      verdict: "meets",
      facts: { languages: [{ language: "spa", mode: "direct" }] },
    },
    { criterion: "area", verdict: "meets", facts: { scope: "state", code: "CA" } },
    {
      criterion: "circumstances",
      verdict: "unknown",
      facts: { circumstances: [{ circumstance: "pregnant", policy: "unknown" }] },
    },
    { criterion: "dedicated", verdict: "meets", facts: { dedicated: true } },
    { criterion: "distance", verdict: "meets", facts: { miles: 2.4, by_county: false } },
    { criterion: "avoid", verdict: "meets", facts: {} },
    { criterion: "intake", verdict: "meets", facts: { open_now: true, opens_at: null } },
  ],
  beds: exampleBeds,
  intake: { open_now: true, opens_at: null, phone: "510-555-0101", paused_until: null },
  distance_miles: 2.4,
  tier: 3,
};

const answer: MatchAnswer = {
  as_of: "2026-03-02T02:30:00.000Z",
  stale: false,
  from: {
    lat: 37.81,
    lon: -122.27,
    county: { fips: "06001", name: "Alameda", state: "CA" },
    state: "CA",
  },
  total: 1,
  fits: 0,
  asks: 1,
  matches: [match],
  excluded: { total: 46, by_reason: [{ criterion: "age", programs: 31 }] },
  relaxations: [
    { criterion: "circumstances", change: { drop: true, circumstance: "pregnant" }, fits: 1 },
  ],
  help: null,
};

const excludedQuery: ExcludedQuery = { need, reason: "age" };

const excluded: Static<typeof ExcludedList> = {
  total: 1,
  items: [
    {
      ...match,
      verdict: "excluded",
      criteria: [{ criterion: "age", verdict: "excludes", facts: { age: 15, min: 18, max: null } }],
      tier: 7,
    },
  ],
  next: null,
};

export const matchingExamples = {
  findMatches: { request: { need, limit: 20 } satisfies MatchQuery, response: answer },
  listExcluded: { request: excludedQuery, response: excluded },
};
