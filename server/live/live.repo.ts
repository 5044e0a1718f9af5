import { eq, inArray } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import type { Visibility } from "../../db/codes.ts";
import { bedPools, programs, sites } from "../../db/schema/index.ts";
import { asMoment, claimedBeds } from "../directory/claims.repo.ts";
import type { PoolCount } from "../directory/pool-figures.ts";

/** A program's counts, and what decides who may know of it. */
export interface ProgramCounts {
  id: string;
  visibility: Visibility;
  active: boolean;
  pools: PoolCount[];
}

/** These programs as they stand at `now`, in one query; one at no site is public. */
export const readCounts = async (
  reader: Reader,
  programIds: readonly string[],
  now: Date,
): Promise<ProgramCounts[]> => {
  const rows = await reader
    .select({
      id: programs.id,
      visibility: sites.visibility,
      status: programs.status,
      poolId: bedPools.id,
      open: bedPools.open,
      total: bedPools.total,
      observedAt: bedPools.observedAt,
      claimed: claimedBeds(asMoment(now)),
    })
    .from(programs)
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .leftJoin(bedPools, eq(bedPools.programId, programs.id))
    .where(inArray(programs.id, [...programIds]));
  const read = new Map<string, ProgramCounts>();
  for (const { id, visibility, status, poolId, ...count } of rows) {
    const program = read.get(id) ?? {
      ...{ id, visibility: visibility ?? "public", active: status === "active" },
      pools: [],
    };
    if (poolId !== null) program.pools.push(count);
    read.set(id, program);
  }
  return [...read.values()];
};
