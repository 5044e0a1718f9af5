import type { Dependencies } from "../app.ts";
import { workChannelJobs } from "../channels/jobs.ts";
import { workGapJobs } from "../gaps/jobs.ts";
import { workNoticeJobs } from "../notify/jobs.ts";
import { workPlacementJobs } from "../placements/jobs.ts";
import { workWatchJobs } from "../placements/watches/jobs.ts";

/** Says who does which jobs: the one place where every domain's are named. Before the queue opens. */
export const runJobs = (dependencies: Omit<Dependencies, "webFolder" | "logSink">): void => {
  workNoticeJobs(dependencies);
  workPlacementJobs(dependencies);
  workWatchJobs(dependencies);
  workChannelJobs(dependencies.jobs, dependencies);
  workGapJobs(dependencies.jobs, dependencies);
};
