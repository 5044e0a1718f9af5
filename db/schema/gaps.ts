import { sql } from "drizzle-orm";
import {
  char,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
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
import { allOf, coded, moment, oneOf } from "./columns.ts";
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
