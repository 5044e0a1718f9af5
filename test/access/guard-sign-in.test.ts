import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trainingPassword } from "../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const signIn = async (email: string, password: string, remoteAddress: string) => {
  const { statusCode } = await test.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password },
    remoteAddress,
  });
  return statusCode;
};

const oneAfterAnother = async (tries: number, go: () => Promise<number>) => {
  const statuses: number[] = [];
  for (let n = 0; n < tries; n += 1) statuses.push(await go());
  return statuses;
};

const atOnce = (tries: number, go: (n: number) => Promise<number>) =>
  Promise.all(Array.from({ length: tries }, (_, n) => go(n)));

describe("failed sign-ins", () => {
  it("are refused unheard after ten of one account from one address, but not elsewhere", async () => {
    const guesses = await oneAfterAnother(11, () =>
      signIn("worker@training.test", "guess", "198.51.100.1"),
    );
    expect(guesses).toEqual([...Array<number>(10).fill(401), 429]);
    expect(await signIn("WORKER@training.test", trainingPassword, "198.51.100.1")).toBe(429);
    expect(await signIn("worker@training.test", trainingPassword, "198.51.100.2")).toBe(200);
  });

  it("are refused after fifty from one address, whatever the account", async () => {
    const guess = (n: number) => signIn(`person${n}@training.test`, "guess", "198.51.100.3");
    for (let tens = 0; tens < 50; tens += 10) {
      const statuses = await atOnce(10, (n) => guess(tens + n));
      expect(new Set(statuses)).toEqual(new Set([401]));
    }
    expect(await guess(51)).toBe(429);
  });

  it("cannot outrun the count by coming all at once", async () => {
    const burst = await atOnce(30, () => signIn("admin@training.test", "guess", "198.51.100.4"));
    expect(burst.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  });

  it("are counted by two instances together", async () => {
    const second = await testApp({ database: test.database });
    const { app } = test;
    const guess = (n: number) => {
      test.app = n % 2 === 0 ? app : second.app;
      return signIn("analyst@training.test", "guess", "198.51.100.6");
    };
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) statuses.push(await guess(n));
    test.app = app;
    await second.app.close();
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  });

  it("are not counted when the password is right", async () => {
    const go = () => signIn("steward@training.test", trainingPassword, "198.51.100.5");
    expect(new Set(await oneAfterAnother(12, go))).toEqual(new Set([200]));
  });
});
