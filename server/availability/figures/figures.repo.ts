import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import type { DeclineReason, HoldState, ReportSource } from "../../../db/codes.ts";
import { callAttempts, holds, programs, programShowings, sites } from "../../../db/schema/index.ts";

export interface Span {
  zone: string;
  from: Date;
  to: Date;
  /** Days of the calendar, the last one excluded. */
  days: { from: string; to: string };
}

const zone = sql<string>`coalesce(${sites.timeZone}, 'UTC')`;

/** The month on the calendar of the program's place; `month` undefined: the one that `now` lies in. */
export const findSpan = async (
  reader: Reader,
  programId: string,
  month: string | undefined,
  now: Date,
): Promise<(Span & { month: string }) | undefined> => {
  const first = sql`(coalesce(${month ?? null}::text, to_char(${now.toISOString()}::timestamptz at time zone ${zone}, 'YYYY-MM')) || '-01')::date`;
  const next = sql`(${first} + interval '1 month')`;
  const epoch = (at: typeof first) =>
    sql<string>`extract(epoch from ${at}::timestamp at time zone ${zone})`;
  const [row] = await reader
    .select({
      zone,
      month: sql<string>`to_char(${first}, 'YYYY-MM')`,
      from: epoch(first),
      to: epoch(next),
      firstDay: sql<string>`${first}::text`,
      lastDay: sql<string>`${next}::date::text`,
    })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, programId));
  if (!row) return undefined;
  return {
    ...{ zone: row.zone, month: row.month, days: { from: row.firstDay, to: row.lastDay } },
    ...{ from: new Date(Number(row.from) * 1000), to: new Date(Number(row.to) * 1000) },
  };
};

export interface CountRow {
  poolId: string;
  open: number;
  total: number | null;
  observedAt: Date;
  receivedAt: Date;
  source: ReportSource;
  name: string | null;
}

/**
 * Statements about the program's beds that were true in the span, and of each pool the newest from
 * before it; by the index of a pool's statements alone, however many the table holds.
 */
export const countsIn = (programId: string, { from, to }: Pick<Span, "from" | "to">) => sql`
  select r.pool_id as "poolId", r.open, r.total, r.source, u.name,
    extract(epoch from r.observed_at) as observed, extract(epoch from r.received_at) as received
  from bed_pools p cross join lateral (
    (select * from bed_reports b where b.pool_id = p.id
      and b.observed_at >= ${from.toISOString()}::timestamptz
      and b.observed_at < ${to.toISOString()}::timestamptz)
    union all
    (select * from bed_reports b where b.pool_id = p.id
      and b.observed_at < ${from.toISOString()}::timestamptz
      order by b.observed_at desc limit 1)
  ) r left join users u on u.id = r.reported_by
  where p.program_id = ${programId}`;

type RawCount = Omit<CountRow, "observedAt" | "receivedAt"> & {
  observed: string;
  received: string;
};

export const findCounts = async (
  reader: Reader,
  programId: string,
  span: Pick<Span, "from" | "to">,
): Promise<CountRow[]> => {
  const rows = (await reader.execute(countsIn(programId, span))) as unknown as RawCount[];
  return rows.map(({ observed, received, ...row }) => ({
    ...row,
    observedAt: new Date(Number(observed) * 1000),
    receivedAt: new Date(Number(received) * 1000),
  }));
};

export const findPoolIds = async (reader: Reader, programId: string): Promise<string[]> => {
  const rows = (await reader.execute(
    sql`select id from bed_pools where program_id = ${programId} order by id`,
  )) as unknown as { id: string }[];
  return rows.map(({ id }) => id);
};

export const findShowings = (
  reader: Reader,
  programId: string,
  { days }: Span,
): Promise<{ day: string; shown: number }[]> =>
  reader
    .select({ day: programShowings.day, shown: programShowings.shown })
    .from(programShowings)
    .where(
      and(
        eq(programShowings.programId, programId),
        gte(programShowings.day, days.from),
        lt(programShowings.day, days.to),
      ),
    )
    .orderBy(programShowings.day);

export interface AskedHold {
  state: HoldState;
  declineReason: DeclineReason | null;
  askedAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  endedAt: Date | null;
}

/** What became of the requests to the program; nothing of who asked, or for whom. */
export const findAsked = (reader: Reader, programId: string, { from, to }: Span) =>
  reader
    .select({
      state: holds.state,
      declineReason: holds.declineReason,
      askedAt: holds.askedAt,
      expiresAt: holds.expiresAt,
      acceptedAt: holds.acceptedAt,
      endedAt: holds.endedAt,
    })
    .from(holds)
    .where(and(eq(holds.programId, programId), gte(holds.askedAt, from), lt(holds.askedAt, to)));

/** Calls to the program at night by month of its place, for the twelve months up to the span's end. */
export const findNightCalls = async (
  reader: Reader,
  programId: string,
  { zone: timeZone, to }: Span,
): Promise<{ month: string; calls: number }[]> => {
  const local = sql`(${callAttempts.calledAt} at time zone ${timeZone})`;
  const month = sql<string>`to_char(${local}, 'YYYY-MM')`;
  const hour = sql`extract(hour from ${local})`;
  return reader
    .select({
      month,
      calls: sql<number>`(count(*) filter (where ${hour} >= 22 or ${hour} < 6))::int`,
    })
    .from(callAttempts)
    .where(
      and(
        eq(callAttempts.programId, programId),
        lt(callAttempts.calledAt, to),
        sql`${callAttempts.calledAt} >= ${to.toISOString()}::timestamptz - interval '12 months'`,
      ),
    )
    .groupBy(sql`1`)
    .orderBy(sql`1`);
};
