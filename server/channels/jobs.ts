import type { Database } from "../../db/client.ts";
import { defineJob, type JobQueue } from "../../db/jobs.ts";
import type { Config } from "../config.ts";
import { waysOf } from "../notify/notices/ways.ts";
import type { Mailer } from "../notify/mailer.ts";
import { deleteCalls } from "./calls/calls.repo.ts";
import { deleteLinks } from "./links/links.repo.ts";
import { openLinkSender } from "./links/send-link.ts";
import { deleteReceived } from "./sms/received.repo.ts";
import { remind, sendReminder, type ReminderTask } from "./reminders/remind.ts";

/** Looks whose counts are aging. */
export const remindJob = defineJob("remind-of-counts", { crowd: "one", retries: 0, expires: 240 });
/** Sends one reminder to one person. */
export const sendReminderJob = defineJob<ReminderTask>("send-reminder", { retries: 4 });
/** Forgets links a month after they ran out, and messages and calls that can come no second time. */
export const forgetLinksJob = defineJob("forget-links", { crowd: "one", retries: 0 });

const day = 86_400_000;
/** A gateway's signature is taken for minutes, and a call lasts no longer than that either. */
const keptDays = { links: 30, received: 7, calls: 1 };

/** Does what the channels of counts leave for later. */
export const workChannelJobs = (
  jobs: JobQueue,
  {
    config,
    database,
    clock,
    mail,
  }: { config: Config; database: Database; clock: () => Date; mail?: Mailer | undefined },
): void => {
  const settings = { secret: config.authSecret ?? "", publicUrl: config.publicUrl };
  const sender = openLinkSender(
    database,
    settings,
    waysOf({ config, database, clock, jobs, mail }),
  );
  jobs.work(remindJob, async () => {
    await remind(database, clock(), (tx, task) => jobs.put(sendReminderJob, task, { tx }));
  });
  jobs.schedule(remindJob, "*/5 * * * *");
  jobs.work(sendReminderJob, (task) => sendReminder(database, task, { sender, now: clock() }));
  jobs.work(forgetLinksJob, async () => {
    const before = (days: number) => new Date(clock().getTime() - days * day);
    await database.transaction(async (tx) => {
      await deleteLinks(tx, before(keptDays.links));
      await deleteReceived(tx, before(keptDays.received));
      await deleteCalls(tx, before(keptDays.calls));
    });
  });
  jobs.schedule(forgetLinksJob, "17 3 * * *");
};
