import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { linkActions, linkChannels, reminderKinds, spokenLanguages } from "../codes.ts";
import { users } from "./access.ts";
import { coded, id, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";

const programId = () =>
  uuid("program_id")
    .notNull()
    .references(() => programs.id, { onDelete: "cascade" });
const userId = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** Keys by which a program's own system states counts. The key itself is kept as a hash alone. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    name: text("name").notNull(),
    keyHash: text("key_hash").notNull().unique(),
    /** The key's last four letters, by which its owner tells it from others. */
    hint: text("hint").notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: moment("created_at").notNull(),
    /** null: works until it is revoked. */
    expiresAt: moment("expires_at"),
    revokedAt: moment("revoked_at"),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [check("api_keys_name", sql`length(${t.name}) between 1 and 80`)],
);

/** The programs whose counts a key may state. */
export const apiKeyPrograms = pgTable(
  "api_key_programs",
  {
    keyId: uuid("key_id")
      .notNull()
      .references(() => apiKeys.id, { onDelete: "cascade" }),
    programId: programId(),
  },
  (t) => [
    primaryKey({ columns: [t.keyId, t.programId] }),
    index("api_key_programs_program").on(t.programId),
  ],
);

/** Links by which one person may state the counts of one program. The link is kept as a hash alone. */
export const confirmLinks = pgTable(
  "confirm_links",
  {
    id: id(),
    tokenHash: text("token_hash").notNull().unique(),
    programId: programId(),
    userId: userId(),
    channel: coded("channel", linkChannels).notNull(),
    /** Who had it sent; null: a reminder. */
    sentBy: text("sent_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    index("confirm_links_program").on(t.programId, t.createdAt.desc()),
    index("confirm_links_expires").on(t.expiresAt),
    oneOf("confirm_links_channel", t.channel, linkChannels),
  ],
);

/** What was stated by a link: each action once. */
export const confirmLinkUses = pgTable(
  "confirm_link_uses",
  {
    linkId: uuid("link_id")
      .notNull()
      .references(() => confirmLinks.id, { onDelete: "cascade" }),
    action: coded("action", linkActions).notNull(),
    usedAt: moment("used_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.linkId, t.action] }),
    oneOf("confirm_link_uses_action", t.action, linkActions),
  ],
);

/**
 * Who is on duty in which hours of the week, in the program's time zone. `weekday` is ISO (1 Monday);
 * minutes count from that day's midnight, and `endsMinute` past 1440 runs into the next day.
 */
export const dutyShifts = pgTable(
  "duty_shifts",
  {
    id: id(),
    programId: programId(),
    userId: userId(),
    weekday: smallint("weekday").notNull(),
    startsMinute: smallint("starts_minute").notNull(),
    endsMinute: smallint("ends_minute").notNull(),
  },
  (t) => [
    index("duty_shifts_program").on(t.programId),
    check("duty_shifts_weekday", sql`${t.weekday} between 1 and 7`),
    check("duty_shifts_starts", sql`${t.startsMinute} between 0 and 1439`),
    check(
      "duty_shifts_ends",
      sql`${t.endsMinute} > ${t.startsMinute} and ${t.endsMinute} <= ${t.startsMinute} + 1440`,
    ),
  ],
);

/** A day on which somebody is on duty beside the week's plan or, without hours, not at all. */
export const dutyExceptions = pgTable(
  "duty_exceptions",
  {
    id: id(),
    programId: programId(),
    userId: userId(),
    day: date("day", { mode: "string" }).notNull(),
    startsMinute: smallint("starts_minute"),
    endsMinute: smallint("ends_minute"),
  },
  (t) => [
    index("duty_exceptions_program").on(t.programId, t.day),
    check("duty_exceptions_starts", sql`${t.startsMinute} between 0 and 1439`),
    check(
      "duty_exceptions_ends",
      sql`${t.endsMinute} > ${t.startsMinute} and ${t.endsMinute} <= ${t.startsMinute} + 1440`,
    ),
    check("duty_exceptions_whole", sql`num_nulls(${t.startsMinute}, ${t.endsMinute}) in (0, 2)`),
  ],
);

/** When a program's staff may be reminded; a program without a row has the defaults. */
export const reminderSettings = pgTable(
  "reminder_settings",
  {
    programId: programId().primaryKey(),
    enabled: boolean("enabled").notNull(),
    /** Hours of the program's day, in minutes; from later than to: through the night. */
    fromMinute: smallint("from_minute").notNull(),
    toMinute: smallint("to_minute").notNull(),
    /** Whether the lead hears of a count that went stale all the same. */
    escalate: boolean("escalate").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (t) => [
    check("reminder_settings_from", sql`${t.fromMinute} between 0 and 1439`),
    check("reminder_settings_to", sql`${t.toMinute} between 0 and 1439`),
  ],
);

/** Reminders that were sent; of one kind one for each count, on however many instances. */
export const reminders = pgTable(
  "reminders",
  {
    id: id(),
    programId: programId(),
    kind: coded("kind", reminderKinds).notNull(),
    /** When the count was true that it is about. */
    observedAt: moment("observed_at").notNull(),
    sentAt: moment("sent_at").notNull(),
  },
  (t) => [
    unique("reminders_once").on(t.programId, t.kind, t.observedAt),
    oneOf("reminders_kind", t.kind, reminderKinds),
  ],
);

/** Who wants no reminder any more. */
export const reminderStops = pgTable("reminder_stops", {
  userId: userId().primaryKey(),
  stoppedAt: moment("stopped_at").notNull(),
});

/** Ids of text messages that were taken, so that none counts twice. */
export const smsReceived = pgTable(
  "sms_received",
  { messageId: text("message_id").primaryKey(), receivedAt: moment("received_at").notNull() },
  (t) => [index("sms_received_at").on(t.receivedAt)],
);

/** What a person who texts was asked last: which program or which beds an answer was about. */
export const smsQuestions = pgTable("sms_questions", {
  userId: userId().primaryKey(),
  question: jsonb("question").notNull(),
  askedAt: moment("asked_at").notNull(),
});

/** The code that a person who calls proves themself by, as a keyed hash. */
export const callCodes = pgTable("call_codes", {
  userId: userId().primaryKey(),
  codeHash: text("code_hash").notNull(),
  createdAt: moment("created_at").notNull(),
});

/** Calls under way: what was said so far. */
export const keypadCalls = pgTable(
  "keypad_calls",
  {
    /** A hash of the gateway's id of the call. */
    callId: text("call_id").primaryKey(),
    userId: userId(),
    language: coded("language", spokenLanguages).notNull(),
    state: jsonb("state").notNull(),
    begunAt: moment("begun_at").notNull(),
  },
  (t) => [
    index("keypad_calls_begun").on(t.begunAt),
    oneOf("keypad_calls_language", t.language, spokenLanguages),
  ],
);
