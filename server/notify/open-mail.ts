import type { Config } from "../config.ts";
import type { Mailer } from "./mailer.ts";
import { printingMailer } from "./printing-mailer.ts";
import { smtpMailer } from "./smtp-mailer.ts";

/** How this instance sends mail: over `SMTP_URL`, in training on the log, else not at all. */
export const openMail = (
  { smtpUrl, mailFrom, dataset }: Config,
  { print, onFailure }: { print: (text: string) => void; onFailure: (error: unknown) => void },
): Mailer | undefined => {
  if (smtpUrl !== undefined) return smtpMailer({ url: smtpUrl, from: mailFrom }, onFailure);
  return dataset.includes("training") ? printingMailer(print, onFailure) : undefined;
};
