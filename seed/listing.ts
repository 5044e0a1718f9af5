import type {
  Circumstance,
  Gender,
  Kind,
  LanguageMode,
  PauseReason,
  Policy,
  ResourceKind,
  SecurityFeature,
  Service,
  Topic,
  Visibility,
} from "../db/codes.ts";

/** A published document that facts are taken from. */
export interface SourceDocument {
  key: string;
  title: string;
  publisher: string;
  /** As exact as it is known: `2014`, `2012-08`. */
  published: string;
  url?: string;
}

/** Where in a document a fact stands, and of when it is. */
export interface Citation {
  document: string;
  place: string;
  asOf: string;
}

export interface PoolListing {
  label: string;
  ages?: { min?: number; max?: number };
  genders?: Gender[];
  dedicated?: boolean;
  /** Training data only: what was reported, oldest first, `hoursAgo` relative to the seeding. */
  reports?: { hoursAgo: number; open: number; total: number; keptForMissing?: number }[];
}

/** Where a program is. A confidential site names its county only; `trueAddress` lies apart. */
export interface SiteListing {
  visibility: Visibility;
  address?: string;
  city?: string;
  /** The town's ZIP, from which its coordinates and county come. */
  zip?: string;
  countyFips?: string;
  state: string;
  /** The address's own point, where it is known better than the ZIP's centre. */
  point?: { lat: number; lon: number };
  trueAddress?: { address: string; city: string; zip: string };
}

/** One program's facts as they are seeded; what is left out was never stated. */
export interface Listing {
  /** Stable across runs and documents; the seed is idempotent by it. */
  key: string;
  organization: { name: string; aliases?: string[]; url?: string };
  name: string;
  aliases?: string[];
  kind: Kind;
  summary?: string;
  training?: boolean;
  site?: SiteListing;
  dedicated?: boolean;
  ages?: { min?: number; max?: number };
  genders?: Partial<Record<Gender, Policy>>;
  circumstances?: Partial<Record<Circumstance, Policy>>;
  languages?: Record<string, LanguageMode>;
  interpreterAnyLanguage?: boolean;
  prefersFromElsewhere?: boolean;
  servesDomestic?: boolean;
  servesInternational?: boolean;
  areas?: ({ county: string } | { state: string } | { nation: "US" })[];
  services?: Service[];
  securityFeatures?: SecurityFeature[];
  phone?: string;
  intakePhone?: string;
  nightPhone?: string;
  url?: string;
  intakeAroundTheClock?: boolean;
  /** Minutes from the weekday's midnight, ISO weekdays. */
  hours?: { weekdays: number[]; opens: number; closes: number; lastIntake?: number }[];
  closedDays?: string[];
  paused?: { hours: number; reason: PauseReason };
  listedCapacity?: { beds: number; asOf: string };
  stay?: { longestDays?: number; unlimited?: boolean; untilAge?: number };
  documentsToBring?: string[];
  verifiedOn?: string;
  pools?: PoolListing[];
  citations: Citation[];
}

/** Something a worker reads or attends. */
export interface ResourceListing {
  kind: ResourceKind;
  name: string;
  publisher?: string;
  summary?: string;
  url?: string;
  phone?: string;
  topics: Topic[];
  year?: number;
  state?: string;
  citation: Citation;
}
