import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  areaScopes,
  circumstances,
  genders,
  kinds,
  languageModes,
  pauseReasons,
  policies,
  programStatuses,
  resourceKinds,
  securityFeatures,
  services,
  topics,
  visibilities,
} from "../codes.ts";
import { allOf, coded, id, moment, oneOf } from "./columns.ts";

const onDeleteCascade = { onDelete: "cascade" } as const;

/** The legal entity (HSDS `organization`). */
export const organizations = pgTable("organizations", {
  id: id(),
  name: text("name").notNull().unique(),
  aliases: text("aliases").array().notNull().default([]),
  url: text("url"),
  training: boolean("training").notNull().default(false),
  createdAt: moment("created_at").notNull().defaultNow(),
});

/**
 * Where a program is (HSDS `location`). `lat` and `lon` may be shown to whoever may see the site:
 * for a confidential site they are its county's centre, and the true point lies elsewhere.
 */
export const sites = pgTable(
  "sites",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    visibility: coded("visibility", visibilities).notNull(),
    address: text("address"),
    city: text("city"),
    zip: char("zip", { length: 5 }),
    countyFips: char("county_fips", { length: 5 }),
    state: char("state", { length: 2 }).notNull(),
    lat: doublePrecision("lat"),
    lon: doublePrecision("lon"),
    timeZone: text("time_zone").notNull(),
  },
  (t) => [
    oneOf("sites_visibility", t.visibility, visibilities),
    check(
      "sites_confidential_has_no_address",
      sql`${t.visibility} <> 'confidential' or (${t.address} is null and ${t.city} is null and ${t.zip} is null)`,
    ),
    check("sites_point", sql`(${t.lat} is null) = (${t.lon} is null)`),
    check("sites_lat", sql`${t.lat} between -90 and 90`),
    check("sites_lon", sql`${t.lon} between -180 and 180`),
    check("sites_zip", sql`${t.zip} ~ '^[0-9]{5}$'`),
    check("sites_county", sql`${t.countyFips} ~ '^[0-9]{5}$'`),
    check("sites_state", sql`${t.state} ~ '^[A-Z]{2}$'`),
  ],
);

/**
 * True addresses of confidential sites, as far as they are known, apart from everything that is
 * searched or exported. Row security admits a read only for the viewer whom the transaction names.
 */
export const confidentialAddresses = pgTable(
  "confidential_addresses",
  {
    siteId: uuid("site_id")
      .primaryKey()
      .references(() => sites.id, onDeleteCascade),
    address: text("address"),
    city: text("city"),
    zip: char("zip", { length: 5 }),
    lat: doublePrecision("lat"),
    lon: doublePrecision("lon"),
  },
  (t) => [check("confidential_addresses_point", sql`(${t.lat} is null) = (${t.lon} is null)`)],
).enableRLS();

/** What a child is placed in or referred to (HSDS `service`), at one site or at none. */
export const programs = pgTable(
  "programs",
  {
    id: id(),
    /** Which listing of a seed it came from, so that seeding again adds nothing; null: made here. */
    seedKey: text("seed_key").unique(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    siteId: uuid("site_id").references(() => sites.id),
    kind: coded("kind", kinds).notNull(),
    name: text("name").notNull(),
    aliases: text("aliases").array().notNull().default([]),
    summary: text("summary"),
    status: coded("status", programStatuses).notNull().default("active"),
    training: boolean("training").notNull().default(false),
    /** Serves exploited children only. */
    dedicated: boolean("dedicated"),
    /** Youngest and oldest age taken, whole years, both included. One null: open on that side; both: never stated. */
    ageMin: smallint("age_min"),
    ageMax: smallint("age_max"),
    servesDomestic: boolean("serves_domestic"),
    servesInternational: boolean("serves_international"),
    /** Can serve any language through an interpreter; null: never stated. */
    interpreterAnyLanguage: boolean("interpreter_any_language"),
    /** Prefers children who are not from its own county. */
    prefersFromElsewhere: boolean("prefers_from_elsewhere"),
    phone: text("phone"),
    intakePhone: text("intake_phone"),
    nightPhone: text("night_phone"),
    url: text("url"),
    intakeAroundTheClock: boolean("intake_around_the_clock"),
    intakePausedUntil: moment("intake_paused_until"),
    intakePauseReason: coded("intake_pause_reason", pauseReasons),
    /** Beds that a document lists; never open beds. */
    listedCapacity: integer("listed_capacity"),
    listedCapacityAsOf: text("listed_capacity_as_of"),
    /** Longest stay in days; null with `stayUnlimited` false or null: never stated. */
    longestStayDays: integer("longest_stay_days"),
    stayUnlimited: boolean("stay_unlimited"),
    /** Stay ends with a birthday: the age at which it ends. */
    stayUntilAge: smallint("stay_until_age"),
    documentsToBring: text("documents_to_bring").array().notNull().default([]),
    verifiedOn: date("verified_on", { mode: "string" }),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("programs_organization_name").on(t.organizationId, t.name),
    index("programs_site").on(t.siteId),
    oneOf("programs_kind", t.kind, kinds),
    oneOf("programs_status", t.status, programStatuses),
    oneOf("programs_pause_reason", t.intakePauseReason, pauseReasons),
    check("programs_age_min", sql`${t.ageMin} between 0 and 120`),
    check("programs_age_max", sql`${t.ageMax} between 0 and 120`),
    check("programs_age_range", sql`${t.ageMin} <= ${t.ageMax}`),
    check("programs_listed_capacity", sql`${t.listedCapacity} >= 0`),
    check("programs_longest_stay", sql`${t.longestStayDays} > 0`),
    check("programs_stay_until_age", sql`${t.stayUntilAge} between 0 and 120`),
  ],
);

const programId = () =>
  uuid("program_id")
    .notNull()
    .references(() => programs.id, onDeleteCascade);

export const programGenders = pgTable(
  "program_genders",
  {
    programId: programId(),
    gender: coded("gender", genders).notNull(),
    policy: coded("policy", policies).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.gender] }),
    oneOf("program_genders_gender", t.gender, genders),
    oneOf("program_genders_policy", t.policy, policies),
  ],
);

