import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditEntries, sessions, users, verifications } from "../../db/schema/index.ts";
import { smtpMailer } from "../../server/notify/smtp-mailer.ts";
import { testApp, type TestApp } from "../support/app.ts";
import { mailServer, type MailServer } from "../support/mail-server.ts";

let test: TestApp;
let mail: MailServer;
const unsent: unknown[] = [];
beforeAll(async () => {
  mail = await mailServer();
  const from = "beds@harborlight.test";
  test = await testApp({
    mail: smtpMailer({ url: mail.url, from }, (error) => unsent.push(error)),
  });
});
afterAll(async () => {
  await test.close();
  await mail.close();
});
afterEach(() => expect(unsent).toEqual([]));

// Each test from an address of its own, so that none spends another's tries.
let place = 0;
const from = () => `198.51.100.${(place += 1)}`;

const post = (url: string, payload: object, remoteAddress = from(), app = test.app) =>
  app.inject({ method: "POST", url, payload, remoteAddress });
const ask = (email: string, remoteAddress?: string) =>
  post("/api/auth/codes", { email }, remoteAddress);
const enter = (email: string, code: string, remoteAddress?: string) =>
  post("/api/auth/sign-in/code", { email, code }, remoteAddress);

const codeFor = async (email: string): Promise<string> => {
  const next = mail.next();
  expect((await ask(email)).statusCode).toBe(200);
  return /^(\d{6}) /m.exec((await next).text)?.[1] ?? "no code";
};
const otherThan = (code: string) => (code === "000000" ? "000001" : "000000");

