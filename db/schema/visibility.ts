import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { visibilities, visibilityChangeStates, visibilityReasons } from "../codes.ts";
import { users } from "./access.ts";
import { coded, id, moment, oneOf } from "./columns.ts";
import { sites } from "./directory.ts";

/** How hidden a visibility is, as a number that PostgreSQL can compare. */
const hiddenness = (column: AnyPgColumn) =>
  sql`array_position(array['public', 'partners', 'confidential'], ${column})`;

/**
 * Changes of who may see a site. One that tightens is in force at once; one that loosens waits for a
 * second steward, which the database itself holds it to.
 */
export const visibilityChanges = pgTable(
  "visibility_changes",
  {
    id: id(),
    siteId: uuid("site_id")
      .notNull()
      .references(() => sites.id, { onDelete: "cascade" }),
    from: coded("from_visibility", visibilities).notNull(),
    to: coded("to_visibility", visibilities).notNull(),
    reason: coded("reason", visibilityReasons).notNull(),
    state: coded("state", visibilityChangeStates).notNull(),
    proposedBy: text("proposed_by")
      .notNull()
      .references(() => users.id),
    proposedAt: moment("proposed_at").notNull(),
    decidedBy: text("decided_by").references(() => users.id),
    decidedAt: moment("decided_at"),
  },
  (t) => [
    index("visibility_changes_site").on(t.siteId),
    uniqueIndex("visibility_changes_one_open")
      .on(t.siteId)
      .where(sql`${t.state} = 'proposed'`),
    oneOf("visibility_changes_from", t.from, visibilities),
    oneOf("visibility_changes_to", t.to, visibilities),
    oneOf("visibility_changes_reason", t.reason, visibilityReasons),
    oneOf("visibility_changes_state", t.state, visibilityChangeStates),
    check("visibility_changes_changes", sql`${t.from} <> ${t.to}`),
    check(
      "visibility_changes_decided",
      sql`num_nulls(${t.decidedBy}, ${t.decidedAt}) = case when ${t.state} = 'proposed' then 2 else 0 end`,
    ),
    check(
      "visibility_changes_two_stewards",
      sql`${t.state} <> 'in_force' or ${hiddenness(t.to)} > ${hiddenness(t.from)} or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
  ],
);
