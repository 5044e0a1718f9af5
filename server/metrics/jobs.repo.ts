import { sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";

/** Jobs of one name: how many wait, run and failed for good, and how long the oldest is due. */
export interface JobFigures {
  name: string;
  waiting: number;
  running: number;
  failed: number;
  oldestSeconds: number;
}

/** Figures of every name that has jobs; what is not due yet is not waiting. */
export const findJobFigures = async (reader: Reader): Promise<JobFigures[]> =>
  reader.execute<JobFigures & Record<string, unknown>>(sql`
    select name,
      count(*) filter (where state < 'active' and start_after <= now())::integer as waiting,
      count(*) filter (where state = 'active')::integer as running,
      count(*) filter (where state = 'failed')::integer as failed,
      coalesce(extract(epoch from now() - min(start_after)
        filter (where state < 'active' and start_after <= now())), 0)::float8 as "oldestSeconds"
    from pgboss.job group by name`);
