import { createTransport } from "nodemailer";
import { openMailer, type Mailer } from "./mailer.ts";

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Sends over the SMTP server at `url` in the name of `from`. Where the server offers encryption it
 * is used; `smtps` and `?requireTLS=true` insist on it.
 */
export const smtpMailer = (
  { url, from }: { url: string; from: string },
  onFailure: (error: unknown) => void,
): Mailer => {
  const transport = createTransport({ url, ...patience }, { from });
  return openMailer(
    async ({ to, subject, text }) => {
      // As an object the address is one address, whatever stands in it.
      await transport.sendMail({ to: { name: "", address: to }, subject, text });
    },
    onFailure,
    () => transport.close(),
  );
};
