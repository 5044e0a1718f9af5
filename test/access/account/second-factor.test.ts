import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accounts,
  auditEntries,
  twoFactors,
  users,
  verifications,
} from "../../../db/schema/index.ts";
import type { RecoveryCodes, SecondFactorBegun } from "../../../server/access/account/contract.ts";
import { trainingPassword } from "../../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { appCode } from "../../support/authenticator.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

let place = 0;
const from = () => `198.51.102.${(place += 1)}`;

interface Answer {
  status: number;
  body: { user?: { email: string } | null; code?: string };
  cookie: string;
}

const send = async (
  method: "GET" | "POST",
  url: string,
  cookie = "",
  payload?: object,
): Promise<Answer> => {
  const answer = await test.app.inject({
    ...{ method, url: `/api${url}`, headers: { cookie }, remoteAddress: from() },
    ...(payload && { payload }),
  });
  const set = [answer.headers["set-cookie"]].flat().flatMap((line) => line?.split(";")[0] ?? []);
  const kept = set.filter((pair) => !pair.endsWith("="));
  return { status: answer.statusCode, body: answer.json(), cookie: kept.join("; ") };
};
const post = (url: string, cookie: string, payload?: object) => send("POST", url, cookie, payload);

const byPassword = (email: string) =>
  post("/auth/sign-in/email", "", { email, password: trainingPassword });
const byCode = async (email: string) => {
  const before = test.mailed.length;
  await post("/auth/codes", "", { email });
  const code = /^(\d{6}) /m.exec(test.mailed.slice(before).at(-1)?.text ?? "")?.[1] ?? "";
  return post("/auth/sign-in/code", "", { email, code });
};
const second = (cookie: string, proof: object) =>
  post("/auth/sign-in/second-factor", cookie, proof);

interface Viewer {
  role: string;
  second_factor: string;
}
const viewerOf = async (cookie: string) => {
  const me = await test.app.inject({ url: "/api/me", headers: { cookie } });
  return me.json<{ viewer: Viewer | null }>().viewer;
};

/** Sets an authenticator app for a training account; answers its key and recovery codes. */
const enrol = async (email: string) => {
  const { cookie } = await byPassword(email);
  const begun = (await post("/me/second-factor", cookie)).body as unknown as SecondFactorBegun;
  const confirmed = await post("/me/second-factor/confirm", cookie, { code: appCode(begun.key) });
  expect(confirmed.status).toBe(200);
  return { ...begun, cookie: confirmed.cookie };
};

