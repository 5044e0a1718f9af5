import type { Database } from "../../db/client.ts";
import { defineJob, type JobQueue } from "../../db/jobs.ts";
import { tidyDemand } from "./demand/tidy-demand.ts";

/** Counts ended requests, publishes months that have settled, forgets what is too old. */
export const tidyDemandJob = defineJob("tidy-demand", { crowd: "one", expires: 600 });

/** Does what gaps leave for later. */
export const workGapJobs = (
  jobs: JobQueue,
  { database, clock }: { database: Database; clock: () => Date },
): void => {
  jobs.work(tidyDemandJob, () => tidyDemand(database, clock()));
  jobs.schedule(tidyDemandJob, "23 * * * *");
};
