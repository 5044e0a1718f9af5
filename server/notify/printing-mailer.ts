import { openMailer, type Mailer } from "./mailer.ts";

/** Prints mail instead of sending it: for training, where nobody reads mail. */
export const printingMailer = (
  print: (text: string) => void,
  onFailure: (error: unknown) => void,
): Mailer =>
  openMailer(async ({ to, subject, text }) => {
    print(`\nMail to ${to} (printed because SMTP_URL is not set)\n${subject}\n\n${text}\n`);
  }, onFailure);
