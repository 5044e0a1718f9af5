import { and, eq, gt, isNull, lte, ne, or, sql, type Placeholder, type SQL } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { bedPools, holds } from "../../db/schema/index.ts";
import { statement, type Given } from "../../db/statements.ts";

/** A moment for the statements below; as text, since a bare one has no column to be typed by. */
export const asMoment = (now: Date | Placeholder): SQL =>
  sql`${now instanceof Date ? now.toISOString() : now}::timestamptz`;

// A child who has arrived lies in a bed that the count still shows as empty, until a count was true
// after the arrival; one of the very same moment may be from before it.
const filling = sql.raw(
  "claim.state = 'arrived' and (bed_pools.observed_at is null or bed_pools.observed_at <= claim.arrived_at)",
);

/** Beds of the row of `bed_pools` that holds claim at `now`, those that they have filled included. */
export const claimedBeds = (now: SQL): SQL<number> =>
  sql<number>`(select count(*)::int from holds claim where claim.pool_id = bed_pools.id
    and claim.state in ('waiting', 'accepted', 'arrived')
    and (claim.state <> 'arrived' and claim.expires_at > ${now} or ${filling}))`;

/** Of those, the beds in which a child has arrived since the count was true. */
export const filledBeds: SQL<number> = sql<number>`(select count(*)::int from holds claim
  where claim.pool_id = bed_pools.id and ${filling})`;

/** Every claim on the row's beds as JSON, with the moment it ends by itself; null: a child lies there. */
export const claimsOnBeds: SQL = sql`(select coalesce(json_agg(json_build_object('holdId', claim.id,
    'poolId', claim.pool_id, 'expiresAt', case when claim.state = 'arrived' then null else claim.expires_at end)), '[]'::json)
  from holds claim join bed_pools on bed_pools.id = claim.pool_id
  where bed_pools.program_id = programs.id and claim.state in ('waiting', 'accepted', 'arrived')
    and (claim.state <> 'arrived' or ${filling}))`;

/** A bed that a hold claims; `arrivedAt`: since when a child lies in it. */
export interface PoolClaim {
  poolId: string;
  arrivedAt: Date | null;
}

const poolClaims = statement((reader: Reader, { programId, now }: Given<"programId" | "now">) =>
  reader
    .select({ poolId: holds.poolId, arrivedAt: holds.arrivedAt })
    .from(holds)
    .innerJoin(bedPools, eq(bedPools.id, holds.poolId))
    .where(
      and(
        eq(bedPools.programId, programId),
        sql`${holds.state} in ('waiting', 'accepted', 'arrived')`,
        or(
          and(ne(holds.state, "arrived"), gt(holds.expiresAt, now)),
          and(
            eq(holds.state, "arrived"),
            or(isNull(bedPools.observedAt), lte(bedPools.observedAt, holds.arrivedAt)),
          ),
        ),
      ),
    ),
);

/** Every claim on the program's beds that holds at `now`, by the counts as they are written. */
export const findPoolClaims = async (
  reader: Reader,
  programId: string,
  now: Date,
): Promise<PoolClaim[]> => {
  const rows = await poolClaims(reader, { programId, now });
  return rows.flatMap(({ poolId, arrivedAt }) => (poolId === null ? [] : [{ poolId, arrivedAt }]));
};
