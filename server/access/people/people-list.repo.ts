import { and, count, eq, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import { analystRegions, organizations, users } from "../../../db/schema/index.ts";
import type { AdministeredScope } from "../authorize.ts";
import type { PeopleQuery, PersonState } from "./contract.ts";

const personColumns = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  organizationId: users.organizationId,
  organizationName: organizations.name,
  regions: sql<string[]>`array(select r.area from analyst_regions r
    where r.user_id = ${users.id} order by r.area)`,
  programs: sql<{ id: string; name: string; lead: boolean }[]>`coalesce((
    select json_agg(json_build_object('id', p.id, 'name', p.name, 'lead', s.lead) order by p.name, p.id)
    from program_staff s join programs p on p.id = s.program_id
    where s.user_id = ${users.id}), '[]')`,
  training: users.training,
  twoFactorEnabled: users.twoFactorEnabled,
  invitationEndsAt: users.invitationEndsAt,
  closedAt: users.closedAt,
};

const peopleFrom = (reader: Reader) =>
  reader
    .select(personColumns)
    .from(users)
    .leftJoin(organizations, eq(organizations.id, users.organizationId));

export type PersonRow = Awaited<ReturnType<typeof peopleFrom>>[number];

const inState: Readonly<Record<PersonState, SQL | undefined>> = {
  open: and(isNull(users.closedAt), isNull(users.invitationEndsAt)),
  invited: and(isNull(users.closedAt), isNotNull(users.invitationEndsAt)),
  closed: isNotNull(users.closedAt),
};

/** Whom an administrator, or a provider's lead, may know of. */
const inScope = ({ programIds, trainingOnly }: AdministeredScope): SQL | undefined =>
  and(
    trainingOnly ? eq(users.training, true) : undefined,
    programIds === undefined
      ? undefined
      : sql`${users.role} = 'provider' and exists (select from program_staff s
          where s.user_id = ${users.id} and s.program_id in ${[...programIds]})
          and not exists (select from program_staff s
          where s.user_id = ${users.id} and s.program_id not in ${[...programIds]})`,
  );

const said = sql`lower(concat_ws(' ', ${users.name}, ${users.email}, ${organizations.name}))`;

const matching = (scope: AdministeredScope, asked: PeopleQuery): SQL | undefined => {
  const { q, role, state, organization, area } = asked;
  const words = q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return and(
    inScope(scope),
    ...words.map((word) => sql`position(${word} in ${said}) > 0`),
    role && eq(users.role, role),
    state && inState[state],
    organization === undefined ? undefined : eq(users.organizationId, organization),
    area === undefined
      ? undefined
      : sql`exists (select from analyst_regions r where r.user_id = ${users.id} and r.area = ${area})`,
  );
};

const order = sql`lower(${users.name}) collate "C"`;

/** People by name; `after` is the last of the page before. */
export const findPeople = (
  reader: Reader,
  scope: AdministeredScope,
  asked: PeopleQuery,
  { after, count: most }: { after: { name: string; id: string } | undefined; count: number },
): Promise<PersonRow[]> =>
  peopleFrom(reader)
    .where(
      and(
        matching(scope, asked),
        after &&
          sql`(${order}, ${users.id}) > (lower(${after.name}) collate "C", ${after.id}::text)`,
      ),
    )
    .orderBy(order, users.id)
    .limit(most);

export const countPeople = async (
  reader: Reader,
  scope: AdministeredScope,
  asked: PeopleQuery,
): Promise<number> => {
  const [row] = await reader
    .select({ total: count() })
    .from(users)
    .leftJoin(organizations, eq(organizations.id, users.organizationId))
    .where(matching(scope, asked));
  return row?.total ?? 0;
};

/** One person in the scope. */
export const findAdministered = async (
  reader: Reader,
  scope: AdministeredScope,
  userId: string,
): Promise<PersonRow | undefined> => {
  const [row] = await peopleFrom(reader).where(and(eq(users.id, userId), inScope(scope)));
  return row;
};

/** Each region that somebody looks at, with those who do. */
export const findRegions = (
  reader: Reader,
  trainingOnly: boolean,
): Promise<{ area: string; people: { id: string; name: string }[] }[]> =>
  reader
    .select({
      area: analystRegions.area,
      people: sql<{ id: string; name: string }[]>`
        json_agg(json_build_object('id', ${users.id}, 'name', ${users.name}) order by ${users.name}, ${users.id})`,
    })
    .from(analystRegions)
    .innerJoin(users, eq(users.id, analystRegions.userId))
    .where(and(isNull(users.closedAt), trainingOnly ? eq(users.training, true) : undefined))
    .groupBy(analystRegions.area)
    .orderBy(analystRegions.area);
