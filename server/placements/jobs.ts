import { followChanges } from "../../db/change-feed.ts";
import { defineJob } from "../../db/jobs.ts";
import { openChannels, waysOf, type NotifyDependencies } from "../notify/notices/ways.ts";
import { expireHolds } from "./expire-holds.ts";
import { forgetRequests } from "./forget-requests.ts";
import { tellOfExpiries, tellOfHolds } from "./notices/tell-of-holds.ts";

/** Writes down which holds have expired. */
export const expireHoldsJob = defineJob("expire-holds", { crowd: "one", retries: 0, expires: 120 });

/** Forgets requests that ended long ago. */
export const forgetRequestsJob = defineJob("forget-requests", { crowd: "one" });

/** Plans the notices of what happened to one hold. */
export const tellOfHoldJob = defineJob<{ hold_id: string }>("tell-of-hold", {
  crowd: "one_queued",
  expires: 60,
  atOnce: 2,
});

/** Plans what the change feed did not tell of, and warns of holds that run out. */
export const tellOfHoldsJob = defineJob("tell-of-holds", {
  crowd: "one",
  retries: 0,
  expires: 120,
});

/** Does what placements leave for later. */
export const workPlacementJobs = (dependencies: NotifyDependencies): void => {
  const { jobs, database, clock, config } = dependencies;
  const context = { jobs, database, clock, channels: openChannels(waysOf(dependencies)) };
  jobs.work(expireHoldsJob, async () => {
    await expireHolds(database, clock);
  });
  jobs.schedule(expireHoldsJob, "* * * * *");
  jobs.work(forgetRequestsJob, async () => {
    await forgetRequests(database, config.requestKeptMonths, clock());
  });
  jobs.schedule(forgetRequestsJob, "20 9 * * *");
  jobs.work(tellOfHoldJob, ({ hold_id }) => tellOfHolds(context, hold_id));
  jobs.work(tellOfHoldsJob, async () => {
    await tellOfHolds(context);
    await tellOfExpiries(context, config.holds.warningMinutes);
  });
  jobs.schedule(tellOfHoldsJob, "* * * * *");
};

/**
 * Queues the telling of each hold that the change feed names, whichever instance moved it; of all
 * instances' puts one stays. What is missed, the minute's job makes up for.
 */
export const followHolds = (
  { jobs, database }: Pick<NotifyDependencies, "jobs" | "database">,
  onFailure: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> =>
  followChanges(database, {
    onChange: ({ topic, id }) => {
      if (topic !== "hold") return;
      jobs.put(tellOfHoldJob, { hold_id: id }, { key: id }).catch(onFailure);
    },
    onConnected: () => undefined,
  });
