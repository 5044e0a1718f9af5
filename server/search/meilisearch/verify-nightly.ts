import { defineJob, type JobQueue } from "../../../db/jobs.ts";
import type { OpenedSearch } from "../open-search.ts";

/** Compares the index of Meilisearch with the database and mends it. */
export const verifySearchIndexJob = defineJob("verify-search-index", {
  crowd: "one",
  retries: 3,
  retryDelay: 300,
  expires: 3600,
});

/** Once a night (UTC), on one instance; where there is no Meilisearch the job finds nothing to do. */
export const workSearchJobs = (jobs: JobQueue, verify: OpenedSearch["verify"]): void => {
  jobs.work(verifySearchIndexJob, async () => {
    await verify();
  });
  jobs.schedule(verifySearchIndexJob, "40 8 * * *");
};
