import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader, Writer } from "../../../db/client.ts";
import type { Visibility } from "../../../db/codes.ts";
import {
  confidentialAddresses,
  programs,
  sites,
  users,
  visibilityChanges,
} from "../../../db/schema/index.ts";

export type SiteRow = typeof sites.$inferSelect;
export type NewChange = typeof visibilityChanges.$inferInsert & { id: string };

/** The site, locked until the transaction ends: changes of it wait for each other. */
export const lockSite = async (tx: Writer, siteId: string): Promise<SiteRow | undefined> => {
  const [row] = await tx.select().from(sites).where(eq(sites.id, siteId)).for("update");
  return row;
};

export const programsAt = async (reader: Reader, siteId: string): Promise<string[]> => {
  const rows = await reader
    .select({ id: programs.id })
    .from(programs)
    .where(eq(programs.siteId, siteId));
  return rows.map(({ id }) => id);
};

export const insertChange = async (tx: Writer, change: NewChange): Promise<void> => {
  await tx.insert(visibilityChanges).values(change);
};

/** Decides a proposal that is open; answers how many were. */
export const decideChange = async (
  tx: Writer,
  open: { id: string } | { siteId: string },
  decided: { state: "in_force" | "withdrawn"; by: string; at: Date },
): Promise<string[]> => {
  const rows = await tx
    .update(visibilityChanges)
    .set({ state: decided.state, decidedBy: decided.by, decidedAt: decided.at })
    .where(
      and(
        eq(visibilityChanges.state, "proposed"),
        "id" in open
          ? eq(visibilityChanges.id, open.id)
          : eq(visibilityChanges.siteId, open.siteId),
      ),
    )
    .returning({ id: visibilityChanges.id });
  return rows.map(({ id }) => id);
};

export const hasProposal = async (tx: Writer, siteId: string): Promise<boolean> =>
  (await tx.$count(
    visibilityChanges,
    and(eq(visibilityChanges.siteId, siteId), eq(visibilityChanges.state, "proposed")),
  )) > 0;

export type SitePlace = Pick<SiteRow, "address" | "city" | "zip" | "lat" | "lon">;

export const setVisibility = async (
  tx: Writer,
  siteId: string,
  visibility: Visibility,
  place: Partial<SitePlace> = {},
): Promise<void> => {
  await tx
    .update(sites)
    .set({ visibility, ...place })
    .where(eq(sites.id, siteId));
};

export const insertAddress = async (
  tx: Writer,
  siteId: string,
  place: SitePlace,
): Promise<void> => {
  await tx.insert(confidentialAddresses).values({ siteId, ...place });
};

export const deleteAddress = async (tx: Writer, siteId: string): Promise<void> => {
  await tx.delete(confidentialAddresses).where(eq(confidentialAddresses.siteId, siteId));
};

const proposer = alias(users, "proposer");
const decider = alias(users, "decider");

const selectChanges = (reader: Reader) =>
  reader
    .select({
      id: visibilityChanges.id,
      siteId: visibilityChanges.siteId,
      from: visibilityChanges.from,
      to: visibilityChanges.to,
      reason: visibilityChanges.reason,
      state: visibilityChanges.state,
      proposedBy: { id: proposer.id, name: proposer.name },
      proposedAt: visibilityChanges.proposedAt,
      decidedBy: { id: decider.id, name: decider.name },
      decidedAt: visibilityChanges.decidedAt,
      programs: sql<{ id: string; name: string }[]>`(
        select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
        from programs p where p.site_id = ${visibilityChanges.siteId})`,
    })
    .from(visibilityChanges)
    .innerJoin(proposer, eq(proposer.id, visibilityChanges.proposedBy))
    .leftJoin(decider, eq(decider.id, visibilityChanges.decidedBy))
    .$dynamic();

export type ChangeRow = Awaited<ReturnType<typeof selectChanges>>[number];

export const findChange = async (reader: Reader, id: string): Promise<ChangeRow | undefined> => {
  const [row] = await selectChanges(reader).where(eq(visibilityChanges.id, id));
  return row;
};

/** The newest changes, of one site or in one state where that is asked for. */
export const findChanges = (
  reader: Reader,
  { siteId, state }: { siteId?: string; state?: ChangeRow["state"] },
  limit: number,
): Promise<ChangeRow[]> =>
  selectChanges(reader)
    .where(
      and(
        siteId === undefined ? undefined : eq(visibilityChanges.siteId, siteId),
        state === undefined ? undefined : eq(visibilityChanges.state, state),
      ),
    )
    .orderBy(desc(visibilityChanges.id))
    .limit(limit);
