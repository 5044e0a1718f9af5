import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader, Writer } from "../../../db/client.ts";
import type { AreaScope, ProposalState, Visibility } from "../../../db/codes.ts";
import {
  listingProposals,
  programAreas,
  programLicences,
  programs,
  sites,
  users,
  visibilityChanges,
} from "../../../db/schema/index.ts";

export type NewProposal = typeof listingProposals.$inferInsert & { id: string };
export type LicenceRow = Pick<typeof programLicences.$inferSelect, "status" | "number" | "until">;
export interface AreaRow {
  scope: AreaScope;
  code: string;
}

export const findLicence = async (
  reader: Reader,
  programId: string,
): Promise<LicenceRow | undefined> => {
  const { status, number, until } = programLicences;
  const [row] = await reader
    .select({ status, number, until })
    .from(programLicences)
    .where(eq(programLicences.programId, programId));
  return row;
};

export const setLicence = async (
  tx: Writer,
  programId: string,
  licence: LicenceRow,
): Promise<void> => {
  await tx
    .insert(programLicences)
    .values({ programId, ...licence })
    .onConflictDoUpdate({ target: programLicences.programId, set: licence });
};

export const findAreas = (reader: Reader, programId: string): Promise<AreaRow[]> =>
  reader
    .select({ scope: programAreas.scope, code: programAreas.code })
    .from(programAreas)
    .where(eq(programAreas.programId, programId))
    .orderBy(desc(programAreas.scope), asc(programAreas.code))
    .execute();

export const setAreas = async (
  tx: Writer,
  programId: string,
  areas: readonly AreaRow[],
): Promise<void> => {
  await tx.delete(programAreas).where(eq(programAreas.programId, programId));
  await tx.insert(programAreas).values(areas.map((area) => ({ programId, ...area })));
};

/** Where the program is, as far as its visibility goes; undefined: at no site. */
export const findSite = async (
  reader: Reader,
  programId: string,
): Promise<{ id: string; visibility: Visibility } | undefined> => {
  const [row] = await reader
    .select({ id: sites.id, visibility: sites.visibility })
    .from(programs)
    .innerJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, programId));
  return row;
};

/** Writes a proposal; false: one of its subject waits already. */
export const insertProposal = async (tx: Writer, proposal: NewProposal): Promise<boolean> => {
  const rows = await tx
    .insert(listingProposals)
    .values(proposal)
    .onConflictDoNothing()
    .returning({ id: listingProposals.id });
  return rows.length > 0;
};

export interface Decision {
  state: Exclude<ProposalState, "proposed">;
  refusal?: typeof listingProposals.$inferInsert.refusal;
  visibilityChangeId?: string | null;
  by: string;
  at: Date;
}

/** Decides a proposal that waits; false: it waits no more. */
export const decideProposal = async (
  tx: Writer,
  id: string,
  { state, refusal = null, visibilityChangeId = null, by, at }: Decision,
): Promise<boolean> => {
  const rows = await tx
    .update(listingProposals)
    .set({ state, refusal, visibilityChangeId, decidedBy: by, decidedAt: at })
    .where(and(eq(listingProposals.id, id), eq(listingProposals.state, "proposed")))
    .returning({ id: listingProposals.id });
  return rows.length > 0;
};

/** The proposal, locked until the transaction ends: of two decisions one waits for the other. */
export const lockProposal = async (tx: Writer, id: string) => {
  const [row] = await tx
    .select()
    .from(listingProposals)
    .where(eq(listingProposals.id, id))
    .for("update");
  return row;
};

const proposer = alias(users, "proposer");
const decider = alias(users, "decider");

const selectProposals = (reader: Reader) =>
  reader
    .select({
      id: listingProposals.id,
      program: { id: programs.id, name: programs.name },
      alsoThere: sql<{ id: string; name: string }[]>`(
        select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
        from programs p where p.site_id = ${programs.siteId} and p.id <> ${programs.id})`,
      subject: listingProposals.subject,
      before: listingProposals.before,
      after: listingProposals.after,
      state: listingProposals.state,
      refusal: listingProposals.refusal,
      secondStep: visibilityChanges.state,
      proposedBy: { id: proposer.id, name: proposer.name },
      proposedAt: listingProposals.proposedAt,
      decidedBy: { id: decider.id, name: decider.name },
      decidedAt: listingProposals.decidedAt,
    })
    .from(listingProposals)
    .innerJoin(programs, eq(programs.id, listingProposals.programId))
    .innerJoin(proposer, eq(proposer.id, listingProposals.proposedBy))
    .leftJoin(decider, eq(decider.id, listingProposals.decidedBy))
    .leftJoin(visibilityChanges, eq(visibilityChanges.id, listingProposals.visibilityChangeId))
    .$dynamic();

export type ProposalRow = Awaited<ReturnType<typeof selectProposals>>[number];

export const findProposal = async (
  reader: Reader,
  id: string,
): Promise<ProposalRow | undefined> => {
  const [row] = await selectProposals(reader).where(eq(listingProposals.id, id));
  return row;
};

/** Proposals of one program, or in one state: the oldest that wait first, else the newest. */
export const findProposals = (
  reader: Reader,
  { programId, state }: { programId?: string; state?: ProposalState | undefined },
  limit: number,
): Promise<ProposalRow[]> =>
  selectProposals(reader)
    .where(
      and(
        programId === undefined ? undefined : eq(listingProposals.programId, programId),
        state === undefined ? undefined : eq(listingProposals.state, state),
      ),
    )
    .orderBy((state === "proposed" ? asc : desc)(listingProposals.id))
    .limit(limit);
