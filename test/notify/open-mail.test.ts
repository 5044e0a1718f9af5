import { describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { openMail } from "../../server/notify/open-mail.ts";
import { mailServer } from "../support/mail-server.ts";

const hello = { to: "robin@example.org", subject: "Código", text: "480213 is the code: ñ" };

const open = (environment: Record<string, string>) => {
  const printed: string[] = [];
  const failures: unknown[] = [];
  const mail = openMail(readConfig(environment), {
    print: (text) => printed.push(text),
    onFailure: (error) => failures.push(error),
  });
  return { mail, printed, failures };
};

describe("mail", () => {
  it("goes over SMTP_URL, in the name of MAIL_FROM, and is waited for at the end", async () => {
    const server = await mailServer();
    const { mail, printed, failures } = open({
      ...{ SMTP_URL: server.url, MAIL_FROM: "beds@county.example", DATASET: "training" },
    });
    mail?.post(async () => hello);
    await mail?.close();
    const { to, subject, text } = hello;
    expect(server.received).toEqual([
      { from: "beds@county.example", to, subject, text: expect.stringContaining(text) as string },
    ]);
    expect({ printed, failures }).toEqual({ printed: [], failures: [] });
    await server.close();
  });

  it("is printed in training where no SMTP_URL is", async () => {
    const { mail, printed } = open({ DATASET: "training" });
    mail?.post(async () => hello);
    await mail?.close();
    expect(printed.join("")).toMatch(/robin@example\.org[^]*480213/);
  });

  it("is not sent elsewhere", () => {
    expect(open({ DATASET: "sources" }).mail).toBeUndefined();
  });

  it("that is refused is told of without the address that the server repeats", async () => {
    const server = await mailServer({ refusing: true });
    const { mail, failures } = open({ SMTP_URL: server.url, DATASET: "none" });
    mail?.post(async () => hello);
    await mail?.close();
    expect(failures.map(String)).toEqual([
      "Undeliverable: The mail server took no message (EENVELOPE 550).",
    ]);
    await server.close();
  });

  it("that cannot be sent or composed is told of, and stops nobody", async () => {
    const { mail, failures } = open({ SMTP_URL: "smtp://127.0.0.1:9", DATASET: "none" });
    mail?.post(async () => hello);
    mail?.post(() => Promise.reject(new Error("no account could be looked up")));
    mail?.post(async () => undefined);
    await mail?.close();
    expect(failures).toHaveLength(2);
  });
});
