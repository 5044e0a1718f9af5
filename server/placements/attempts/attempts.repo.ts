import { and, asc, desc, eq, exists, gt, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import {
  callAttempts,
  holds,
  organizations,
  programs,
  requests,
  sites,
  users,
} from "../../../db/schema/index.ts";
import { runningStates } from "../moves.ts";

export type NewCall = typeof callAttempts.$inferInsert & { id: string };

/** The need's codes, as requests and calls that stand by themselves keep them. */
export type KeptNeed = Pick<
  typeof requests.$inferInsert,
  "age" | "gender" | "languages" | "interpreter" | "circumstances" | "county"
>;

const phone = sql<string | null>`coalesce(${programs.intakePhone}, ${programs.phone})`;

const selectCalls = (reader: Reader) =>
  reader
    .select({
      call: callAttempts,
      reference: requests.reference,
      programName: programs.name,
      organization: organizations.name,
      timeZone: sites.timeZone,
      training: programs.training,
      phone,
    })
    .from(callAttempts)
    .innerJoin(programs, eq(programs.id, callAttempts.programId))
    .innerJoin(organizations, eq(organizations.id, programs.organizationId))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .leftJoin(requests, eq(requests.id, callAttempts.requestId))
    .$dynamic();

export type CallFacts = Awaited<ReturnType<typeof selectCalls>>[number];

export const findCall = async (reader: Reader, id: string): Promise<CallFacts | undefined> => {
  const [row] = await selectCalls(reader).where(eq(callAttempts.id, id));
  return row;
};

/** Calls of the request, in the order in which they were made. */
export const findCallsOfRequest = (reader: Reader, requestId: string): Promise<CallFacts[]> =>
  selectCalls(reader)
    .where(eq(callAttempts.requestId, requestId))
    .orderBy(asc(callAttempts.calledAt), asc(callAttempts.id));

export interface CallFilter {
  workerId: string;
  requestId: string | undefined;
  programId: string | undefined;
}

const matching = ({ workerId, requestId, programId }: CallFilter): SQL | undefined =>
  and(
    eq(callAttempts.workerId, workerId),
    requestId === undefined ? undefined : eq(callAttempts.requestId, requestId),
    programId === undefined ? undefined : eq(callAttempts.programId, programId),
  );

/** The worker's calls, newest first, from after the call `after`. */
export const findCalls = (
  reader: Reader,
  filter: CallFilter,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<CallFacts[]> =>
  selectCalls(reader)
    .where(and(matching(filter), after === undefined ? undefined : lt(callAttempts.id, after)))
    .orderBy(desc(callAttempts.id))
    .limit(limit);

export const countCalls = (reader: Reader, filter: CallFilter): Promise<number> =>
  reader.$count(callAttempts, matching(filter));

export const insertCall = async (tx: Writer, call: NewCall): Promise<void> => {
  await tx.insert(callAttempts).values(call);
};

/** Removes the call if it was made after `since`; whether it was. */
export const deleteCall = async (tx: Writer, id: string, since: Date): Promise<boolean> => {
  const rows = await tx
    .delete(callAttempts)
    .where(and(eq(callAttempts.id, id), gt(callAttempts.calledAt, since)))
    .returning({ id: callAttempts.id });
  return rows.length > 0;
};

/** Whether a hold of the request runs at `now`, or the last of them ended after `since`. */
export const wasOpenSince = async (
  reader: Reader,
  requestId: string,
  since: Date,
): Promise<boolean> =>
  (await reader.$count(
    holds,
    and(
      eq(holds.requestId, requestId),
      gt(
        sql`coalesce(${holds.endedAt}, ${holds.arrivedAt}, ${holds.expiresAt})`,
        since.toISOString(),
      ),
    ),
  )) > 0;

/** The worker's newest request with the same need that has a running hold at `now`. */
export const findOpenRequestFor = async (
  reader: Reader,
  workerId: string,
  need: KeptNeed,
  now: Date,
): Promise<string | undefined> => {
  const same = (column: SQL, value: SQL) => sql`${column} is not distinct from ${value}`;
  const [row] = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.workerId, workerId),
        eq(requests.age, need.age),
        same(sql`${requests.gender}`, sql`${need.gender ?? null}::text`),
        same(sql`${requests.county}`, sql`${need.county ?? null}::text`),
        eq(requests.interpreter, need.interpreter ?? true),
        eq(requests.languages, [...(need.languages ?? [])]),
        eq(requests.circumstances, [...(need.circumstances ?? [])]),
        exists(
          reader
            .select({ id: holds.id })
            .from(holds)
            .where(
              and(
                eq(holds.requestId, requests.id),
                inArray(holds.state, runningStates),
                gt(holds.expiresAt, now),
              ),
            ),
        ),
      ),
    )
    .orderBy(desc(requests.id))
    .limit(1);
  return row?.id;
};

/** Where each of these programs is on the clock; null: at no known place. */
export const findTimeZones = async (
  reader: Reader,
  programIds: readonly string[],
): Promise<Map<string, string | null>> => {
  const rows = await reader
    .select({ id: programs.id, timeZone: sites.timeZone })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(inArray(programs.id, [...programIds]));
  return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
};

/** Who prepares a record. */
export const findWorkerNames = async (
  reader: Reader,
  userId: string,
): Promise<{ name: string; organization: string | null }> => {
  const [row] = await reader
    .select({ name: users.name, organization: organizations.name })
    .from(users)
    .leftJoin(organizations, eq(organizations.id, users.organizationId))
    .where(eq(users.id, userId));
  return row ?? { name: "", organization: null };
};
