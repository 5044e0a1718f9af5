import { and, count, eq, sql, type SQL } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { organizations, programs } from "../../../db/schema/index.ts";

const columns = {
  id: organizations.id,
  name: organizations.name,
  url: organizations.url,
  training: organizations.training,
  people: sql<number>`(select count(*)::int from users u
    where u.organization_id = organizations.id and u.closed_at is null)`,
  programs: sql<{ id: string; name: string }[]>`coalesce((
    select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
    from programs p where p.organization_id = organizations.id), '[]')`,
};
const order = sql`lower(${organizations.name}) collate "C"`;

export interface OrganizationSearch {
  words: readonly string[];
  /** Fictional ones alone. */
  trainingOnly: boolean;
}

const matching = ({ words, trainingOnly }: OrganizationSearch): SQL | undefined =>
  and(
    trainingOnly ? eq(organizations.training, true) : undefined,
    ...words.map((word) => sql`position(${word} in lower(${organizations.name})) > 0`),
  );

/** Organizations by name; `after` is the id of the last of the page before. */
export const findOrganizations = (
  reader: Reader,
  search: OrganizationSearch,
  { after, most }: { after: string | undefined; most: number },
) =>
  reader
    .select(columns)
    .from(organizations)
    .where(
      and(
        matching(search),
        after === undefined
          ? undefined
          : sql`(${order}, ${organizations.id}) > (select lower(o.name) collate "C", o.id
              from organizations o where o.id = ${after})`,
      ),
    )
    .orderBy(order, organizations.id)
    .limit(most);

export type OrganizationRow = Awaited<ReturnType<typeof findOrganizations>>[number];

export const countOrganizations = async (
  reader: Reader,
  search: OrganizationSearch,
): Promise<number> => {
  const [row] = await reader.select({ total: count() }).from(organizations).where(matching(search));
  return row?.total ?? 0;
};

export const findOrganization = async (
  reader: Reader,
  id: string,
): Promise<OrganizationRow | undefined> => {
  const [row] = await reader.select(columns).from(organizations).where(eq(organizations.id, id));
  return row;
};

/** Inserts an organization; undefined where one has the name. */
export const insertOrganization = async (
  tx: Writer,
  organization: { name: string; url: string | null; training: boolean },
): Promise<string | undefined> => {
  const [row] = await tx
    .insert(organizations)
    .values(organization)
    .onConflictDoNothing()
    .returning({ id: organizations.id });
  return row?.id;
};

/** Whether another organization than `id` has the name. */
export const isNameTaken = async (tx: Writer, name: string, id: string): Promise<boolean> => {
  const rows = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.name, name));
  return rows.some((row) => row.id !== id);
};

export const updateOrganization = async (
  tx: Writer,
  id: string,
  { name, url }: { name: string; url: string | null },
): Promise<void> => {
  await tx.update(organizations).set({ name, url }).where(eq(organizations.id, id));
};

export const findProgramsOf = async (tx: Writer, organizationId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: programs.id })
    .from(programs)
    .where(eq(programs.organizationId, organizationId));
  return rows.map(({ id }) => id);
};
