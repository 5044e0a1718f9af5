import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../../../db/schema/index.ts";
import type { OwnSessionList } from "../../../server/access/account/contract.ts";
import { nameDevice } from "../../../server/access/account/name-device.ts";
import { trainingPassword } from "../../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const phone =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

const signIn = async (who: string, userAgent = phone) => {
  const answer = await test.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { "user-agent": userAgent },
    payload: { email: `${who}@training.test`, password: trainingPassword },
  });
  return [answer.headers["set-cookie"]].flat()[0]?.split(";")[0] ?? "";
};
const send = (method: "GET" | "DELETE", url: string, cookie: string) =>
  test.app.inject({ method, url: `/api${url}`, headers: { cookie } });
const listed = async (cookie: string) =>
  (await send("GET", "/me/sessions", cookie)).json<OwnSessionList>().items;
const isSignedIn = async (cookie: string) =>
  (await send("GET", "/me/sessions", cookie)).statusCode === 200;

describe("one's own sessions", () => {
  it("are listed with the device's words and without token or address", async () => {
    const cookie = await signIn("worker");
    const other = await signIn("worker", "curl/8");
    const answer = await send("GET", "/me/sessions", cookie);
    const { items } = answer.json<OwnSessionList>();
    expect(items).toHaveLength(2);
    expect(items.find(({ current }) => current)).toMatchObject({
      browser: "chrome",
      system: "android",
    });
    expect(items.find(({ current }) => !current)).toMatchObject({ browser: null, system: null });
    const token = decodeURIComponent(other.split("=")[1] ?? "").split(".")[0] ?? "";
    expect(answer.body).not.toContain(token);
    expect(answer.body).not.toContain("127.0.0.1");
  });

  it("are ended one by one, at once and with an entry in the audit", async () => {
    const [here, there] = [await signIn("worker2"), await signIn("worker2")];
    const id = (await listed(there)).find(({ current }) => current)?.id ?? "";
    expect((await send("DELETE", `/me/sessions/${id}`, here)).json()).toEqual({ ended: 1 });
    expect(await isSignedIn(there)).toBe(false);
    expect(await isSignedIn(here)).toBe(true);
    expect((await send("DELETE", `/me/sessions/${id}`, here)).statusCode).toBe(404);
    const about = eq(auditEntries.subjectId, id);
    expect(await test.database.read.select().from(auditEntries).where(about)).toHaveLength(1);
  });

  it("are ended all but the one that asks", async () => {
    const here = await signIn("analyst");
    const others = [await signIn("analyst"), await signIn("analyst")];
    expect((await send("DELETE", "/me/sessions", here)).json()).toEqual({ ended: 2 });
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(here)).toBe(true);
  });

  it("are nobody else's to end: another's answers as one that never was", async () => {
    const mine = await signIn("steward");
    const theirs = await signIn("steward2");
    const id = (await listed(theirs))[0]?.id ?? "";
    const foreign = await send("DELETE", `/me/sessions/${id}`, mine);
    const unknown = await send("DELETE", "/me/sessions/0199c5f0-0000-7000-8000-00000000000f", mine);
    expect(foreign.statusCode).toBe(404);
    expect(foreign.body).toBe(unknown.body);
    expect(await isSignedIn(theirs)).toBe(true);
    expect((await send("DELETE", "/me/sessions/x' or true", mine)).statusCode).toBe(400);
  });
});

describe("a device is named", () => {
  const webKit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
  it.each([
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${webKit} Version/18.1 Mobile/15E148 Safari/604.1`,
      "safari",
      "ios",
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Version/18.1 Safari/605.1.15`,
      "safari",
      "macos",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
      "firefox",
      "windows",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
      "edge",
      "windows",
    ],
    [
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
      "chrome",
      "chromeos",
    ],
    [phone, "chrome", "android"],
    ["", null, null],
    [null, null, null],
  ])("%s", (userAgent, browser, system) => {
    expect(nameDevice(userAgent)).toEqual({ browser, system });
  });
});