describe("a sign-in code", () => {
  it("comes by e-mail, in both languages, and opens a session", async () => {
    const arriving = mail.next();
    const answer = await ask("Worker@Training.test");
    expect(answer.json()).toEqual({ minutes: 10 });
    const { to, from: sender, subject, text } = await arriving;
    expect({ to, sender }).toEqual({ to: "worker@training.test", sender: "beds@harborlight.test" });
    expect(subject).toBe("Your sign-in code / Su código de acceso");
    expect(text).toMatch(/is your sign-in code[^]*es su código de acceso/);
    expect(text).not.toMatch(/child|bed|shelter|traffick/i);
    const code = /^(\d{6}) /m.exec(text)?.[1] ?? "";
    const signedIn = await enter("WORKER@training.test", code);
    expect(signedIn.statusCode).toBe(200);
    expect(signedIn.json()).toMatchObject({ user: { email: "worker@training.test" } });
    const cookie = [signedIn.headers["set-cookie"]].flat()[0]?.split(";")[0] ?? "";
    const me = await test.app.inject({ url: "/api/me", headers: { cookie } });
    expect(me.json()).toMatchObject({
      viewer: { role: "worker" },
      instance: { code_sign_in: true },
    });
  });

  it("works once", async () => {
    const code = await codeFor("analyst@training.test");
    expect((await enter("analyst@training.test", code)).statusCode).toBe(200);
    const again = await enter("analyst@training.test", code);
    expect(again.json()).toMatchObject({ status: 401, code: "wrong_credentials" });
    expect(again.headers["set-cookie"]).toBeUndefined();
  });

  it("is somebody's own, and only the newest counts", async () => {
    const old = await codeFor("steward@training.test");
    const code = await codeFor("steward@training.test");
    expect((await enter("worker2@training.test", code)).statusCode).toBe(401);
    if (old !== code) expect((await enter("steward@training.test", old)).statusCode).toBe(401);
    expect((await enter("steward@training.test", code)).statusCode).toBe(200);
    expect((await enter("steward@training.test", old)).statusCode).toBe(401);
  });

  it("is over after ten minutes", async () => {
    const code = await codeFor("worker2@training.test");
    const [row] = await test.database.read.select().from(verifications);
    const minutes = ((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 60_000;
    expect(minutes).toBeCloseTo(10, 1);
    await test.database.transaction(async (tx) => {
      await tx.update(verifications).set({ expiresAt: new Date(Date.now() - 1) });
    });
    expect((await enter("worker2@training.test", code)).statusCode).toBe(401);
  });

  it("is over after five wrong tries", async () => {
    const email = "admin@training.test";
    const code = await codeFor(email);
    for (let n = 0; n < 5; n += 1) await enter(email, otherThan(code));
    expect((await enter(email, code)).statusCode).toBe(401);
  });

  it("stands in the database as a keyed hash, beside no e-mail address", async () => {
    const code = await codeFor("provider@training.test");
    const rows = JSON.stringify(await test.database.read.select().from(verifications));
    expect(rows).not.toContain(code);
    expect(rows).not.toContain("provider@training.test");
    expect((await enter("provider@training.test", code)).statusCode).toBe(200);
  });

  it.each([
    ["letters", "abcdef"],
    ["nothing", ""],
    ["too few digits", "12345"],
    ["other digits", "١٢٣٤٥٦"],
    ["a line break", "12345\n6"],
    ["a null character", "12345\u0000"],
    ["SQL", "' or true --"],
  ])("of %s is refused as a wrong one", async (_name, code) => {
    const wrong = await enter("nobody@training.test", "123456");
    expect((await enter("worker@training.test", code)).body).toBe(wrong.body);
  });

  it("that is oversized, or comes with more than it should, is refused whoever it is for", async () => {
    for (const more of [
      { code: "1".repeat(101) },
      { role: "administrator" },
      { user: { id: 1 } },
    ]) {
      const bodies = await Promise.all(
        ["worker@training.test", "nobody@training.test"].map((email) =>
          post("/api/auth/sign-in/code", { email, code: "123456", ...more }),
        ),
      );
      expect(bodies.map(({ statusCode }) => statusCode)).toEqual([400, 400]);
      expect(bodies[0]?.body).toBe(bodies[1]?.body);
    }
  });
});

describe("who has no account", () => {
  it("is answered alike, gets no mail and no account", async () => {
    const before = mail.received.length;
    const unknown = await ask("nobody@training.test");
    const known = await ask("worker@training.test");
    await mail.arrived(before + 1);
    expect(unknown.body).toBe(known.body);
    expect(unknown.statusCode).toBe(known.statusCode);
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(known.headers).sort());
    expect(mail.received.slice(before).map(({ to }) => to)).toEqual(["worker@training.test"]);
    const wrong = await enter("nobody@training.test", "123456");
    expect(wrong.body).toBe((await enter("worker@training.test", "123456")).body);
    const whose = eq(users.email, "nobody@training.test");
    expect(await test.database.read.select().from(users).where(whose)).toEqual([]);
  });
});

describe("asking for codes", () => {
  it("is limited by account and address, known or not, and more widely by account", async () => {
    for (const email of ["worker@training.test", "nobody@training.test"]) {
      const here = from();
      const answers: number[] = [];
      for (let n = 0; n < 6; n += 1) answers.push((await ask(email, here)).statusCode);
      expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
      expect((await ask(email.toUpperCase(), here)).statusCode).toBe(429);
    }
    expect((await ask("worker@training.test")).statusCode).toBe(200);
  });

  it("is limited by the address that the connection has, whatever the request claims", async () => {
    const here = from();
    const claim = async (n: number) => {
      const headers = { "x-forwarded-for": `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` };
      const { statusCode } = await test.app.inject({
        method: "POST",
        url: "/api/auth/codes",
        payload: { email: "steward2@training.test" },
        headers,
        remoteAddress: here,
      });
      return statusCode;
    };
    const answers: number[] = [];
    for (let n = 0; n < 6; n += 1) answers.push(await claim(n));
    expect(answers.at(-1)).toBe(429);
  });

  it("is forgiven when its time is over", async () => {
    const here = from();
    for (let n = 0; n < 6; n += 1) await ask("nobody2@training.test", here);
    test.clock.set(new Date(test.clock.now().getTime() + 16 * 60_000));
    expect((await ask("nobody2@training.test", here)).statusCode).toBe(200);
  });
});

describe("the audit", () => {
  it("knows of sign-ins and refusals by id, with no address and no code", async () => {
    const code = await codeFor("worker@training.test");
    await enter("worker@training.test", otherThan(code));
    await enter("worker@training.test", code);
    const entries = await test.database.read.select().from(auditEntries);
    const actions = entries.map(({ action }) => action);
    expect(actions).toContain("signed_in");
    expect(actions).toContain("sign_in_refused");
    expect(JSON.stringify(entries)).not.toContain("@");
    expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain(code);
  });
});

describe("where training data is not", () => {
  it("no training account gets a code, nor in by one", async () => {
    const real = await testApp({ config: { dataset: ["sources"] }, database: test.database });
    const before = real.mailed.length;
    expect(
      (await post("/api/auth/codes", { email: "worker@training.test" }, from(), real.app))
        .statusCode,
    ).toBe(200);
    const code = await codeFor("worker@training.test");
    const refused = await post(
      "/api/auth/sign-in/code",
      { email: "worker@training.test", code },
      from(),
      real.app,
    );
    expect(refused.statusCode).toBe(401);
    expect(real.mailed).toHaveLength(before);
    await real.app.close();
  });

  it("nor are codes sent where mail is not", async () => {
    const mute = await testApp({ config: { dataset: ["sources"] }, mail: null });
    const answer = await post(
      "/api/auth/codes",
      { email: "worker@training.test" },
      from(),
      mute.app,
    );
    expect(answer.statusCode).toBe(404);
    const me = (await mute.app.inject({ url: "/api/me" })).json<{ instance: object }>();
    expect(me.instance).toMatchObject({ code_sign_in: false });
    expect(await mute.database.read.select().from(sessions)).toEqual([]);
    await mute.close();
  });
});
