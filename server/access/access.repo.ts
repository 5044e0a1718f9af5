import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import {
  holds,
  programs,
  programStaff,
  requests,
  sessions,
  sites,
  users,
} from "../../db/schema/index.ts";
import { statement, type Given } from "../../db/statements.ts";
import type { ProgramAccess } from "./authorize.ts";
import { secondFactorOf, type SecondFactorState } from "./second-factor-rule.ts";
import type { SignedIn } from "./viewer.ts";

const personColumns = {
  userId: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  programId: programStaff.programId,
  lead: programStaff.lead,
};

type PersonRow = Omit<SignedIn, "kind" | "programIds" | "leadOf"> & {
  programId: string | null;
  lead: boolean | null;
};

/** One person out of a row per program; undefined when there is no row. */
const personOf = (rows: readonly PersonRow[]): SignedIn | undefined => {
  const [first] = rows;
  if (!first) return undefined;
  const { userId, name, email, role } = first;
  const programIds = new Set<string>();
  const leadOf = new Set<string>();
  for (const { programId, lead } of rows) {
    if (programId !== null) programIds.add(programId);
    if (programId !== null && lead === true) leadOf.add(programId);
  }
  return { kind: "user", userId, name, email, role, programIds, leadOf };
};

// Both questions stand in front of every answer.
const sessionsBy = statement((reader: Reader, { tokens }: Given<"tokens">) =>
  reader
    .select({
      ...personColumns,
      id: sessions.id,
      token: sessions.token,
      expiresAt: sessions.expiresAt,
      training: users.training,
      twoFactorEnabled: users.twoFactorEnabled,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(programStaff, eq(programStaff.userId, users.id))
    .where(
      and(
        sql`${sessions.token} in (select json_array_elements_text(${tokens}::json))`,
        isNull(users.closedAt),
      ),
    ),
);

const programAccess = statement((reader: Reader, { programId }: Given<"programId">) =>
  reader
    .select({ id: programs.id, siteId: programs.siteId, visibility: sites.visibility })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, programId)),
);

/** What access must know of a program; a program at no site is public. */
export const findProgramAccess = async (
  reader: Reader,
  programId: string,
): Promise<ProgramAccess | undefined> => {
  const [row] = await programAccess(reader, { programId });
  return row && { ...row, visibility: row.visibility ?? "public" };
};

/**
 * Until when a program at the site has promised this worker a bed: as long as the accepted hold
 * lasts, or a day after the arrival; by the database's clock, as row security asks again. null: no
 * program there has.
 */
export const findPromisedUntil = async (
  reader: Reader,
  userId: string,
  siteId: string,
): Promise<Date | null> => {
  const end = sql<string | null>`max(case ${holds.state} when 'accepted' then ${holds.expiresAt}
    else ${holds.arrivedAt} + interval '24 hours' end)`;
  const [row] = await reader
    .select({ until: end.mapWith(holds.expiresAt) })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .innerJoin(programs, eq(programs.id, holds.programId))
    .where(
      and(
        eq(requests.workerId, userId),
        eq(programs.siteId, siteId),
        sql`(${holds.state} = 'accepted' and ${holds.expiresAt} > now()
          or ${holds.state} = 'arrived' and ${holds.arrivedAt} > now() - interval '24 hours')`,
      ),
    );
  return row?.until ?? null;
};

/** A person with role and programs, as they stand now. */
export const findPerson = async (reader: Reader, userId: string): Promise<SignedIn | undefined> =>
  personOf(
    await reader
      .select(personColumns)
      .from(users)
      .leftJoin(programStaff, eq(programStaff.userId, users.id))
      .where(eq(users.id, userId)),
  );

export interface Session {
  readonly id: string;
  readonly expiresAt: Date;
  /** Its person is fictional. */
  readonly training: boolean;
  readonly secondFactor: SecondFactorState;
  readonly viewer: SignedIn;
}

/** Sessions by their tokens, with their people as roles and programs stand now, in one query. */
export const findSessions = async (
  reader: Reader,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, Session>> => {
  const rows = await sessionsBy(reader, { tokens: JSON.stringify(tokens) });
  const found = new Map<string, Session>();
  for (const [token, own] of Map.groupBy(rows, (row) => row.token)) {
    const [first] = own;
    const viewer = personOf(own);
    if (!first || !viewer) continue;
    const { id, expiresAt, training } = first;
    found.set(token, { id, expiresAt, training, secondFactor: secondFactorOf(first), viewer });
  }
  return found;
};

/** Names of programs, in their order. */
export const findProgramNames = (
  reader: Reader,
  programIds: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  reader
    .select({ id: programs.id, name: programs.name })
    .from(programs)
    .where(inArray(programs.id, [...programIds]))
    .orderBy(programs.name, programs.id);