export const programCircumstances = pgTable(
  "program_circumstances",
  {
    programId: programId(),
    circumstance: coded("circumstance", circumstances).notNull(),
    policy: coded("policy", policies).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.circumstance] }),
    oneOf("program_circumstances_circumstance", t.circumstance, circumstances),
    oneOf("program_circumstances_policy", t.policy, policies),
  ],
);

/** Languages by ISO 639-3 code. */
export const programLanguages = pgTable(
  "program_languages",
  {
    programId: programId(),
    language: char("language", { length: 3 }).notNull(),
    mode: coded("mode", languageModes).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.language] }),
    oneOf("program_languages_mode", t.mode, languageModes),
    check("program_languages_language", sql`${t.language} ~ '^[a-z]{3}$'`),
  ],
);

/** Areas served: `code` is a county's FIPS, a state's two letters, or `US`. */
export const programAreas = pgTable(
  "program_areas",
  {
    programId: programId(),
    scope: coded("scope", areaScopes).notNull(),
    code: text("code").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.scope, t.code] }),
    oneOf("program_areas_scope", t.scope, areaScopes),
    check(
      "program_areas_code",
      sql`(${t.scope} = 'county' and ${t.code} ~ '^[0-9]{5}$') or (${t.scope} = 'state' and ${t.code} ~ '^[A-Z]{2}$') or (${t.scope} = 'nation' and ${t.code} = 'US')`,
    ),
  ],
);

export const programServices = pgTable(
  "program_services",
  { programId: programId(), service: coded("service", services).notNull() },
  (t) => [
    primaryKey({ columns: [t.programId, t.service] }),
    oneOf("program_services_service", t.service, services),
  ],
);

export const programSecurityFeatures = pgTable(
  "program_security_features",
  { programId: programId(), feature: coded("feature", securityFeatures).notNull() },
  (t) => [
    primaryKey({ columns: [t.programId, t.feature] }),
    oneOf("program_security_features_feature", t.feature, securityFeatures),
  ],
);

/**
 * Weekly intake hours in the site's time zone. `weekday` is ISO (1 Monday to 7 Sunday); minutes
 * count from that day's midnight, and `closesMinute` past 1440 runs into the next day.
 * `lastIntakeMinute` ends intake before closing.
 */
export const intakeHours = pgTable(
  "intake_hours",
  {
    programId: programId(),
    weekday: smallint("weekday").notNull(),
    opensMinute: smallint("opens_minute").notNull(),
    closesMinute: smallint("closes_minute").notNull(),
    lastIntakeMinute: smallint("last_intake_minute"),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.weekday, t.opensMinute] }),
    check("intake_hours_weekday", sql`${t.weekday} between 1 and 7`),
    check("intake_hours_opens", sql`${t.opensMinute} between 0 and 1439`),
    check(
      "intake_hours_closes",
      sql`${t.closesMinute} > ${t.opensMinute} and ${t.closesMinute} <= ${t.opensMinute} + 1440`,
    ),
    check(
      "intake_hours_last",
      sql`${t.lastIntakeMinute} > ${t.opensMinute} and ${t.lastIntakeMinute} <= ${t.closesMinute}`,
    ),
  ],
);

export const intakeClosedDays = pgTable(
  "intake_closed_days",
  { programId: programId(), day: date("day", { mode: "string" }).notNull() },
  (t) => [primaryKey({ columns: [t.programId, t.day] })],
);

/** A published document that facts were taken from. `published` is as exact as it is known: 2012-08. */
export const documents = pgTable("documents", {
  id: id(),
  key: text("key").notNull().unique(),
  title: text("title").notNull(),
  publisher: text("publisher").notNull(),
  published: text("published").notNull(),
  url: text("url"),
});

/** Where a listing's facts stand in a document. */
export const programCitations = pgTable(
  "program_citations",
  {
    programId: programId(),
    documentId: uuid("document_id")
      .notNull()
      .references(() => documents.id),
    place: text("place").notNull(),
    asOf: text("as_of").notNull(),
  },
  (t) => [primaryKey({ columns: [t.programId, t.documentId, t.place] })],
);

/** What a worker reads or attends: trainings, tools, publications, agencies. */
export const resources = pgTable(
  "resources",
  {
    id: id(),
    kind: coded("kind", resourceKinds).notNull(),
    name: text("name").notNull(),
    publisher: text("publisher"),
    summary: text("summary"),
    url: text("url"),
    phone: text("phone"),
    topics: text("topics", { enum: topics as unknown as [string, ...string[]] })
      .array()
      .notNull()
      .default([]),
    year: smallint("year"),
    state: char("state", { length: 2 }),
    documentId: uuid("document_id")
      .notNull()
      .references(() => documents.id),
    place: text("place").notNull(),
  },
  (t) => [
    unique("resources_kind_name").on(t.kind, t.name),
    oneOf("resources_kind", t.kind, resourceKinds),
    allOf("resources_topics", t.topics, topics),
  ],
);