describe("setting a second factor", () => {
  it("asks for it at the next sign-in, whatever the first factor, and ends other sessions", async () => {
    const email = "worker@training.test";
    const elsewhere = (await byPassword(email)).cookie;
    const { key, uri, cookie } = await enrol(email);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Harborlight:worker%40training\.test\?secret=/);
    expect(await viewerOf(cookie)).toMatchObject({ second_factor: "set" });
    expect(await viewerOf(elsewhere)).toBeNull();
    for (const [step, first] of [await byPassword(email), await byCode(email)].entries()) {
      expect(first).toMatchObject({ status: 200, body: { user: null } });
      expect(await viewerOf(first.cookie)).toBeNull();
      const done = await second(first.cookie, { code: appCode(key, step) });
      expect(done).toMatchObject({ status: 200, body: { user: { email } } });
      expect(await viewerOf(done.cookie)).toMatchObject({ role: "worker" });
    }
  });

  it("asks for nothing until a code was shown, and begins anew with another key", async () => {
    const email = "worker2@training.test";
    const { cookie } = await byPassword(email);
    const first = (await post("/me/second-factor", cookie)).body as unknown as SecondFactorBegun;
    const again = (await post("/me/second-factor", cookie)).body as unknown as SecondFactorBegun;
    expect(again.key).not.toBe(first.key);
    expect((await byPassword(email)).body.user).not.toBeNull();
    const old = await post("/me/second-factor/confirm", cookie, { code: appCode(first.key) });
    expect(old).toMatchObject({ status: 401, body: { code: "wrong_credentials" } });
  });

  it("is not begun again once it is set", async () => {
    const { cookie } = await enrol("provider@training.test");
    expect((await post("/me/second-factor", cookie)).status).toBe(409);
  });

  it("keeps neither key nor recovery codes readable in the database", async () => {
    const { key, recovery_codes } = await enrol("analyst@training.test");
    const rows = JSON.stringify(await test.database.read.select().from(twoFactors));
    for (const secret of [key, ...recovery_codes]) expect(rows).not.toContain(secret);
  });

  it("is limited to ten wrong codes", async () => {
    const { cookie } = await byPassword("steward2@training.test");
    await post("/me/second-factor", cookie);
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      statuses.push((await post("/me/second-factor/confirm", cookie, { code: "no code" })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  });
});

describe("signing in with it", () => {
  const email = "steward@training.test";
  let app: Awaited<ReturnType<typeof enrol>>;
  beforeAll(async () => {
    app = await enrol(email);
  });

  it("takes a code once, also within its half minute", async () => {
    const code = appCode(app.key);
    expect((await second((await byPassword(email)).cookie, { code })).status).toBe(200);
    const replayed = await second((await byPassword(email)).cookie, { code });
    expect(replayed.status).toBe(401);
    expect(await viewerOf(replayed.cookie)).toBeNull();
  });

  it("audits whose wrong or spent codes were refused, and nobody's without a challenge", async () => {
    const [person] = await test.database.read.select().from(users).where(eq(users.email, email));
    const lastRefused = async () => {
      const [entry] = await test.database.read
        .select({ subjectId: auditEntries.subjectId, details: auditEntries.details })
        .from(auditEntries)
        .where(eq(auditEntries.action, "sign_in_refused"))
        .orderBy(desc(auditEntries.id))
        .limit(1);
      return entry;
    };
    const way = "second_factor";
    const code = appCode(app.key);
    await second((await byPassword(email)).cookie, { code });
    for (const wrong of [code, "000000"]) {
      expect((await second((await byPassword(email)).cookie, { code: wrong })).status).toBe(401);
      expect(await lastRefused()).toEqual({ subjectId: person?.id, details: { way } });
    }
    await second("", { code });
    expect(await lastRefused()).toEqual({ subjectId: null, details: { way } });
  });

  it("takes each recovery code once, and audits it", async () => {
    const [recovery_code = ""] = app.recovery_codes;
    const done = await second((await byPassword(email)).cookie, { recovery_code });
    expect(done.body.user).toMatchObject({ email });
    const again = await second((await byPassword(email)).cookie, { recovery_code });
    expect(again.status).toBe(401);
    const used = eq(auditEntries.action, "recovery_code_used");
    const entries = await test.database.read.select().from(auditEntries).where(used);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain(recovery_code);
  });

  it("refuses alike a challenge that is missing, forged, another's, used up or over", async () => {
    const { cookie } = await byPassword(email);
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    const wrong = await second(cookie, { code: "000000" });
    expect(wrong.status).toBe(401);
    const code = appCode(app.key, 1);
    for (const forged of ["", `${name}=`, `${name}=${value}x`, `${name}=2fa-1.${value}`]) {
      expect((await second(forged, { code })).body).toEqual(wrong.body);
    }
    await test.database.transaction(async (tx) => {
      await tx.update(verifications).set({ expiresAt: new Date(Date.now() - 1) });
    });
    expect((await second(cookie, { code })).body).toEqual(wrong.body);
  });

  it("does not take one person's challenge for another who is signed in on the same device", async () => {
    const other = (await byPassword("admin@training.test")).cookie;
    const challenge = (await byPassword(email)).cookie;
    const refused = await second(`${other}; ${challenge}`, { code: "000000" });
    expect(refused.status).toBe(401);
  });

  it("is over after five wrong codes, and locks the account after ten, whatever comes then", async () => {
    for (let round = 0; round < 2; round += 1) {
      const { cookie } = await byPassword(email);
      for (let n = 0; n < 5; n += 1) await second(cookie, { code: "no code" });
      const code = appCode(app.key, -1);
      expect((await second(cookie, { code })).status).not.toBe(200);
    }
    const [, recovery_code = ""] = app.recovery_codes;
    const locked = await second((await byPassword(email)).cookie, { recovery_code });
    expect(locked.status).toBe(429);
  });

  it.each([
    [{ code: "1".repeat(101) }, 400],
    [{ code: "123456", trustDevice: true }, 400],
    [{ code: "123456", recovery_code: "x" }, 400],
    [{}, 400],
    [{ code: 123456 }, 400],
  ])("refuses %j", async (proof, status) => {
    expect((await second((await byPassword(email)).cookie, proof)).status).toBe(status);
  });
});

describe("stewards and administrators who are not for training", () => {
  const email = "admin@training.test";
  it("reach nothing but the enrolment and signing out until they have one", async () => {
    await test.database.transaction(async (tx) => {
      const real = tx.update(users).set({ training: false }).where(eq(users.email, email));
      const [person] = await real.returning({ id: users.id });
      await tx.delete(accounts).where(eq(accounts.userId, person?.id ?? ""));
    });
    const { cookie } = await byCode(email);
    expect(await viewerOf(cookie)).toMatchObject({
      role: "administrator",
      second_factor: "needed",
    });
    const refused = await send("GET", "/people", cookie);
    expect(refused).toMatchObject({ status: 403, body: { code: "second_factor_required" } });
    const open = new Set(["/api/me/second-factor", "/api/me/second-factor/confirm"]);
    for (const { method, url, config } of test.app.registeredRoutes) {
      if (config?.access === "anyone" || config?.access === undefined || open.has(url)) continue;
      for (const verb of [method].flat()) {
        const path = url.replaceAll(/(?<=\/):\w+/g, "0199c5f0-0000-7000-8000-00000000000f");
        const answer = await test.app.inject({
          method: verb as "GET",
          url: path,
          headers: { cookie },
        });
        expect(`${verb} ${url} ${answer.statusCode}`).toBe(`${verb} ${url} 403`);
      }
    }
    const begun = (await post("/me/second-factor", cookie)).body as unknown as SecondFactorBegun;
    const code = appCode(begun.key);
    const set = await post("/me/second-factor/confirm", cookie, { code });
    expect((await send("GET", "/people", set.cookie)).status).toBe(200);
    expect((await send("GET", "/people", cookie)).status).toBe(401);
    const renewed = await post("/me/second-factor/recovery-codes", set.cookie, {
      code: appCode(begun.key, 1),
    });
    const { recovery_codes } = renewed.body as unknown as RecoveryCodes;
    expect(recovery_codes).toHaveLength(10);
    expect(recovery_codes).not.toContain(begun.recovery_codes[0]);
    expect((await post("/me/second-factor/remove", set.cookie, { code: "000000" })).status).toBe(
      401,
    );
    const removed = await post("/me/second-factor/remove", set.cookie, {
      code: appCode(begun.key),
    });
    expect(await viewerOf(removed.cookie)).toMatchObject({ second_factor: "needed" });
    const actions = await test.database.read
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectType, "person")));
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["second_factor_set", "second_factor_removed"]),
    );
  });
});
