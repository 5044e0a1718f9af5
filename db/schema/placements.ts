import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  callOutcomes,
  circumstances,
  declineReasons,
  enquiryReasons,
  genders,
  holdMoves,
  holdParties,
  holdStates,
} from "../codes.ts";
import { users } from "./access.ts";
import { bedPools } from "./availability.ts";
import { allOf, coded, id, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";

/**
 * A worker asks up to three programs to take one unnamed child. Of the need only what decides is
 * kept, in codes: there is no column that a name, a date of birth or a sentence would fit.
 */
export const requests = pgTable(
  "requests",
  {
    id: id(),
    /** Words and digits drawn by chance; unique among requests that are not closed. */
    reference: text("reference").notNull(),
    workerId: text("worker_id")
      .notNull()
      .references(() => users.id),
    age: smallint("age").notNull(),
    gender: coded("gender", genders),
    languages: char("languages", { length: 3 }).array().notNull().default([]),
    /** An interpreter serves as well as a direct speaker. */
    interpreter: boolean("interpreter").notNull().default(true),
    circumstances: text("circumstances", { enum: circumstances }).array().notNull().default([]),
    /** FIPS code of the county that the child is from. */
    county: char("county", { length: 5 }),
    /** When the child could arrive. */
    arrivingAt: moment("arriving_at"),
    askedAt: moment("asked_at").notNull(),
    /** When the last of its holds had ended; null: not yet, or not yet noticed. */
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("requests_worker").on(t.workerId, t.id),
    uniqueIndex("requests_open_reference")
      .on(t.reference)
      .where(sql`${t.closedAt} is null`),
    oneOf("requests_gender", t.gender, genders),
    allOf("requests_circumstances", t.circumstances, circumstances),
    check("requests_age", sql`${t.age} between 0 and 25`),
    check("requests_reference", sql`${t.reference} ~ '^[A-Z]{3,10}-[0-9]{3}$'`),
    check("requests_county", sql`${t.county} ~ '^[0-9]{5}$'`),
  ],
);

/**
 * The part of a request that goes to one program. With a pool it claims one of its beds; without,
 * it is an enquiry. `state` is what was last written: a hold that is waiting or accepted has expired
 * once `expiresAt` has come, whoever has written it down or not.
 */
export const holds = pgTable(
  "holds",
  {
    id: id(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id),
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id),
    poolId: uuid("pool_id").references(() => bedPools.id),
    state: coded("state", holdStates).notNull(),
    /** Why it claimed no bed when it was asked; null: it did. */
    enquiry: coded("enquiry", enquiryReasons),
    /** Criteria by which the program's listing excludes the need; the worker asked nevertheless. */
    excludedBy: text("excluded_by").array().notNull().default([]),
    askedAt: moment("asked_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    arrivingAt: moment("arriving_at"),
    acceptedAt: moment("accepted_at"),
    arrivedAt: moment("arrived_at"),
    endedAt: moment("ended_at"),
    declineReason: coded("decline_reason", declineReasons),
    declineCircumstance: coded("decline_circumstance", circumstances),
  },
  (t) => [
    unique("holds_request_program").on(t.requestId, t.programId),
    // Rule 5, held to by the database too.
    uniqueIndex("holds_one_accepted")
      .on(t.requestId)
      .where(sql`${t.state} in ('accepted', 'arrived')`),
    index("holds_program").on(t.programId, t.id),
    index("holds_claims")
      .on(t.poolId)
      .where(sql`${t.state} in ('waiting', 'accepted', 'arrived')`),
    index("holds_running")
      .on(t.expiresAt)
      .where(sql`${t.state} in ('waiting', 'accepted')`),
    oneOf("holds_state", t.state, holdStates),
    oneOf("holds_enquiry", t.enquiry, enquiryReasons),
    oneOf("holds_decline_reason", t.declineReason, declineReasons),
    oneOf("holds_decline_circumstance", t.declineCircumstance, circumstances),
    check("holds_claims_or_enquires", sql`${t.poolId} is not null or ${t.enquiry} is not null`),
    check(
      "holds_declined",
      sql`(${t.state} = 'declined') = (${t.declineReason} is not null) and (${t.declineReason} is not distinct from 'circumstance') = (${t.declineCircumstance} is not null)`,
    ),
    check("holds_arrived", sql`(${t.state} = 'arrived') = (${t.arrivedAt} is not null)`),
    check(
      "holds_ended",
      sql`(${t.state} in ('declined', 'expired', 'released', 'no_show')) = (${t.endedAt} is not null)`,
    ),
  ],
);

/** What happened to each hold, append-only; a trigger refuses change and removal. */
export const holdHistory = pgTable(
  "hold_history",
  {
    id: id(),
    holdId: uuid("hold_id")
      .notNull()
      .references(() => holds.id),
    move: coded("move", holdMoves).notNull(),
    party: coded("party", holdParties).notNull(),
    /** The person; null: a rule did it. */
    actor: text("actor").references(() => users.id),
    at: moment("at").notNull(),
  },
  (t) => [
    index("hold_history_hold").on(t.holdId, t.id),
    oneOf("hold_history_move", t.move, holdMoves),
    oneOf("hold_history_party", t.party, holdParties),
    check("hold_history_actor", sql`(${t.party} = 'rule') = (${t.actor} is null)`),
  ],
);

/**
 * What a worker's telephone call to a program came to. It belongs to a request, or stands by itself
 * for a need, of which then the same codes are kept as of a request's and nothing else.
 */
export const callAttempts = pgTable(
  "call_attempts",
  {
    id: id(),
    workerId: text("worker_id")
      .notNull()
      .references(() => users.id),
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id),
    requestId: uuid("request_id").references(() => requests.id),
    outcome: coded("outcome", callOutcomes).notNull(),
    declineReason: coded("decline_reason", declineReasons),
    declineCircumstance: coded("decline_circumstance", circumstances),
    age: smallint("age"),
    gender: coded("gender", genders),
    languages: char("languages", { length: 3 }).array().notNull().default([]),
    interpreter: boolean("interpreter").notNull().default(true),
    circumstances: text("circumstances", { enum: circumstances }).array().notNull().default([]),
    county: char("county", { length: 5 }),
    calledAt: moment("called_at").notNull(),
  },
  (t) => [
    index("call_attempts_worker").on(t.workerId, t.id),
    index("call_attempts_request").on(t.requestId),
    index("call_attempts_program").on(t.programId, t.calledAt),
    oneOf("call_attempts_outcome", t.outcome, callOutcomes),
    oneOf("call_attempts_decline_reason", t.declineReason, declineReasons),
    oneOf("call_attempts_decline_circumstance", t.declineCircumstance, circumstances),
    oneOf("call_attempts_gender", t.gender, genders),
    allOf("call_attempts_circumstances", t.circumstances, circumstances),
    check("call_attempts_age", sql`${t.age} between 0 and 25`),
    check("call_attempts_county", sql`${t.county} ~ '^[0-9]{5}$'`),
    check("call_attempts_need", sql`(${t.requestId} is null) = (${t.age} is not null)`),
    check(
      "call_attempts_declined",
      sql`(${t.outcome} = 'declined') = (${t.declineReason} is not null) and (${t.declineReason} is not distinct from 'circumstance') = (${t.declineCircumstance} is not null)`,
    ),
  ],
);

/** How long a meeting point's directions may be, in characters. */
export const directionsLength = { least: 10, most: 300 };

/**
 * Where a confidential program wants to be met instead of at its address: a public place in the
 * words of its staff. While there is one, no worker is shown the address.
 */
export const meetingPoints = pgTable(
  "meeting_points",
  {
    programId: uuid("program_id")
      .primaryKey()
      .references(() => programs.id, { onDelete: "cascade" }),
    directions: text("directions").notNull(),
    changedBy: text("changed_by")
      .notNull()
      .references(() => users.id),
    changedAt: moment("changed_at").notNull(),
  },
  () => [
    check(
      "meeting_points_directions",
      sql.raw(
        `char_length(directions) between ${directionsLength.least} and ${directionsLength.most}`,
      ),
    ),
  ],
);
