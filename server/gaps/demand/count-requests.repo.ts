import { and, asc, isNotNull, sql } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import type { Circumstance, DeclineReason, Gender, HoldState } from "../../../db/codes.ts";
import { countedRequests, holds, requests } from "../../../db/schema/index.ts";

/** What became of one hold. */
export interface EndedHold {
  readonly state: HoldState;
  readonly accepted: boolean;
  /** From the request to the acceptance. */
  readonly waitedMinutes: number | null;
  readonly declineReason: DeclineReason | null;
}

/** A request that ended, with what is counted of it. */
export interface EndedRequest {
  readonly id: string;
  readonly age: number;
  readonly gender: Gender | null;
  readonly county: string | null;
  readonly languages: string[];
  readonly circumstances: Circumstance[];
  readonly closedAt: Date;
  readonly holds: EndedHold[];
}

/** Ended requests that were not counted, the oldest first; no other instance takes the same. */
export const takeEndedRequests = async (tx: Writer, limit: number): Promise<EndedRequest[]> => {
  const rows = await tx
    .select({
      id: requests.id,
      age: requests.age,
      gender: requests.gender,
      county: requests.county,
      languages: requests.languages,
      circumstances: requests.circumstances,
      closedAt: sql<Date>`${requests.closedAt}`.mapWith(requests.closedAt),
      holds: sql<EndedHold[]>`(select coalesce(json_agg(json_build_object(
          'state', h.state, 'accepted', h.accepted_at is not null,
          'waitedMinutes', extract(epoch from h.accepted_at - h.asked_at) / 60,
          'declineReason', h.decline_reason)), '[]'::json)
        from ${holds} h where h.request_id = requests.id)`,
    })
    .from(requests)
    .where(
      and(
        isNotNull(requests.closedAt),
        sql`not exists (select from ${countedRequests}
          where ${countedRequests}.request_id = requests.id)`,
      ),
    )
    .orderBy(asc(requests.closedAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (rows.length > 0) {
    await tx
      .insert(countedRequests)
      .values(rows.map(({ id }) => ({ requestId: id })))
      .onConflictDoNothing();
  }
  return rows;
};
