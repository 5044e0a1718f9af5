import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions, users } from "../../db/schema/index.ts";
import { trainingAccounts, trainingPassword } from "../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  test.app.inject({ method: "POST", url, payload, headers });

const signIn = (email: string, password: string, more: object = {}) =>
  post("/api/auth/sign-in/email", { email, password, ...more });

const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String([answer.headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";

const viewerOf = async (cookie: string) =>
  (await test.app.inject({ url: "/api/me", headers: { cookie } })).json<{
    viewer: { email: string; role: string } | null;
  }>().viewer;

describe("signing in", () => {
  it.each(trainingAccounts)("signs $email in as $role", async ({ email, role }) => {
    const { cookie } = await test.signIn(email);
    expect(await viewerOf(cookie)).toMatchObject({ email, role });
  });

  it("keeps the session in an httpOnly, same-site cookie and its token out of the answer", async () => {
    const answer = await signIn("worker@training.test", trainingPassword);
    const [cookie] = [answer.headers["set-cookie"]].flat();
    expect(cookie).toMatch(/^harborlight\.session_token=/);
    expect(cookie).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    const { user, ...rest } = answer.json<{ user: object }>();
    expect(rest).toEqual({});
    expect(Object.keys(user).sort()).toEqual(["email", "id", "name"]);
  });

  it("keeps the session for twelve hours, with an id of our kind and the true address", async () => {
    const answer = await post(
      "/api/auth/sign-in/email",
      { email: "steward@training.test", password: trainingPassword },
      { "x-forwarded-for": "203.0.113.9", "x-harborlight-address": "203.0.113.9" },
    );
    const { user } = answer.json<{ user: { id: string } }>();
    const [row] = await test.database.read
      .select()
      .from(sessions)
      .where(eq(sessions.userId, user.id));
    const hours = ((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 3_600_000;
    expect(hours).toBeCloseTo(12, 2);
    expect(row?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(row?.ipAddress).toBe("127.0.0.1");
  });

  it("answers a wrong password and an unknown account alike", async () => {
    const wrong = await signIn("worker@training.test", "not the password");
    const unknown = await signIn("nobody@training.test", "not the password");
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json()).toMatchObject({ code: "wrong_credentials", status: 401 });
    expect(unknown.body).toBe(wrong.body);
    expect(unknown.statusCode).toBe(wrong.statusCode);
    expect(unknown.headers["set-cookie"]).toBeUndefined();
  });

  it("refuses an account with a password that is not for training, as it would a wrong password", async () => {
    const email = "steward2@training.test";
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ training: false }).where(eq(users.email, email));
    });
    const refused = await signIn(email, trainingPassword);
    expect(refused.body).toBe((await signIn(email, "not the password")).body);
    expect(refused.headers["set-cookie"]).toBeUndefined();
  });

  it("takes no role, organization or training from whoever signs in", async () => {
    const smuggled = { role: "administrator", training: true, organizationId: "x" };
    const answer = await signIn("worker2@training.test", trainingPassword, smuggled);
    expect(answer.statusCode).toBe(400);
    const { errors } = answer.json<{ errors: { path: string }[] }>();
    expect(errors.map(({ path }) => path)).toEqual([
      "body/role",
      "body/training",
      "body/organizationId",
    ]);
  });

  it("does not exist where no training data is", async () => {
    const real = await testApp({ config: { dataset: ["sources"] } });
    const payload = { email: "worker@training.test", password: trainingPassword };
    const url = "/api/auth/sign-in/email";
    const answer = await real.app.inject({ method: "POST", url, payload });
    const { instance } = (await real.app.inject({ url: "/api/me" })).json<{ instance: object }>();
    await real.close();
    expect(answer.statusCode).toBe(404);
    expect(instance).toMatchObject({
      training: false,
      password_sign_in: false,
      training_accounts: [],
    });
  });

  it("marks the cookie Secure where the public address is encrypted", async () => {
    const encrypted = await testApp({ config: { publicUrl: "https://beds.example.org" } });
    const payload = { email: "worker@training.test", password: trainingPassword };
    const url = "/api/auth/sign-in/email";
    const answer = await encrypted.app.inject({ method: "POST", url, payload });
    await encrypted.close();
    expect([answer.headers["set-cookie"]].flat()[0]).toMatch(
      /^__Secure-harborlight\.session_token=.*; Secure; SameSite=Lax$/,
    );
  });
});

