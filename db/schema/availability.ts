import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { genders, reportSources } from "../codes.ts";
import { users } from "./access.ts";
import { allOf, coded, id, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";

/**
 * Beds of one program that share who may use them. `open` to `source` repeat the newest bed report
 * and are written in the transaction that takes this row's lock, never elsewhere; all of them are
 * null until the first report. `version` grows with each change.
 */
export const bedPools = pgTable(
  "bed_pools",
  {
    id: id(),
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    label: text("label").notNull(),
    /** Narrower than the program's ages where stated; null: the program's own. */
    ageMin: smallint("age_min"),
    ageMax: smallint("age_max"),
    /** Who may use these beds; null: the program's own policy. */
    genders: text("genders", { enum: genders }).array(),
    dedicated: boolean("dedicated").notNull().default(false),
    open: integer("open"),
    total: integer("total"),
    keptForMissing: integer("kept_for_missing"),
    observedAt: moment("observed_at"),
    receivedAt: moment("received_at"),
    source: coded("source", reportSources),
    version: integer("version").notNull().default(0),
  },
  (t) => [
    unique("bed_pools_program_label").on(t.programId, t.label),
    index("bed_pools_program").on(t.programId),
    oneOf("bed_pools_source", t.source, reportSources),
    allOf("bed_pools_genders", t.genders, genders),
    check("bed_pools_age_min", sql`${t.ageMin} between 0 and 120`),
    check("bed_pools_age_max", sql`${t.ageMax} between 0 and 120`),
    check("bed_pools_age_range", sql`${t.ageMin} <= ${t.ageMax}`),
    check("bed_pools_open", sql`${t.open} >= 0`),
    check("bed_pools_total", sql`${t.total} between 0 and 5000`),
    check("bed_pools_kept", sql`${t.keptForMissing} >= 0`),
    check("bed_pools_fit", sql`${t.open} + coalesce(${t.keptForMissing}, 0) <= ${t.total}`),
    check(
      "bed_pools_whole",
      sql`num_nulls(${t.open}, ${t.observedAt}, ${t.receivedAt}, ${t.source}) in (0, 4)`,
    ),
  ],
);

/** Statements of how many beds are open, append-only; a trigger refuses change and removal. */
export const bedReports = pgTable(
  "bed_reports",
  {
    id: id(),
    poolId: uuid("pool_id")
      .notNull()
      .references(() => bedPools.id),
    open: integer("open").notNull(),
    total: integer("total"),
    keptForMissing: integer("kept_for_missing").notNull().default(0),
    observedAt: moment("observed_at").notNull(),
    receivedAt: moment("received_at").notNull(),
    source: coded("source", reportSources).notNull(),
    reportedBy: text("reported_by").references(() => users.id),
  },
  (t) => [
    index("bed_reports_pool_observed").on(t.poolId, t.observedAt.desc()),
    oneOf("bed_reports_source", t.source, reportSources),
    check("bed_reports_open", sql`${t.open} >= 0`),
    check("bed_reports_total", sql`${t.total} between 0 and 5000`),
    check("bed_reports_kept", sql`${t.keptForMissing} >= 0`),
    check("bed_reports_fit", sql`${t.open} + ${t.keptForMissing} <= ${t.total}`),
    check("bed_reports_not_future", sql`${t.observedAt} <= ${t.receivedAt}`),
  ],
);

/** Answers already given under an `Idempotency-Key`, per person and operation. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    response: text("response").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.operation, t.key] })],
);
