import type { Database } from "../../db/client.ts";
import { defineJob, type JobQueue } from "../../db/jobs.ts";
import { expireHolds } from "./expire-holds.ts";

/** Writes down which holds have expired. */
export const expireHoldsJob = defineJob("expire-holds", { crowd: "one", retries: 0, expires: 120 });

/** Does what placements leave for later. */
export const workPlacementJobs = (
  jobs: JobQueue,
  { database, clock }: { database: Database; clock: () => Date },
): void => {
  jobs.work(expireHoldsJob, async () => {
    await expireHolds(database, clock);
  });
  jobs.schedule(expireHoldsJob, "* * * * *");
};
