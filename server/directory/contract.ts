import { Type, type Static } from "typebox";
import {
  licenceStatuses,
  programStatuses,
  securityFeatures,
  pauseReasons,
  resourceKinds,
  topics,
} from "../../db/codes.ts";
import {
  Age,
  CircumstanceCode,
  Coded,
  CountyFips,
  FreshnessCode,
  GenderCode,
  KindCode,
  LanguageCode,
  LanguageModeCode,
  Named,
  Nullable,
  PolicyCode,
  ServiceCode,
  StateCode,
  Timestamp,
  Uuid,
  VisibilityCode,
} from "../contract.ts";
import { searchSorts } from "../search/engine.ts";

export const County = Named("County", {
  fips: CountyFips,
  name: Type.String(),
  state: StateCode,
});

/** Where a program is, no finer than the viewer may know. */
export const Place = Named("Place", {
  visibility: VisibilityCode,
  precision: Coded(
    "Precision",
    ["exact", "town", "county", "none"],
    "How exact `lat` and `lon` are",
  ),
  address: Nullable(Type.String()),
  city: Nullable(Type.String()),
  zip: Nullable(Type.String()),
  county: Nullable(County),
  state: Nullable(StateCode),
  lat: Nullable(Type.Number()),
  lon: Nullable(Type.Number()),
});

/** Ages taken, whole years, both included; null on one side: open there. */
export const Ages = Named("Ages", { min: Nullable(Type.Integer()), max: Nullable(Type.Integer()) });

export const Beds = Named("Beds", {
  open: Nullable(Type.Integer({ description: "Open beds; null: no count was ever given" })),
  total: Nullable(Type.Integer()),
  freshness: FreshnessCode,
  observed_at: Nullable(Timestamp),
});
export type Beds = Static<typeof Beds>;

export const ListedCapacity = Named("ListedCapacity", {
  beds: Type.Integer({ description: "Beds that a document lists; never open beds" }),
  as_of: Type.String(),
});

export const ProgramSummary = Named("ProgramSummary", {
  id: Uuid,
  name: Type.String(),
  organization: Type.Object({ id: Uuid, name: Type.String() }),
  kind: KindCode,
  training: Type.Boolean({ description: "Fictional, for training" }),
  dedicated: Nullable(Type.Boolean()),
  place: Place,
  ages: Nullable(Ages),
  phone: Nullable(Type.String()),
  url: Nullable(Type.String()),
  beds: Nullable(Beds),
  listed_capacity: Nullable(ListedCapacity),
  verified_on: Nullable(Type.String({ format: "date" })),
  as_of: Nullable(Type.String({ description: "Date of the newest document cited: 2012-08" })),
  overdue: Type.Boolean({ description: "Not verified within 180 days" }),
  distance_miles: Nullable(Type.Number()),
});
export type ProgramSummary = Static<typeof ProgramSummary>;

export const Pool = Named("Pool", {
  id: Uuid,
  label: Type.String(),
  ages: Nullable(Ages),
  genders: Nullable(Type.Array(GenderCode)),
  dedicated: Type.Boolean(),
  open: Nullable(Type.Integer({ description: "Empty beds that nobody was promised" })),
  empty: Nullable(
    Type.Integer({ description: "As last counted, less those filled since: what staff state" }),
  ),
  promised: Type.Integer({ description: "Beds that waiting and accepted holds claim" }),
  total: Nullable(Type.Integer()),
  kept_for_missing: Nullable(Type.Integer()),
  freshness: FreshnessCode,
  observed_at: Nullable(Timestamp),
  received_at: Nullable(Timestamp),
  version: Type.Integer({ description: "Grows with each change; send it as If-Match" }),
});
export type Pool = Static<typeof Pool>;

export const IntakeHours = Named("IntakeHours", {
  weekday: Type.Integer({ minimum: 1, maximum: 7, description: "ISO: 1 Monday to 7 Sunday" }),
  opens: Type.String({ pattern: "^[0-2][0-9]:[0-5][0-9]$" }),
  closes: Type.String({ pattern: "^[0-2][0-9]:[0-5][0-9]$" }),
  next_day: Type.Boolean({ description: "Closes on the following day" }),
  last_intake: Nullable(Type.String()),
});

export const Intake = Named("Intake", {
  open_now: Nullable(Type.Boolean({ description: "null: hours were never stated" })),
  opens_at: Nullable(Timestamp),
  phone: Nullable(Type.String()),
  paused_until: Nullable(Timestamp),
});

