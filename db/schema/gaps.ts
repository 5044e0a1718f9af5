import { sql } from "drizzle-orm";
import {
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  ageBands,
  askers,
  circumstances,
  declineReasons,
  demandKinds,
  genders,
  requestOutcomes,
  searchOutcomes,
  waitBands,
} from "../codes.ts";
import { users } from "./access.ts";
import { allOf, coded, id, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";
import { requests } from "./placements.ts";

/**
 * What was asked for, in coarse facts (rule 11): nobody's row, no finer than an hour. The id is
 * drawn by chance, since one that is made of time would tell the moment.
 */
export const demandEvents = pgTable(
  "demand_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: coded("kind", demandKinds).notNull(),
    hour: moment("hour").notNull(),
    askedBy: coded("asked_by", askers).notNull(),
    ageBand: coded("age_band", ageBands).notNull(),
    gender: coded("gender", genders),
    /** FIPS code of the county that the child is from. */
    county: char("county", { length: 5 }),
    languages: char("languages", { length: 3 }).array().notNull().default([]),
    circumstances: text("circumstances", { enum: circumstances }).array().notNull().default([]),
    /** Of a search: what it found at best. */
    found: coded("found", searchOutcomes),
    /** Of a search without a fit: the criterion without which most programs would fit. */
    barrier: text("barrier"),
    /** Of a request: how it ended. */
    outcome: coded("outcome", requestOutcomes),
    /** Of a request that was accepted: how long that took. */
    waited: coded("waited", waitBands),
    /** Of a decline. */
    declineReason: coded("decline_reason", declineReasons),
  },
  (t) => [
    index("demand_events_hour").on(t.hour),
    oneOf("demand_events_kind", t.kind, demandKinds),
    oneOf("demand_events_asked_by", t.askedBy, askers),
    oneOf("demand_events_age_band", t.ageBand, ageBands),
    oneOf("demand_events_gender", t.gender, genders),
    allOf("demand_events_circumstances", t.circumstances, circumstances),
    oneOf("demand_events_found", t.found, searchOutcomes),
    oneOf("demand_events_outcome", t.outcome, requestOutcomes),
    oneOf("demand_events_waited", t.waited, waitBands),
    oneOf("demand_events_decline_reason", t.declineReason, declineReasons),
    check("demand_events_county", sql`${t.county} ~ '^[0-9]{5}$'`),
    check("demand_events_barrier", sql`${t.barrier} ~ '^[a-z_]{1,40}(:[a-z_]{1,40})?$'`),
    check("demand_events_whole_hour", sql`extract(epoch from ${t.hour}) % 3600 = 0`),
    check("demand_events_found_by_search", sql`(${t.kind} = 'search') = (${t.found} is not null)`),
    check("demand_events_ended", sql`(${t.kind} = 'request') = (${t.outcome} is not null)`),
    check(
      "demand_events_declined",
      sql`(${t.kind} = 'decline') = (${t.declineReason} is not null)`,
    ),
  ],
);

/** Ended requests whose events were written, so that none is counted twice. */
export const countedRequests = pgTable("counted_requests", {
  requestId: uuid("request_id")
    .primaryKey()
    .references(() => requests.id, { onDelete: "cascade" }),
});

/** How often searches showed a program, by day in UTC; whoever searched. */
export const programShowings = pgTable(
  "program_showings",
  {
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    day: date("day", { mode: "string" }).notNull(),
    shown: integer("shown").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programId, t.day] }),
    check("program_showings_shown", sql`${t.shown} > 0`),
  ],
);

/** Need profiles of one analyst's own: a need without a place, as its contract has it. */
export const needProfiles = pgTable(
  "need_profiles",
  {
    id: id(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    need: jsonb("need").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (t) => [
    unique("need_profiles_user_name").on(t.userId, t.name),
    check("need_profiles_name", sql`length(${t.name}) between 1 and 60`),
  ],
);

/**
 * Figures of demand as they were published once for a whole month, small ones withheld. They are
 * never worked out again: the difference between two versions would tell what was withheld.
 */
export const demandMonths = pgTable("demand_months", {
  /** Its first day. */
  month: date("month", { mode: "string" }).primaryKey(),
  figures: jsonb("figures").notNull(),
});

/** Youth by county and year of the estimate (source: US Census, county characteristics). */
export const youthPopulations = pgTable(
  "youth_populations",
  {
    county: char("county", { length: 5 }).notNull(),
    year: smallint("year").notNull(),
    from10To14: integer("from_10_to_14").notNull(),
    from15To19: integer("from_15_to_19").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.county, t.year] }),
    check("youth_populations_county", sql`${t.county} ~ '^[0-9]{5}$'`),
    check("youth_populations_counts", sql`${t.from10To14} >= 0 and ${t.from15To19} >= 0`),
  ],
);
