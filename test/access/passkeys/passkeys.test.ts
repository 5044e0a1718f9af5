import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries, passkeys, sessions, users } from "../../../db/schema/index.ts";
import type {
  Passkey,
  PasskeyAsked,
  PasskeyBegun,
  PasskeyList,
} from "../../../server/access/passkeys/contract.ts";
import { trainingPassword } from "../../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { appCode } from "../../support/authenticator.ts";
import { PasskeyDevice, type Claim } from "../../support/passkey-device.ts";

const home: Claim = { origin: "https://beds.example.org", host: "beds.example.org" };
let test: TestApp;
beforeAll(async () => {
  test = await testApp({ config: { publicUrl: home.origin } });
});
afterAll(() => test.close());

let place = 0;
type Method = "GET" | "POST" | "PUT" | "DELETE";
const send = async (method: Method, url: string, cookie = "", payload?: object) => {
  const answer = await test.app.inject({
    ...{ method, url: `/api${url}`, headers: { cookie } },
    ...{ remoteAddress: `198.51.103.${(place += 1) % 250}`, ...(payload && { payload }) },
  });
  const set = [answer.headers["set-cookie"]].flat().flatMap((line) => line?.split(";")[0] ?? []);
  const kept = set.filter((pair) => !pair.endsWith("=")).join("; ");
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), cookie: kept };
};
const enter = async (who: string) =>
  (
    await send("POST", "/auth/sign-in/email", "", {
      ...{ email: `${who}@training.test`, password: trainingPassword },
    })
  ).cookie;
const viewerOf = async (cookie: string) =>
  (await send("GET", "/me", cookie)).body["viewer"] as { email: string } | null;

/** Makes a passkey for who is signed in; `claim` is what the device says of itself. */
const add = async (cookie: string, device: PasskeyDevice, claim = home) => {
  const begun = await send("POST", "/me/passkeys/begin", cookie);
  const { challenge } = begun.body as unknown as PasskeyBegun;
  const credential = device.make(challenge, claim);
  return send("POST", "/me/passkeys", `${cookie}; ${begun.cookie}`, {
    name: " Phone ",
    credential,
  });
};
const ask = async () => {
  const asked = await send("POST", "/auth/passkey");
  return { ...(asked.body as unknown as PasskeyAsked), cookie: asked.cookie };
};
const signIn = async (device: PasskeyDevice, claim = home) => {
  const { challenge, cookie } = await ask();
  const credential = device.answer(challenge, claim);
  return send("POST", "/auth/sign-in/passkey", cookie, { credential });
};
const listed = async (cookie: string) =>
  ((await send("GET", "/me/passkeys", cookie)).body as unknown as PasskeyList).items;

