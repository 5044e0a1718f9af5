import { followChanges } from "../../../db/change-feed.ts";
import { defineJob } from "../../../db/jobs.ts";
import type { Catalogue } from "../../matching/catalogue.ts";
import { openChannels, waysOf, type NotifyDependencies } from "../../notify/notices/ways.ts";
import { forgetWatches, lookAtAll, lookAtProgram } from "./look-at-watches.ts";
import { isAnythingWatched } from "./watches.repo.ts";

/** Looks whether a program that changed is one that somebody waits for. */
export const lookAtProgramJob = defineJob<{ program_id: string }>("watch-program", {
  crowd: "one_queued",
  expires: 60,
});

/** Looks at what no change told of, and forgets watches whose day is over. */
export const sweepWatchesJob = defineJob("sweep-watches", {
  crowd: "one",
  retries: 0,
  expires: 120,
});

/** Does what watches wait for. */
export const workWatchJobs = (
  dependencies: NotifyDependencies & { catalogue: Catalogue },
): void => {
  const { jobs, database, clock, catalogue } = dependencies;
  const context = { jobs, database, clock, channels: openChannels(waysOf(dependencies)) };
  jobs.work(lookAtProgramJob, ({ program_id }) => lookAtProgram(context, program_id));
  jobs.work(sweepWatchesJob, async () => {
    await forgetWatches(database, clock());
    await lookAtAll(context, catalogue);
  });
  jobs.schedule(sweepWatchesJob, "* * * * *");
};

/**
 * Queues a look at each program that changes, while anybody waits for a bed; of all instances' puts
 * one stays. What is missed, the minute's job makes up for.
 */
export const followWatches = (
  { jobs, database, clock }: Pick<NotifyDependencies, "jobs" | "database" | "clock">,
  onFailure: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> => {
  const look = async (programId: string) => {
    if (!(await isAnythingWatched(database.read, clock()))) return;
    await jobs.put(lookAtProgramJob, { program_id: programId }, { key: programId });
  };
  return followChanges(database, {
    onChange: ({ topic, id }) => {
      if (topic === "program") look(id).catch(onFailure);
    },
    onConnected: () => undefined,
  });
};
