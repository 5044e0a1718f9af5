import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { roles } from "../codes.ts";
import { coded, moment, oneOf } from "./columns.ts";
import { organizations, programs } from "./directory.ts";

/** People with an account. The shape of users, sessions, accounts and verifications is better-auth's. */
export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull().unique(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    role: coded("role", roles).notNull(),
    organizationId: uuid("organization_id").references(() => organizations.id),
    training: boolean("training").notNull().default(false),
    invitedBy: text("invited_by").references((): AnyPgColumn => users.id, { onDelete: "set null" }),
    /** Until when the invitation may be accepted by signing in; null: it was, or none was needed. */
    invitationEndsAt: moment("invitation_ends_at"),
    /** Who has left; the row stays for what it did. */
    closedAt: moment("closed_at"),
    /** Whether signing in asks for a code of an authenticator app. */
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    oneOf("users_role", t.role, roles),
    check("users_email_lower", sql`${t.email} = lower(${t.email})`),
    index("users_organization").on(t.organizationId),
  ],
);

/** Where an analyst looks: states by USPS code, counties by FIPS code. */
export const analystRegions = pgTable(
  "analyst_regions",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    area: text("area").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.area] }),
    check("analyst_regions_area", sql`${t.area} ~ '^([A-Z]{2}|[0-9]{5})$'`),
  ],
);

/** Authenticator apps; secret and recovery codes are encrypted with a key that is not here. */
export const twoFactors = pgTable("two_factors", {
  id: text("id").primaryKey(),
  secret: text("secret").notNull(),
  backupCodes: text("backup_codes").notNull(),
  userId: text("user_id")
    .notNull()
    .unique()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Whether its person has shown a code of it. */
  verified: boolean("verified").notNull().default(false),
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntil: moment("locked_until"),
});

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: moment("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [index("accounts_user").on(t.userId)],
);

export const verifications = pgTable("verifications", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: moment("expires_at").notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
  updatedAt: moment("updated_at").notNull().defaultNow(),
});

/**
 * Tries of signing in, counted for everybody's instances together. `key` is a keyed hash of what
 * the limit is on, so that the table tells nobody's address.
 */
export const signInTries = pgTable(
  "sign_in_tries",
  {
    key: text("key").primaryKey(),
    tries: integer("tries").notNull(),
    endsAt: moment("ends_at").notNull(),
  },
  (t) => [index("sign_in_tries_ends").on(t.endsAt)],
);

/** Which programs a provider's person works for. */
export const programStaff = pgTable(
  "program_staff",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    lead: boolean("lead").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.userId, t.programId] })],
);
