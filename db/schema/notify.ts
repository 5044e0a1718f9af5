import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  circumstances,
  genders,
  kinds,
  messageLanguages,
  noticeChannels,
  noticeKinds,
  noticeOutcomes,
  noticeStates,
} from "../codes.ts";
import { users } from "./access.ts";
import { allOf, coded, id, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";
import { holds } from "./placements.ts";

const owner = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/**
 * The telephone number that a person registered (E.164), theirs once they have shown the code that
 * was sent to it. The code is kept as a keyed hash, and only until it was shown.
 */
export const contactPhones = pgTable(
  "contact_phones",
  {
    userId: owner().primaryKey(),
    number: text("number").notNull(),
    verifiedAt: moment("verified_at"),
    codeHash: text("code_hash"),
    codeEndsAt: moment("code_ends_at"),
    codeTries: integer("code_tries").notNull().default(0),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("contact_phones_verified_number")
      .on(t.number)
      .where(sql`${t.verifiedAt} is not null`),
    check("contact_phones_number", sql`${t.number} ~ '^[+][1-9][0-9]{6,14}$'`),
  ],
);

/** Numbers whose holder asked for no more messages. */
export const stoppedNumbers = pgTable("stopped_numbers", {
  number: text("number").primaryKey(),
  stoppedAt: moment("stopped_at").notNull(),
});

/** Browsers that a person lets show notices. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: id(),
    userId: owner(),
    endpoint: text("endpoint").notNull().unique(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [index("push_subscriptions_user").on(t.userId)],
);

/** How a person wants to be told; without a row: by every way there is, in both languages. */
export const noticeChoices = pgTable(
  "notice_choices",
  {
    userId: owner().primaryKey(),
    email: boolean("email").notNull().default(true),
    push: boolean("push").notNull().default(true),
    sms: boolean("sms").notNull().default(true),
    /** null: both. */
    language: coded("language", messageLanguages),
  },
  (t) => [oneOf("notice_choices_language", t.language, messageLanguages)],
);

/** One row: the key pair by which push services know this installation. */
export const pushKeys = pgTable(
  "push_keys",
  {
    only: boolean("only").primaryKey().default(true),
    publicKey: text("public_key").notNull(),
    privateKey: text("private_key").notNull(),
  },
  (t) => [check("push_keys_only", sql`${t.only}`)],
);

/**
 * What a worker waits for: a need in codes and a county, for a day. Nothing in it would fit a name
 * or a sentence.
 */
export const watches = pgTable(
  "watches",
  {
    id: id(),
    userId: owner(),
    age: smallint("age"),
    gender: coded("gender", genders),
    languages: char("languages", { length: 3 }).array().notNull().default([]),
    interpreter: boolean("interpreter").notNull().default(true),
    circumstances: text("circumstances", { enum: circumstances }).array().notNull().default([]),
    kinds: text("kinds", { enum: kinds }).array().notNull().default([]),
    county: char("county", { length: 5 }),
    withinMiles: smallint("within_miles"),
    dedicatedOnly: boolean("dedicated_only").notNull().default(false),
    createdAt: moment("created_at").notNull(),
    endsAt: moment("ends_at").notNull(),
  },
  (t) => [
    index("watches_user").on(t.userId),
    index("watches_ends").on(t.endsAt),
    oneOf("watches_gender", t.gender, genders),
    allOf("watches_circumstances", t.circumstances, circumstances),
    allOf("watches_kinds", t.kinds, kinds),
    check("watches_age", sql`${t.age} between 0 and 25`),
    check("watches_county", sql`${t.county} ~ '^[0-9]{5}$'`),
  ],
);

/** Programs and counts that a watch has found; told of once. `told`: false where it was so before. */
export const watchFindings = pgTable(
  "watch_findings",
  {
    watchId: uuid("watch_id")
      .notNull()
      .references(() => watches.id, { onDelete: "cascade" }),
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    open: integer("open").notNull(),
    told: boolean("told").notNull(),
    foundAt: moment("found_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.watchId, t.programId, t.open] })],
);

/** What is told to whom by which way: once for each event. Neither text nor address is kept. */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    /** What happened: an id of the history, or of what is found by looking. */
    event: text("event").notNull(),
    kind: coded("kind", noticeKinds).notNull(),
    userId: owner(),
    channel: coded("channel", noticeChannels).notNull(),
    holdId: uuid("hold_id").references(() => holds.id, { onDelete: "cascade" }),
    watchId: uuid("watch_id").references(() => watches.id, { onDelete: "cascade" }),
    state: coded("state", noticeStates).notNull(),
    outcome: coded("outcome", noticeOutcomes),
    tries: smallint("tries").notNull().default(0),
    /** When there is nothing left to tell. */
    endsAt: moment("ends_at").notNull(),
    plannedAt: moment("planned_at").notNull(),
    sentAt: moment("sent_at"),
    deliveredAt: moment("delivered_at"),
  },
  (t) => [
    unique("notices_once").on(t.event, t.userId, t.channel),
    index("notices_hold").on(t.holdId),
    index("notices_user").on(t.userId, t.id),
    index("notices_unfinished")
      .on(t.plannedAt)
      .where(sql`${t.state} in ('planned', 'sending')`),
    oneOf("notices_kind", t.kind, noticeKinds),
    oneOf("notices_channel", t.channel, noticeChannels),
    oneOf("notices_state", t.state, noticeStates),
    oneOf("notices_outcome", t.outcome, noticeOutcomes),
  ],
);