describe("a passkey", () => {
  it("is added, named, used to sign in, renamed and removed by its owner, all audited", async () => {
    const cookie = await enter("worker");
    const device = new PasskeyDevice();
    const added = await add(cookie, device);
    expect(added).toMatchObject({ status: 200, body: { name: "Phone", last_used_at: null } });
    const signedIn = await signIn(device);
    expect(signedIn.body["user"]).toMatchObject({ email: "worker@training.test" });
    expect(await viewerOf(signedIn.cookie)).toMatchObject({ email: "worker@training.test" });
    const [own] = await listed(signedIn.cookie);
    expect(own?.last_used_at).not.toBeNull();
    const url = `/me/passkeys/${own?.id ?? ""}`;
    const renamed = await send("PUT", url, cookie, { name: "Office key" });
    expect(renamed.body).toMatchObject({ name: "Office key" });
    expect((await send("DELETE", url, cookie)).body).toEqual({ removed: true });
    expect(await listed(cookie)).toEqual([]);
    expect((await signIn(device)).status).toBe(401);
    const entries = await test.database.read.select().from(auditEntries);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["passkey_added", "passkey_changed", "passkey_removed"]),
    );
    expect(entries.filter(({ details }) => details["way"] === "passkey")).not.toEqual([]);
    expect(JSON.stringify(entries)).not.toContain(device.id.toString("base64url"));
  });

  it("is both factors: no code of the app is asked for besides", async () => {
    const cookie = await enter("steward");
    const device = new PasskeyDevice();
    await add(cookie, device);
    const begun = await send("POST", "/me/second-factor", cookie);
    const code = appCode(String(begun.body["key"]));
    expect((await send("POST", "/me/second-factor/confirm", cookie, { code })).status).toBe(200);
    expect(
      (
        await send("POST", "/auth/sign-in/email", "", {
          ...{ email: "steward@training.test", password: trainingPassword },
        })
      ).body["user"],
    ).toBeNull();
    expect((await signIn(device)).body["user"]).toMatchObject({ email: "steward@training.test" });
  });

  it("stands in the database with its public half, and is told of without", async () => {
    const cookie = await enter("analyst");
    const device = new PasskeyDevice();
    const { body } = await add(cookie, device);
    expect(Object.keys(body).toSorted()).toEqual([
      "backed_up",
      "created_at",
      "id",
      "last_used_at",
      "name",
    ] satisfies (keyof Passkey)[]);
    const begun = (await send("POST", "/me/passkeys/begin", cookie))
      .body as unknown as PasskeyBegun;
    expect(begun.excludeCredentials).toEqual([
      { id: device.id.toString("base64url"), type: "public-key" },
    ]);
    expect(begun.authenticatorSelection).toMatchObject({
      ...{ residentKey: "required", userVerification: "required" },
    });
  });
});

describe("adding a passkey", () => {
  it.each<[string, Claim]>([
    ["another site's page", { ...home, origin: "https://beds.example.org.evil.example" }],
    ["another host", { ...home, host: "evil.example" }],
    ["a device that did not verify its user", { ...home, verified: false }],
  ])("is refused to %s", async (_who, claim) => {
    const cookie = await enter("worker2");
    const refused = await add(cookie, new PasskeyDevice(), claim);
    expect(refused).toMatchObject({ status: 401, body: { code: "wrong_credentials" } });
    expect(await listed(cookie)).toEqual([]);
  });

  it("is refused without the challenge of this device, and with one that was used", async () => {
    const cookie = await enter("worker2");
    const begun = await send("POST", "/me/passkeys/begin", cookie);
    const { challenge } = begun.body as unknown as PasskeyBegun;
    const device = new PasskeyDevice();
    const body = { name: "Phone", credential: device.make(challenge, home) };
    expect((await send("POST", "/me/passkeys", cookie, body)).status).toBe(401);
    const asked = await ask();
    const other = { name: "Phone", credential: device.make(asked.challenge, home) };
    const foreign = await send("POST", "/me/passkeys", `${cookie}; ${asked.cookie}`, other);
    expect(foreign.status).toBe(401);
    const both = `${cookie}; ${begun.cookie}`;
    expect((await send("POST", "/me/passkeys", both, body)).status).toBe(200);
    expect((await send("POST", "/me/passkeys", both, body)).status).toBe(401);
  });

  it("is refused to a session that was begun long ago: a stolen one makes nothing that lasts", async () => {
    const cookie = await enter("provider");
    const email = eq(users.email, "provider@training.test");
    const [person] = await test.database.read.select().from(users).where(email);
    await test.database.transaction(async (tx) => {
      const earlier = new Date(Date.now() - 16 * 60_000);
      await tx
        .update(sessions)
        .set({ createdAt: earlier })
        .where(eq(sessions.userId, person?.id ?? ""));
    });
    expect(await send("POST", "/me/passkeys/begin", cookie)).toMatchObject({
      ...{ status: 403, body: { code: "sign_in_too_old" } },
    });
  });

  it("is refused where the passkey is somebody else's already", async () => {
    const device = new PasskeyDevice();
    expect((await add(await enter("worker"), device)).status).toBe(200);
    expect((await add(await enter("admin"), device)).status).toBe(409);
  });

  it("ends at ten", async () => {
    const cookie = await enter("steward2");
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await add(cookie, new PasskeyDevice())).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
    expect(statuses[10]).toBe(409);
  });
});

