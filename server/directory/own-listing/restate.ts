import { announce } from "../../../db/change-feed.ts";
import type { Database, Writer } from "../../../db/client.ts";
import { recordAudits, type AuditFact } from "../../access/audit/record-audit.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { notFound } from "../../errors.ts";
import { indexPrograms } from "../../search/index-programs.ts";
import { lockListing, updateListing, type ListingRow } from "./own-listing.repo.ts";

/** One fact of a listing that became another, in codes. */
export type ChangedFact = Readonly<Record<string, AuditFact>> & { readonly what: string };

/** What a change answers, and which facts it made others; none: it wrote nothing. */
interface Restated<Answer> {
  answer: Answer;
  facts: readonly ChangedFact[];
}

/** Writes what a change of a listing leaves behind: its age, the audit, the search, the feed. */
export const keepChange = async (
  tx: Writer,
  { id, viewer }: { id: string; viewer: { userId: string } },
  facts: readonly ChangedFact[],
  now: Date,
): Promise<void> => {
  if (facts.length === 0) return;
  await updateListing(tx, id, { updatedAt: now });
  await recordAudits(
    tx,
    facts.map((details) => ({
      ...{ actor: viewer, action: "listing_changed", subject: { type: "program", id }, details },
    })),
  );
  await announce(tx, "program", id);
  await indexPrograms(tx, [id]);
};

/**
 * States a part of a listing anew in one transaction, under the lock of its row: `change` writes what
 * differs and says so, and every instance and the search learn of it.
 */
export const restate = <Answer>(
  database: Database,
  program: LedProgram,
  now: Date,
  change: (tx: Writer, listing: ListingRow) => Promise<Restated<Answer>>,
): Promise<Answer> =>
  database.transaction(async (tx) => {
    const listing = await lockListing(tx, program.id);
    if (!listing) throw notFound();
    const { answer, facts } = await change(tx, listing);
    await keepChange(tx, program, facts, now);
    return answer;
  });
