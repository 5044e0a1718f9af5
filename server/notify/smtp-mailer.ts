import { createTransport } from "nodemailer";
import { openMailer, type Mailer } from "./mailer.ts";
import { OutcomeUnknown, Undeliverable } from "./undelivered.ts";

const word = (error: unknown, name: string): unknown =>
  error instanceof Error ? Reflect.get(error, name) : undefined;

/** Without what the server said: it repeats the address, and the log holds none. */
const unsent = (error: unknown): Error => {
  const [code, answer] = [word(error, "code"), word(error, "responseCode")];
  // The message was out already when the connection ended.
  if (word(error, "command") === "DATA" && answer === undefined) return new OutcomeUnknown();
  const words = [code, answer].filter(
    (each) => typeof each === "string" || typeof each === "number",
  );
  const text = `The mail server took no message (${words.join(" ") || "no reason known"}).`;
  const isForGood = typeof answer === "number" && answer >= 500 && answer !== 535;
  return isForGood ? new Undeliverable("refused", text) : new Error(text);
};

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
      const mail = { to: { name: "", address: to }, subject, text };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw unsent(error);
      });
    },
    onFailure,
    () => transport.close(),
  );
};
