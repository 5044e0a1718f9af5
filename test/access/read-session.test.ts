import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";
import { sessions, users } from "../../db/schema/index.ts";
import { openSessionReader, type SessionReader } from "../../server/access/read-session.ts";
import { openTryCounter } from "../../server/access/limit-tries.ts";
import { openSignIn } from "../../server/access/sign-in.ts";
import { createTrainingAccounts, trainingPassword } from "../../server/access/training-accounts.ts";
import { readConfig } from "../../server/config.ts";
import { layCable, type Cable } from "../support/cable.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { testApp, type TestApp } from "../support/app.ts";

const authSecret = "a secret that only the tests know, 32 characters";

let direct: TestDatabase;
let cable: Cable;
let database: Database;
beforeAll(async () => {
  direct = await freshDatabase();
  await createTrainingAccounts(direct, { now: new Date(), providerProgramIds: [] });
  cable = await layCable(direct.url);
  database = openDatabase(cable.url, 2);
});
afterAll(async () => {
  await cable.mend();
  await database.close();
  await cable.cut();
  await direct.close();
});

describe("reading a session", () => {
  let reader: SessionReader;
  let cookie: string;
  let userId: string;
  beforeEach(async () => {
    await cable.mend();
    const config = { ...readConfig({ DATASET: "training" }), authSecret };
    const signIn = openSignIn(
      direct,
      config,
      openTryCounter(direct, authSecret, () => new Date()),
    );
    const credentials = { email: "worker@training.test", password: trainingPassword };
    const device = { address: "127.0.0.1", userAgent: undefined };
    const { cookies, user } = await signIn.withPassword(credentials, device);
    cookie = cookies[0]?.split(";")[0] ?? "";
    userId = user?.id ?? "";
    reader = openSessionReader(
      database,
      openSignIn(
        database,
        config,
        openTryCounter(database, authSecret, () => new Date()),
      ),
      config,
    );
  });

  const expireAt = (moment: Date) =>
    direct.transaction(async (tx) => {
      await tx.update(sessions).set({ expiresAt: moment }).where(eq(sessions.userId, userId));
    });

  it("answers nobody without a cookie, and asks no database", async () => {
    await cable.cut();
    expect(await reader.read(undefined, false)).toBeUndefined();
    expect(await reader.read("other=1", false)).toBeUndefined();
  });

  it.each(["cut", "block"] as const)(
    "remembers whom it saw when the cable is %s, where the database is not needed",
    async (trouble) => {
      const seen = await reader.read(cookie, false);
      await cable[trouble]();
      expect(await reader.read(cookie, true)).toEqual(seen);
      expect(seen?.viewer.role).toBe("worker");
    },
  );

  it("says that it cannot tell, where the database is needed or the session was never seen", async () => {
    await cable.cut();
    await expect(reader.read(cookie, true)).rejects.toMatchObject({ code: "unavailable" });
    await cable.mend();
    await reader.read(cookie, false);
    await cable.cut();
    await expect(reader.read(cookie, false)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("remembers nobody past the end of the session", async () => {
    await expireAt(new Date(Date.now() + 400));
    expect(await reader.read(cookie, true)).toBeDefined();
    await cable.cut();
    await pause(500);
    expect(await reader.read(cookie, true)).toBeUndefined();
  });

  it("remembers nobody whose session it saw end", async () => {
    await reader.read(cookie, true);
    await direct.transaction(async (tx) => {
      await tx.delete(sessions).where(eq(sessions.userId, userId));
    });
    expect(await reader.read(cookie, true)).toBeUndefined();
    await cable.cut();
    await expect(reader.read(cookie, true)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("forgets whoever signed out", async () => {
    await reader.read(cookie, true);
    await reader.forget(cookie);
    await cable.cut();
    await expect(reader.read(cookie, true)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is not said to have ended when its end could not be written", async () => {
    const signIn = openSignIn(
      database,
      { ...readConfig({}), authSecret },
      openTryCounter(database, authSecret, () => new Date()),
    );
    await cable.cut();
    await expect(signIn.end(cookie)).rejects.toThrow();
    await cable.mend();
    expect(
      await openSessionReader(direct, signIn, { dataset: ["training"] }).read(cookie, false),
    ).toBeDefined();
  });

  it("learns what changed as soon as the database is back", async () => {
    await reader.read(cookie, true);
    await cable.cut();
    await reader.read(cookie, true);
    await direct.transaction(async (tx) => {
      await tx.update(users).set({ role: "analyst" }).where(eq(users.id, userId));
    });
    await cable.mend();
    await expect
      .poll(async () => (await reader.read(cookie, true))?.viewer.role, { timeout: 10_000 })
      .toBe("analyst");
    await direct.transaction(async (tx) => {
      await tx.update(users).set({ role: "worker" }).where(eq(users.id, userId));
    });
  });
});

describe("the app, while the database is away", () => {
  let test: TestApp;
  let headers: { cookie: string };
  let far: TestDatabase;
  let line: Cable;
  beforeAll(async () => {
    far = await freshDatabase();
    line = await layCable(far.url);
    const through = openDatabase(line.url);
    const close = async () => {
      await through.close();
      await far.close();
    };
    test = await testApp({ database: { ...far, ...through, close } });
    headers = await test.signIn("worker");
    await test.app.inject({ url: "/api/me", headers });
    await line.cut();
  });
  afterAll(async () => {
    await line.mend();
    await test.close();
    await line.cut();
  });

  const ask = async (url: string, payload?: object, more: object = headers) => {
    const method = payload ? "POST" : "GET";
    const options = payload ? { payload } : {};
    return await test.app.inject({ method, url, headers: { ...more }, ...options });
  };

  it("says so where it needs it, whoever asks", async () => {
    const credentials = { email: "worker@training.test", password: trainingPassword };
    for (const answer of [
      await ask("/api/me"),
      await ask("/api/auth/get-session"),
      await ask("/api/auth/sign-out", {}),
      await ask("/api/auth/sign-in/email", credentials, {}),
      await ask("/api/programs/0199c5f0-0000-7000-8000-00000000000f", undefined, {}),
    ]) {
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({ code: "unavailable" });
    }
  });

  it("lets a worker whom it knows search on", async () => {
    const answer = await ask("/api/matches", { need: { age: 15 } });
    expect(answer.statusCode).not.toBe(503);
    expect(answer.statusCode).not.toBe(500);
  });
});
