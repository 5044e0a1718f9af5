import { sql } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import { searchDocuments, searchState } from "../../../db/schema/index.ts";
import type { Pending } from "./access-filter.ts";
import type { IndexState } from "./index-state.ts";

/** What the database has that an index of some state does not have yet. */
export interface Standing {
  readonly version: number;
  /** Documents were removed in this version. */
  readonly removedIn: number;
  /** Changed since, at most as many as were asked for. */
  readonly pending: readonly Pending[];
  /** Seconds since the oldest of those changes; 0 where there is none. */
  readonly lagSeconds: number;
}

/** Reads what is newer than `state`, in one statement, so that its parts agree. */
export const readStanding = async (
  reader: Reader,
  { version, number }: IndexState,
  most: number,
): Promise<Standing> => {
  const [row] = await reader.execute<{
    version: string;
    removedIn: string;
    lagSeconds: number | null;
    pending: Pending[];
  }>(sql`
    with newer as (
      select program_id, listed, visibility, written_at from ${searchDocuments}
      where version >= ${version} and (version, number) > (${version}, ${number})
      order by version, number limit ${most}
    )
    select ${searchState.version} as version, ${searchState.removedIn} as "removedIn",
      (select extract(epoch from clock_timestamp() - min(written_at))::float8 from newer) as "lagSeconds",
      (select coalesce(jsonb_agg(jsonb_build_object(
        'programId', program_id, 'listed', listed, 'visibility', visibility)), '[]') from newer) as pending
    from ${searchState}`);
  if (!row) throw new Error("search_state has lost its row");
  return {
    version: Number(row.version),
    removedIn: Number(row.removedIn),
    lagSeconds: Math.max(0, row.lagSeconds ?? 0),
    pending: row.pending,
  };
};
