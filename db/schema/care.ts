import { sql } from "drizzle-orm";
import { check, date, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  licenceStatuses,
  proposalRefusals,
  proposalStates,
  proposalSubjects,
  type AreaScope,
  type LicenceStatus,
  type Visibility,
} from "../codes.ts";
import { users } from "./access.ts";
import { coded, id, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";
import { visibilityChanges } from "./visibility.ts";

/**
 * What a program stated of its licence and a steward checked. Apart from the program, because a
 * licence's number leads to an address in public registers: neither search nor analysis reads it.
 */
export const programLicences = pgTable(
  "program_licences",
  {
    programId: uuid("program_id")
      .primaryKey()
      .references(() => programs.id, { onDelete: "cascade" }),
    status: coded("status", licenceStatuses).notNull(),
    number: text("number"),
    until: date("until", { mode: "string" }),
  },
  (t) => [oneOf("program_licences_status", t.status, licenceStatuses)],
);

/** What a proposal is about, before or after: one of the three, as its subject says. */
export interface ProposedFacts {
  visibility?: Visibility;
  licence?: { status: LicenceStatus; number: string | null; until: string | null } | null;
  areas?: { scope: AreaScope; code: string }[];
}

/**
 * Changes of a listing that decide safety: a lead proposes them, a steward decides. One of a subject
 * waits at a time. A loosening that was approved goes on as a change of visibility (rule 14).
 */
export const listingProposals = pgTable(
  "listing_proposals",
  {
    id: id(),
    programId: uuid("program_id")
      .notNull()
      .references(() => programs.id, { onDelete: "cascade" }),
    subject: coded("subject", proposalSubjects).notNull(),
    before: jsonb("before").$type<ProposedFacts>().notNull(),
    after: jsonb("after").$type<ProposedFacts>().notNull(),
    state: coded("state", proposalStates).notNull(),
    refusal: coded("refusal", proposalRefusals),
    visibilityChangeId: uuid("visibility_change_id").references(() => visibilityChanges.id, {
      onDelete: "set null",
    }),
    proposedBy: text("proposed_by")
      .notNull()
      .references(() => users.id),
    proposedAt: moment("proposed_at").notNull(),
    decidedBy: text("decided_by").references(() => users.id),
    decidedAt: moment("decided_at"),
  },
  (t) => [
    index("listing_proposals_program").on(t.programId),
    uniqueIndex("listing_proposals_one_open")
      .on(t.programId, t.subject)
      .where(sql`${t.state} = 'proposed'`),
    oneOf("listing_proposals_subject", t.subject, proposalSubjects),
    oneOf("listing_proposals_state", t.state, proposalStates),
    oneOf("listing_proposals_refusal", t.refusal, proposalRefusals),
    check(
      "listing_proposals_decided",
      sql`num_nulls(${t.decidedBy}, ${t.decidedAt}) = case when ${t.state} = 'proposed' then 2 else 0 end`,
    ),
    check("listing_proposals_refused", sql`(${t.refusal} is null) = (${t.state} <> 'refused')`),
  ],
);