export const Program = Named("Program", {
  ...ProgramSummary.properties,
  status: Coded("ProgramStatus", programStatuses, "Inactive: shown to its staff and stewards only"),
  aliases: Type.Array(Type.String()),
  summary: Nullable(Type.String()),
  genders: Type.Array(Type.Object({ gender: GenderCode, policy: PolicyCode })),
  circumstances: Type.Array(Type.Object({ circumstance: CircumstanceCode, policy: PolicyCode })),
  languages: Type.Array(Type.Object({ language: LanguageCode, mode: LanguageModeCode })),
  interpreter_any_language: Nullable(Type.Boolean()),
  serves_domestic: Nullable(Type.Boolean()),
  serves_international: Nullable(Type.Boolean()),
  prefers_from_elsewhere: Nullable(Type.Boolean()),
  areas: Type.Array(
    Type.Object({
      scope: Coded("AreaScope", ["county", "state", "nation"], "Scope of the area"),
      code: Type.String(),
      name: Type.String(),
    }),
  ),
  services: Type.Array(ServiceCode),
  security_features: Type.Array(Coded("SecurityFeature", securityFeatures, "Security feature")),
  intake: Type.Object({
    ...Intake.properties,
    around_the_clock: Nullable(Type.Boolean()),
    hours: Type.Array(IntakeHours),
    closed_days: Type.Array(Type.String({ format: "date" })),
    time_zone: Nullable(Type.String()),
    night_phone: Nullable(Type.String()),
    pause_reason: Nullable(Coded("PauseReason", pauseReasons, "Why intake is paused")),
  }),
  stay: Type.Object({
    longest_days: Nullable(Type.Integer()),
    unlimited: Nullable(Type.Boolean()),
    until_age: Nullable(Type.Integer()),
  }),
  documents_to_bring: Type.Array(Type.String()),
  // Its number leads to an address in public registers and is not here.
  licence: Nullable(
    Type.Object({
      status: Coded("LicenceStatus", licenceStatuses, "exempt: the law asks for no licence"),
      until: Nullable(
        Type.String({ format: "date", description: "The last day on which it holds" }),
      ),
    }),
  ),
  pools: Nullable(Type.Array(Pool, { description: "null where the viewer may not see counts" })),
  may_report: Type.Boolean({ description: "This viewer may report beds here" }),
  citations: Type.Array(
    Type.Object({
      title: Type.String(),
      publisher: Type.String(),
      published: Type.String(),
      place: Type.String(),
      as_of: Type.String(),
      url: Nullable(Type.String()),
    }),
  ),
});
export type Program = Static<typeof Program>;

export const FacetCount = Named("FacetCount", { value: Type.String(), programs: Type.Integer() });

/**
 * Facets of directory search; each counts as if its own filter were not set. The most frequent
 * values, and those asked for.
 */
export const Facets = Named("Facets", {
  kind: Type.Array(FacetCount),
  state: Type.Array(FacetCount),
  county: Type.Array(FacetCount),
  language: Type.Array(FacetCount),
  gender: Type.Array(FacetCount),
  circumstance: Type.Array(FacetCount),
  service: Type.Array(FacetCount),
  dedicated: Type.Array(FacetCount),
});
export type Facets = Static<typeof Facets>;

const list = <T extends Parameters<typeof Type.Array>[0]>(item: T, description?: string) =>
  Type.Array(item, { maxItems: 40, ...(description === undefined ? {} : { description }) });

export const ProgramQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    kind: Type.Optional(list(KindCode)),
    state: Type.Optional(list(StateCode, "Located there, or serving it or a part of it")),
    county: Type.Optional(
      list(CountyFips, "Located there, or serving it, also through its state or the nation"),
    ),
    language: Type.Optional(list(LanguageCode, "Served directly or by an interpreter")),
    gender: Type.Optional(list(GenderCode, "Stated to accept any of these")),
    age: Type.Optional(Age),
    circumstance: Type.Optional(list(CircumstanceCode, "Stated to accept all of these")),
    service: Type.Optional(list(ServiceCode, "Gives all of these")),
    dedicated: Type.Optional(Type.Boolean()),
    near: Type.Optional(
      Type.String({
        maxLength: 40,
        description: "ZIP, `lat,lon` or county FIPS as `county:06001`",
      }),
    ),
    within_miles: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 3000 })),
    sort: Type.Optional(
      Coded(
        "Sort",
        searchSorts,
        "Order of the answer; distance needs `near`; freshness is of the bed count, or of the listing's verification where counts are not shown to you",
      ),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
);
export type ProgramQuery = Static<typeof ProgramQuery>;

export const ProgramHit = Named("ProgramHit", {
  ...ProgramSummary.properties,
  marked_name: Nullable(
    Type.String({ description: "The name with matched words between U+E000 and U+E001" }),
  ),
});

export const ProgramList = Named("ProgramList", {
  total: Type.Integer(),
  items: Type.Array(ProgramHit),
  next: Nullable(Type.String({ description: "Cursor of the next page" })),
  facets: Facets,
});
export type ProgramList = Static<typeof ProgramList>;

export const ResourceQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    kind: Type.Optional(list(Coded("ResourceKind", resourceKinds, "Kind of resource"))),
    topic: Type.Optional(list(Coded("Topic", topics, "Topic"))),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
);
export type ResourceQuery = Static<typeof ResourceQuery>;

export const Resource = Named("Resource", {
  id: Uuid,
  kind: Coded("ResourceKind", resourceKinds, "Kind of resource"),
  name: Type.String(),
  publisher: Nullable(Type.String()),
  summary: Nullable(Type.String()),
  url: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  topics: Type.Array(Coded("Topic", topics, "Topic")),
  year: Nullable(Type.Integer()),
  state: Nullable(StateCode),
  source: Type.Object({ title: Type.String(), published: Type.String(), place: Type.String() }),
});
export const ResourceList = Named("ResourceList", {
  total: Type.Integer(),
  items: Type.Array(Resource),
  next: Nullable(Type.String()),
});
export type ResourceList = Static<typeof ResourceList>;

export const CountyList = Named("CountyList", { total: Type.Integer(), items: Type.Array(County) });
