import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { sessions, users } from "../../db/schema/index.ts";
import { trainingAccounts, trainingPassword } from "../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const signIn = (email: string, password: string, more: object = {}) =>
  test.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password, ...more },
  });

const me = async (cookie: string) =>
  (await test.app.inject({ url: "/api/me", headers: { cookie } })).json();

describe("signing in", () => {
  it.each(trainingAccounts)("signs $email in as $role", async ({ email, role }) => {
    const { cookie } = await test.signIn(email);
    expect((await me(cookie)).viewer).toMatchObject({ email, role });
  });

  it("keeps the session in an httpOnly, same-site cookie and its token out of the answer", async () => {
    const answer = await signIn("worker@training.test", trainingPassword);
    const [cookie] = [answer.headers["set-cookie"]].flat();
    expect(cookie).toMatch(/^harborlight\.session_token=/);
    expect(cookie).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(Object.keys(answer.json())).toEqual(["user"]);
    expect(Object.keys(answer.json().user).sort()).toEqual(["email", "id", "name"]);
  });

  it("keeps the session for twelve hours, with an id of our kind", async () => {
    const answer = await signIn("steward@training.test", trainingPassword);
    const [row] = await test.database.read
      .select()
      .from(sessions)
      .where(eq(sessions.userId, answer.json().user.id));
    const hours = (row!.expiresAt.getTime() - row!.createdAt.getTime()) / 3_600_000;
    expect(hours).toBeCloseTo(12, 2);
    expect(row!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(row!.ipAddress).toBe("127.0.0.1");
  });
});
