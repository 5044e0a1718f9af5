import type { Database } from "../../../db/client.ts";
import type { NoticeChannel } from "../../../db/codes.ts";
import type { JobQueue } from "../../../db/jobs.ts";
import type { Config } from "../../config.ts";
import type { Mailer } from "../mailer.ts";
import { openWebPush, type WebPush } from "../push/web-push.ts";
import { openSmsGateway, type SmsGateway } from "../sms/sms-gateway.ts";

/** By which ways this installation can tell people. */
export interface Ways {
  mail: Mailer | undefined;
  sms: SmsGateway | undefined;
  push: WebPush;
}

export interface NotifyDependencies {
  config: Config;
  database: Database;
  clock: () => Date;
  jobs: JobQueue;
  mail?: Mailer | undefined;
}

export const waysOf = ({ config, database, clock, mail }: NotifyDependencies): Ways => ({
  mail,
  sms:
    config.smsGateway &&
    openSmsGateway({
      ...config.smsGateway,
      callback: `${config.publicUrl}/api/sms/deliveries`,
      clock,
    }),
  push: openWebPush({
    database,
    services: config.pushServices,
    contact: `mailto:${config.mailFrom}`,
  }),
});

/** The channels that there are here, in the order of how soon they are noticed. */
export const openChannels = ({ mail, sms }: Ways): NoticeChannel[] => [
  "push",
  ...(sms ? (["sms"] as const) : []),
  ...(mail ? (["email"] as const) : []),
];
