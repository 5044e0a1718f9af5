import type { Watch, WatchEnded, WatchInput, WatchList } from "./contract.ts";

const watch: Watch = {
  id: "0199c5f0-0000-7000-8000-000000000601",
  need: {
    ...{ age: 15, gender: "girl", languages: ["spa"], interpreter: true },
    circumstances: ["pregnant"],
    county: { fips: "06001", name: "Alameda", state: "CA" },
  },
  kinds: ["emergency_shelter", "safe_house"],
  within_miles: 60,
  dedicated_only: false,
  created_at: "2026-03-02T02:30:00.000Z",
  ends_at: "2026-03-03T02:30:00.000Z",
  told_at: null,
};

export const watchExamples = {
  beginWatch: {
    request: {
      need: {
        ...{ age: 15, gender: "girl", languages: ["spa"], interpreter: true },
        ...{ from: { zip: "94612" }, circumstances: ["pregnant"], within_miles: 60 },
        kinds: ["emergency_shelter", "safe_house"],
      },
    } satisfies WatchInput,
    response: watch,
    refusals: { 409: "conflict" },
  },
  listWatches: { response: { items: [watch] } satisfies WatchList },
  endWatch: { response: { id: watch.id } satisfies WatchEnded },
} as const;
