import type { Listing } from "../../seed/listing.ts";
import type {
  SearchAccess,
  SearchAnswer,
  SearchEngine,
  SearchQuery,
} from "../../server/search/engine.ts";

/** Sees every listing, and where all but confidential ones are. */
export const workerAccess: SearchAccess = {
  visibilities: ["public", "partners", "confidential"],
  located: ["public", "partners"],
  ownProgramIds: [],
  freshnessVisible: true,
};

export const anonymousAccess: SearchAccess = {
  visibilities: ["public"],
  located: ["public"],
  ownProgramIds: [],
  freshnessVisible: false,
};

/** A directory to search in, and the keys that its ids stand for. */
export interface SearchedDirectory {
  engine: SearchEngine;
  keyOf: (programId: string) => string;
  idOf: (key: string) => string;
}

export type AskedQuery = Partial<SearchQuery>;

/** Keys of the programs that a search finds, in order. */
export const foundKeys = async (
  { engine, keyOf }: SearchedDirectory,
  query: AskedQuery,
): Promise<string[]> => (await ask(engine, query)).hits.map(({ id }) => keyOf(id));

export const ask = (engine: SearchEngine, query: AskedQuery): Promise<SearchAnswer> =>
  engine.search({ sort: "relevance", limit: 50, access: workerAccess, ...query });

/** Programs of a facet's value. */
export const countOf = (
  { facets }: SearchAnswer,
  facet: keyof SearchAnswer["facets"],
  value: string,
) => facets[facet].find((count) => count.value === value)?.programs ?? 0;

/** Every page of a search, one after another. */
export const everyPage = async (engine: SearchEngine, query: AskedQuery): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await ask(engine, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...answer.hits.map(({ id }) => id));
    cursor = answer.next;
  }
  return ids;
};

const oakland = { visibility: "public" as const, city: "Oakland", zip: "94607", state: "CA" };

/** A small directory in which each program is there for a reason that its key names. */
export const contractListings: Listing[] = [
  {
    key: "harbor-house",
    organization: { name: "Fictional Harbor Trust" },
    name: "Harbor House",
    kind: "safe_house",
    site: { ...oakland, address: "1 Fictional Street" },
    dedicated: true,
    ages: { min: 12, max: 17 },
    genders: { girl: "accepts", boy: "declines" },
    circumstances: { pregnant: "accepts", runaway_history: "accepts" },
    languages: { spa: "direct" },
    services: ["counseling", "education"],
    areas: [{ county: "06001" }],
    citations: [],
  },
  {
    key: "harbor",
    organization: { name: "Fictional Harbor Alliance" },
    name: "Harbor",
    kind: "emergency_shelter",
    site: { ...oakland, city: "Fresno", zip: "93721" },
    ages: { min: 16 },
    genders: { girl: "accepts", boy: "accepts" },
    circumstances: { pregnant: "ask", runaway_history: "accepts" },
    languages: { spa: "interpreter", fra: "none" },
    services: ["counseling"],
    citations: [],
  },
  {
    key: "old-harbor",
    organization: { name: "Fictional Pier Society" },
    name: "The Old Harbor Program",
    kind: "group_home",
    site: { ...oakland, city: "San Diego", zip: "92101" },
    interpreterAnyLanguage: true,
    languages: { fra: "none" },
    areas: [{ state: "NV" }],
    citations: [],
  },
  {
    key: "law",
    organization: { name: "Fictional Bar Association" },
    name: "Counsel for Youth",
    kind: "legal",
    summary: "Stands beside young people who seek asylum near the harbor.",
    site: { ...oakland, city: "Berkeley", zip: "94704" },
    services: ["legal_advocacy"],
    citations: [],
  },
  {
    key: "ninez",
    organization: { name: "Fictional Fundación Niñez" },
    name: "Centro Niñez y Esperanza",
    kind: "mental_health",
    site: { ...oakland, city: "Reno", zip: "89501", state: "NV" },
    dedicated: false,
    services: ["counseling"],
    citations: [],
  },
  {
    key: "partner",
    organization: { name: "Fictional Cove Services" },
    name: "Cove Lodge",
    kind: "transitional_living",
    site: {
      ...oakland,
      visibility: "partners",
      address: "9 Fictional Road",
      city: "Hayward",
      zip: "94541",
    },
    genders: { boy: "accepts" },
    citations: [],
  },
  {
    key: "confidential",
    organization: { name: "Fictional Lighthouse Keepers" },
    name: "Lantern Refuge",
    kind: "safe_house",
    site: {
      visibility: "confidential",
      countyFips: "06001",
      state: "CA",
      trueAddress: { address: "1 Canary Court", city: "Livermore", zip: "94550" },
    },
    citations: [],
  },
  {
    key: "hotline",
    organization: { name: "Fictional Careline" },
    name: "National Careline",
    kind: "hotline",
    areas: [{ nation: "US" }],
    citations: [],
  },
];
