import { and, asc, desc, eq, exists, gt, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import type { HoldMove, HoldParty, HoldState, NoticeChannel, Visibility } from "../../db/codes.ts";
import {
  bedPools,
  holdHistory,
  holds,
  organizations,
  programs,
  requests,
  sites,
  users,
} from "../../db/schema/index.ts";
import { statement, type Given } from "../../db/statements.ts";
import { runningStates } from "./moves.ts";

const holdColumns = {
  hold: holds,
  reference: requests.reference,
  programName: programs.name,
  organization: organizations.name,
  phone: sql<string | null>`coalesce(${programs.intakePhone}, ${programs.phone})`,
  training: programs.training,
  poolLabel: bedPools.label,
  /** By which ways the program's staff were told of it, and when first. */
  told: sql<{ by: NoticeChannel; at: string }[]>`(
    select coalesce(json_agg(json_build_object('by', n.channel, 'at', n.at) order by n.at), '[]')
    from (select channel, min(sent_at) as at from notices
      where hold_id = ${holds.id} and kind = 'request_asked' and state in ('sent', 'delivered')
      group by channel) n)`,
};

const selectHolds = (reader: Reader) =>
  reader
    .select(holdColumns)
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .innerJoin(programs, eq(programs.id, holds.programId))
    .innerJoin(organizations, eq(organizations.id, programs.organizationId))
    .leftJoin(bedPools, eq(bedPools.id, holds.poolId));

export type HoldFacts = Awaited<ReturnType<typeof selectHolds>>[number];

export interface HistoryRow {
  holdId: string;
  move: HoldMove;
  party: HoldParty;
  at: Date;
}

const oneHold = statement((reader: Reader, { holdId }: Given<"holdId">) =>
  selectHolds(reader).where(eq(holds.id, holdId)),
);

export const findHold = async (reader: Reader, holdId: string): Promise<HoldFacts | undefined> => {
  const [row] = await oneHold(reader, { holdId });
  return row;
};

/** Holds of these requests, in the order in which they were asked for. */
export const findHoldsOfRequests = (
  reader: Reader,
  requestIds: readonly string[],
): Promise<HoldFacts[]> =>
  selectHolds(reader)
    .where(inArray(holds.requestId, [...requestIds]))
    .orderBy(asc(holds.id))
    .prepare("find_holds_of_requests")
    .execute();

const historyOf = statement((reader: Reader, { holdIds }: Given<"holdIds">) =>
  reader
    .select({
      holdId: holdHistory.holdId,
      move: holdHistory.move,
      party: holdHistory.party,
      at: holdHistory.at,
    })
    .from(holdHistory)
    .where(sql`${holdHistory.holdId} = any(${holdIds}::uuid[])`)
    .orderBy(asc(holdHistory.at), asc(holdHistory.id)),
);

/** What happened to these holds, oldest first. */
export const findHistory = (reader: Reader, holdIds: readonly string[]): Promise<HistoryRow[]> =>
  historyOf(reader, { holdIds: `{${holdIds.join(",")}}` });

/** The same of all holds of one request. */
export const findHistoryOfRequest = (reader: Reader, requestId: string): Promise<HistoryRow[]> =>
  reader
    .select({
      holdId: holdHistory.holdId,
      move: holdHistory.move,
      party: holdHistory.party,
      at: holdHistory.at,
    })
    .from(holdHistory)
    .innerJoin(holds, eq(holds.id, holdHistory.holdId))
    .where(eq(holds.requestId, requestId))
    .orderBy(asc(holdHistory.at), asc(holdHistory.id))
    .prepare("find_history_of_request")
    .execute();

const isRunning = (now: Date) => and(inArray(holds.state, runningStates), gt(holds.expiresAt, now));

/** Which requests or holds a list shows; `openAt`: only those that are open at that moment. */
export interface Shown {
  openAt?: Date | undefined;
}

export interface Page {
  after?: string | undefined;
  limit: number;
}

const ownRequests = (reader: Reader, workerId: string, { openAt }: Shown): SQL | undefined =>
  and(
    eq(requests.workerId, workerId),
    openAt &&
      exists(
        reader
          .select({ id: holds.id })
          .from(holds)
          .where(and(eq(holds.requestId, requests.id), isRunning(openAt))),
      ),
  );

export type RequestFacts = typeof requests.$inferSelect;

export const findRequest = async (
  reader: Reader,
  requestId: string,
): Promise<RequestFacts | undefined> => {
  const [row] = await reader
    .select()
    .from(requests)
    .where(eq(requests.id, requestId))
    .prepare("find_request")
    .execute();
  return row;
};

/** The worker's requests, newest first, from after the request `after`. */
export const findRequestsOf = (
  reader: Reader,
  workerId: string,
  shown: Shown,
  { after, limit }: Page,
): Promise<RequestFacts[]> =>
  reader
    .select()
    .from(requests)
    .where(
      and(
        ownRequests(reader, workerId, shown),
        after === undefined ? undefined : lt(requests.id, after),
      ),
    )
    .orderBy(desc(requests.id))
    .limit(limit);

export const countRequestsOf = (reader: Reader, workerId: string, shown: Shown): Promise<number> =>
  reader.$count(requests, ownRequests(reader, workerId, shown));

const ofProgram = (programId: string, { openAt }: Shown): SQL | undefined =>
  and(eq(holds.programId, programId), openAt && isRunning(openAt));

const selectIncoming = (reader: Reader) =>
  reader
    .select({
      ...holdColumns,
      request: requests,
      worker: users.name,
      workerOrganization: sql<string | null>`(select name from organizations of
        where of.id = ${users.organizationId})`,
    })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .innerJoin(users, eq(users.id, requests.workerId))
    .innerJoin(programs, eq(programs.id, holds.programId))
    .innerJoin(organizations, eq(organizations.id, programs.organizationId))
    .leftJoin(bedPools, eq(bedPools.id, holds.poolId));

export type IncomingFacts = Awaited<ReturnType<typeof selectIncoming>>[number];

/** Holds on the program with their requests, newest first, from after the hold `after`. */
export const findIncoming = (
  reader: Reader,
  programId: string,
  shown: Shown,
  { after, limit }: Page,
): Promise<IncomingFacts[]> =>
  selectIncoming(reader)
    .where(and(ofProgram(programId, shown), after === undefined ? undefined : lt(holds.id, after)))
    .orderBy(desc(holds.id))
    .limit(limit);

export const countIncoming = (reader: Reader, programId: string, shown: Shown): Promise<number> =>
  reader.$count(holds, ofProgram(programId, shown));

/** The program whose acceptance made the request's other holds yield. */
export const findFirst = async (
  reader: Reader,
  requestId: string,
): Promise<{ programId: string; name: string; visibility: Visibility } | undefined> => {
  const [row] = await reader
    .select({ programId: programs.id, name: programs.name, visibility: sites.visibility })
    .from(holds)
    .innerJoin(holdHistory, eq(holdHistory.holdId, holds.id))
    .innerJoin(programs, eq(programs.id, holds.programId))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(and(eq(holds.requestId, requestId), eq(holdHistory.move, "accept")));
  return row && { ...row, visibility: row.visibility ?? "public" };
};

/** The name of the person who last made this move. */
export const findLastActor = async (
  reader: Reader,
  holdId: string,
  move: HoldMove,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ name: users.name })
    .from(holdHistory)
    .innerJoin(users, eq(users.id, holdHistory.actor))
    .where(and(eq(holdHistory.holdId, holdId), eq(holdHistory.move, move)))
    .orderBy(desc(holdHistory.id))
    .limit(1);
  return row?.name;
};

/** Where a hold stands, and whose it is. */
export interface HoldStanding {
  id: string;
  requestId: string;
  programId: string;
  workerId: string;
  state: HoldState;
  expiresAt: Date;
}

export const findHoldStates = (
  reader: Reader,
  holdIds: readonly string[],
): Promise<HoldStanding[]> =>
  reader
    .select({
      id: holds.id,
      requestId: holds.requestId,
      programId: holds.programId,
      workerId: requests.workerId,
      state: holds.state,
      expiresAt: holds.expiresAt,
    })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(inArray(holds.id, [...holdIds]));
