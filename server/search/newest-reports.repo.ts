import { sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { bedPools } from "../../db/schema/index.ts";

/** When the newest bed report of each program was true, in milliseconds; of some or of all. */
export const findNewestReports = async (
  reader: Reader,
  programIds: readonly string[] | "all",
): Promise<Map<string, number>> => {
  const some =
    programIds === "all"
      ? sql``
      : sql`and ${bedPools.programId} = any(${`{${programIds.join(",")}}`}::uuid[])`;
  const rows = await reader.execute<{ id: string; newest: number }>(sql`
    select ${bedPools.programId} as id,
      (extract(epoch from max(${bedPools.observedAt})) * 1000)::float8 as newest
    from ${bedPools} where ${bedPools.observedAt} is not null ${some} group by 1`);
  return new Map(rows.map(({ id, newest }) => [id, newest]));
};
