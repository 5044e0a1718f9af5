import { defineJob } from "../../db/jobs.ts";
import { deleteNoticesBefore, findForgotten } from "./notices/notices.repo.ts";
import { sendNoticeJob } from "./notices/plan-notices.ts";
import { sendNotice } from "./notices/send-notice.ts";
import { waysOf, type NotifyDependencies } from "./notices/ways.ts";

/** Takes up notices whose job was lost, and forgets old ones. */
export const sweepNoticesJob = defineJob("sweep-notices", {
  crowd: "one",
  retries: 0,
  expires: 120,
});

const minute = 60_000;
/** Longer than all tries of a notice take. */
const lostAfter = 20 * minute;
const daysKept = 30;

/** Sends notices and looks after those that were left lying. */
export const workNoticeJobs = (dependencies: NotifyDependencies): void => {
  const { jobs, database, clock, config } = dependencies;
  const context = { database, clock, ways: waysOf(dependencies), publicUrl: config.publicUrl };
  jobs.work(sendNoticeJob, ({ notice_id }, run) => sendNotice(context, notice_id, run));
  jobs.work(sweepNoticesJob, async () => {
    const now = clock().getTime();
    for (const id of await findForgotten(database.read, new Date(now - lostAfter))) {
      await sendNotice(context, id, { last: true });
    }
    const tooOld = new Date(now - daysKept * 24 * 60 * minute);
    await database.transaction((tx) => deleteNoticesBefore(tx, tooOld));
  });
  jobs.schedule(sweepNoticesJob, "*/5 * * * *");
};
