import {
  bigint,
  customType,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import { auditActions, auditSubjects } from "../codes.ts";
import { coded } from "./columns.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * Who did what to which record, append-only: a trigger refuses change and removal, and sets `at`.
 * There is no reference to people or programs, since an entry outlives what it names.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid("id")
      .primaryKey()
      .$defaultFn(() => v7()),
    /** Milliseconds: as exact as the hash over it. */
    at: timestamp("at", { withTimezone: true, mode: "date", precision: 3 }).notNull().defaultNow(),
    /** Who did it; null: nobody who is signed in, or the system itself. */
    actor: text("actor"),
    action: coded("action", auditActions).notNull(),
    subjectType: coded("subject_type", auditSubjects),
    subjectId: text("subject_id"),
    /** Coded facts; never a secret, a sentence or an address. */
    details: jsonb("details").$type<Record<string, AuditDetail>>().notNull().default({}),
  },
  (t) => [
    index("audit_entries_actor").on(t.actor, t.id),
    index("audit_entries_action").on(t.action, t.id),
    index("audit_entries_subject").on(t.subjectId, t.id),
  ],
);

export type AuditDetail = string | number | boolean | null;

/**
 * The order of the entries, each with the SHA-256 of the hash before it and of its own entry.
 * Written by a trigger alone, when the transaction that appended the entry commits.
 */
export const auditChain = pgTable("audit_chain", {
  position: bigint("position", { mode: "number" }).primaryKey(),
  entryId: uuid("entry_id").notNull().unique(),
  hash: bytea("hash").notNull(),
});