describe("signing in with a passkey", () => {
  let device: PasskeyDevice;
  beforeAll(async () => {
    device = new PasskeyDevice();
    await add(await enter("admin"), device, { ...home, counter: 5 });
  });

  it("is refused alike, whatever is wrong, and audited", async () => {
    const stranger = await signIn(new PasskeyDevice());
    expect(stranger.status).toBe(401);
    for (const claim of [
      { ...home, origin: "https://evil.example", counter: 6 },
      { ...home, host: "evil.example", counter: 6 },
      { ...home, verified: false, counter: 6 },
      { ...home, counter: 5 },
    ]) {
      const refused = await signIn(device, claim);
      expect(refused, JSON.stringify(claim)).toEqual(stranger);
    }
    const ways = await test.database.read
      .select({ details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.action, "sign_in_refused"));
    expect(ways.filter(({ details }) => details["way"] === "passkey").length).toBeGreaterThan(4);
  });

  it("takes each challenge once and on the device that asked for it", async () => {
    const { challenge, cookie } = await ask();
    const credential = device.answer(challenge, { ...home, counter: 7 });
    const other = await ask();
    const url = "/auth/sign-in/passkey";
    expect((await send("POST", url, "", { credential })).status).toBe(401);
    expect((await send("POST", url, other.cookie, { credential })).status).toBe(401);
    expect((await send("POST", url, cookie, { credential })).status).toBe(200);
    const again = device.answer(challenge, { ...home, counter: 8 });
    expect((await send("POST", url, cookie, { credential: again })).status).toBe(401);
  });

  it("lets nobody in whose account is closed", async () => {
    const whose = eq(users.email, "admin@training.test");
    const set = (closedAt: Date | null) =>
      test.database.transaction(async (tx) => {
        await tx.update(users).set({ closedAt }).where(whose);
      });
    await set(new Date());
    expect((await signIn(device, { ...home, counter: 9 })).status).toBe(401);
    await set(null);
    expect((await signIn(device, { ...home, counter: 10 })).status).toBe(200);
  });

  it("is limited by address", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 51; n += 1) {
      const answer = await test.app.inject({
        ...{ method: "POST", url: "/api/auth/sign-in/passkey", remoteAddress: "198.51.104.1" },
        payload: { credential: device.answer("AAAA", home) },
      });
      statuses.push(answer.statusCode);
    }
    expect(statuses).toEqual([...Array<number>(50).fill(401), 429]);
  });
});

describe("somebody else's passkey", () => {
  it("is none to rename or remove, like one that never was", async () => {
    const [theirs] = await test.database.read.select().from(passkeys).limit(1);
    const cookie = await enter("provider");
    for (const id of [theirs?.id ?? "", "0199c5f0-0000-7000-8000-00000000000f"]) {
      expect((await send("DELETE", `/me/passkeys/${id}`, cookie)).status).toBe(404);
      expect((await send("PUT", `/me/passkeys/${id}`, cookie, { name: "x" })).status).toBe(404);
    }
    const kept = eq(passkeys.id, theirs?.id ?? "");
    expect(await test.database.read.select().from(passkeys).where(kept)).toEqual([theirs]);
  });
});

it("is not offered where the public address is a number", async () => {
  const local = await testApp({ config: { publicUrl: "http://127.0.0.1:8080" } });
  const me = (await local.app.inject({ url: "/api/me" })).json<{
    instance: { passkeys: boolean };
  }>();
  expect(me.instance.passkeys).toBe(false);
  expect((await local.app.inject({ method: "POST", url: "/api/auth/passkey" })).statusCode).toBe(
    409,
  );
  await local.close();
});
