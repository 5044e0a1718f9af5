import { and, asc, eq, gte, inArray, isNotNull, lt, lte, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { demandEvents, demandMonths } from "../../../db/schema/index.ts";
import type { DemandFact } from "./demand-facts.ts";
import type { PublishedMonth } from "./publish-month.ts";

const firstOf = (month: string) => new Date(`${month}T00:00:00Z`);

/** First days of months with events, none later than `last`, whose figures are not published. */
export const findUnpublishedMonths = async (reader: Reader, last: string): Promise<string[]> => {
  const rows = await reader.execute<{ month: string }>(sql`
    select distinct date_trunc('month', ${demandEvents.hour} at time zone 'UTC')::date::text as month
    from ${demandEvents}
    where ${demandEvents.hour} < ${last}::timestamp at time zone 'UTC' + interval '1 month'
      and not exists (select from ${demandMonths}
        where ${demandMonths.month} = date_trunc('month', ${demandEvents.hour} at time zone 'UTC')::date)
    order by 1`);
  return rows.map(({ month }) => month);
};

/** What workers searched and asked in a month (UTC), where the county is known. */
export const findFacts = async (reader: Reader, month: string): Promise<DemandFact[]> => {
  const from = firstOf(month);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  return reader
    .select({
      kind: demandEvents.kind,
      county: sql<string>`${demandEvents.county}`,
      ageBand: demandEvents.ageBand,
      found: demandEvents.found,
      barrier: demandEvents.barrier,
      outcome: demandEvents.outcome,
      waited: demandEvents.waited,
      declineReason: demandEvents.declineReason,
    })
    .from(demandEvents)
    .where(
      and(
        gte(demandEvents.hour, from),
        lt(demandEvents.hour, to),
        isNotNull(demandEvents.county),
        eq(demandEvents.askedBy, "worker"),
      ),
    );
};

/** Publishes a month; one that is published stays as it is. */
export const insertMonth = async (
  tx: Writer,
  month: string,
  figures: PublishedMonth,
): Promise<void> => {
  await tx.insert(demandMonths).values({ month, figures }).onConflictDoNothing();
};

/** A published month, and which row of it was read: another one is another version. */
export interface MonthVersion {
  readonly month: string;
  readonly version: string;
}

/** Which months between two first days, both included, are published; the oldest first. */
export const findMonthVersions = async (
  reader: Reader,
  from: string,
  to: string,
): Promise<MonthVersion[]> =>
  reader
    .select({ month: demandMonths.month, version: sql<string>`${demandMonths}.xmin::text` })
    .from(demandMonths)
    .where(and(gte(demandMonths.month, from), lte(demandMonths.month, to)))
    .orderBy(asc(demandMonths.month));

/** The figures of these months, by their first days. */
export const findMonths = async (
  reader: Reader,
  months: readonly string[],
): Promise<ReadonlyMap<string, PublishedMonth>> => {
  const rows = await reader
    .select()
    .from(demandMonths)
    .where(inArray(demandMonths.month, [...months]));
  return new Map(rows.map(({ month, figures }) => [month, figures as PublishedMonth]));
};
