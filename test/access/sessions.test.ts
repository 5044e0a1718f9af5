import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions, users } from "../../db/schema/index.ts";
import { trainingPassword } from "../../server/access/training-accounts.ts";
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

  it("is begun anew by use, once ten minutes of it have passed", async () => {
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
