import type { Database } from "../../db/client.ts";
import { defineJob, type JobQueue } from "../../db/jobs.ts";
import type { Config } from "../config.ts";
import { expireHolds } from "./expire-holds.ts";
import { forgetRequests } from "./forget-requests.ts";

/** Writes down which holds have expired. */
export const expireHoldsJob = defineJob("expire-holds", { crowd: "one", retries: 0, expires: 120 });

/** Forgets requests that ended long ago. */
export const forgetRequestsJob = defineJob("forget-requests", { crowd: "one" });

/** Does what placements leave for later. */
export const workPlacementJobs = (
  jobs: JobQueue,
  { database, clock, config }: { database: Database; clock: () => Date; config: Config },
): void => {
  jobs.work(expireHoldsJob, async () => {
    await expireHolds(database, clock);
  });
  jobs.schedule(expireHoldsJob, "* * * * *");
  jobs.work(forgetRequestsJob, async () => {
    await forgetRequests(database, config.requestKeptMonths, clock());
  });
  jobs.schedule(forgetRequestsJob, "20 9 * * *");
};
