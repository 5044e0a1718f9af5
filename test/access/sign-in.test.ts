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