describe("what else better-auth offers", () => {
  it.each([
    ["POST", "/api/auth/sign-up/email"],
    ["POST", "/api/auth/update-user"],
    ["POST", "/api/auth/change-password"],
    ["POST", "/api/auth/change-email"],
    ["POST", "/api/auth/delete-user"],
    ["POST", "/api/auth/request-password-reset"],
    ["POST", "/api/auth/revoke-sessions"],
    ["POST", "/api/auth/sign-in/social"],
    ["GET", "/api/auth/list-sessions"],
    ["GET", "/api/auth/session-token"],
    ["GET", "/api/auth/callback/google"],
    ["GET", "/api/auth/ok"],
    ["GET", "/api/auth/error"],
    ["GET", "/api/auth"],
  ] as const)("is not reachable: %s %s", async (method, url) => {
    const { cookie } = await test.signIn("worker");
    const answer = await test.app.inject({ method, url, headers: { cookie } });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: "not_found" });
  });
});

describe("a session", () => {
  it("ends with signing out, for whoever kept the cookie too", async () => {
    const cookie = cookieOf(await signIn("worker2@training.test", trainingPassword));
    expect(await viewerOf(cookie)).not.toBeNull();
    const out = await post("/api/auth/sign-out", {}, { cookie });
    expect(out.json()).toEqual({ success: true });
    expect(cookieOf(out)).toBe("harborlight.session_token=");
    expect(await viewerOf(cookie)).toBeNull();
  });

  it("is nobody's when the cookie was forged, cut, signed by another or of a session that never was", async () => {
    const { cookie } = await test.signIn("worker");
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    const [token = "", signature = ""] = decodeURIComponent(value).split(".");
    const other = await testApp({ config: { authSecret: "another secret, of 32 characters too" } });
    const foreign = (await other.signIn("worker")).cookie;
    await other.close();
    const forged = [
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=${encodeURIComponent(`${token}x.${signature}`)}`,
      `${name}=${encodeURIComponent(`${token}.${signature.toLowerCase()}`)}`,
      `${name}=%E0%A4%A`,
      `${name}=`,
      "=;;=",
      foreign,
    ];
    for (const each of forged) expect(await viewerOf(each)).toBeNull();
    expect(await viewerOf(cookie)).not.toBeNull();
  });

  it("is over when its time is over", async () => {
    const answer = await signIn("analyst@training.test", trainingPassword);
    const { user } = answer.json<{ user: { id: string } }>();
    await test.database.transaction(async (tx) => {
      const past = new Date(Date.now() - 1000);
      await tx.update(sessions).set({ expiresAt: past }).where(eq(sessions.userId, user.id));
    });
    expect(await viewerOf(cookieOf(answer))).toBeNull();
  });

  it("that has ended is cleared away when its person signs in again", async () => {
    const { user } = (await signIn("provider@training.test", trainingPassword)).json<{
      user: { id: string };
    }>();
    const whose = eq(sessions.userId, user.id);
    await test.database.transaction(async (tx) => {
      await tx
        .update(sessions)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(whose);
    });
    await signIn("provider@training.test", trainingPassword);
    expect(await test.database.read.select().from(sessions).where(whose)).toHaveLength(1);
  });

  it("is begun anew by use, once an hour of it has passed", async () => {
    const answer = await signIn("admin@training.test", trainingPassword);
    const cookie = cookieOf(answer);
    const { user } = answer.json<{ user: { id: string } }>();
    const early = await test.app.inject({ url: "/api/me", headers: { cookie } });
    expect(early.headers["set-cookie"]).toBeUndefined();
    await test.database.transaction(async (tx) => {
      const soon = new Date(Date.now() + 10 * 3_600_000);
      await tx.update(sessions).set({ expiresAt: soon }).where(eq(sessions.userId, user.id));
    });
    const late = await test.app.inject({ url: "/api/me", headers: { cookie } });
    expect(cookieOf(late)).toBe(cookie);
    const session = await test.app.inject({ url: "/api/auth/get-session", headers: { cookie } });
    const { expires_at } = session.json<{ session: { expires_at: string } }>().session;
    expect((new Date(expires_at).getTime() - Date.now()) / 3_600_000).toBeCloseTo(12, 1);
  });

  it("follows its person's role at once", async () => {
    const cookie = cookieOf(await signIn("worker2@training.test", trainingPassword));
    const change = (role: "worker" | "analyst") =>
      test.database.transaction(async (tx) => {
        await tx.update(users).set({ role }).where(eq(users.email, "worker2@training.test"));
      });
    await change("analyst");
    expect(await viewerOf(cookie)).toMatchObject({ role: "analyst" });
    await change("worker");
    expect(await viewerOf(cookie)).toMatchObject({ role: "worker" });
  });

  it("is null for who is not signed in", async () => {
    const answer = await test.app.inject({ url: "/api/auth/get-session" });
    expect(answer.json()).toEqual({ session: null });
  });
});
