import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, auditEntries, sessions, users } from "../../db/schema/index.ts";
import { testApp, type TestApp } from "../support/app.ts";
import {
  countyProvider,
  type CountyPerson,
  type CountyProvider,
} from "../support/county-provider.ts";

const publicUrl = "http://beds.harborlight.test";

let test: TestApp;
let county: CountyProvider;
beforeAll(async () => {
  county = await countyProvider(`${publicUrl}/api/auth/callback/oidc`);
  const { issuer, clientId, clientSecret } = county;
  const oidc = { issuer, clientId, clientSecret, label: "Placer County" };
  test = await testApp({ config: { publicUrl, oidc } });
});
afterAll(async () => {
  await test.close();
  await county.close();
});

const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers["set-cookie"] as string[] | string | undefined]
    .flat()
    .flatMap((line) => line?.split(";")[0] ?? [])
    .filter((pair) => !pair.endsWith("="))
    .join("; ");

const begin = async () => {
  const answer = await test.app.inject({ method: "POST", url: "/api/auth/county-sign-on" });
  expect(answer.statusCode, answer.body).toBe(200);
  return { url: answer.json<{ url: string }>().url, cookie: cookiesOf(answer) };
};
const comeBack = async (to: URL, cookie: string) => {
  const answer = await test.app.inject({ url: `${to.pathname}${to.search}`, headers: { cookie } });
  expect(answer.statusCode, answer.body).toBe(303);
  return { to: answer.headers.location, cookie: cookiesOf(answer) };
};
const signIn = async (person: CountyPerson) => {
  const { url, cookie } = await begin();
  return comeBack(await county.signIn(url, person), cookie);
};
const viewerOf = async (cookie: string) => {
  const me = await test.app.inject({ url: "/api/me", headers: { cookie } });
  return me.json<{ viewer: { email: string } | null }>().viewer;
};

let count = 0;
const invited = async (more: Partial<typeof users.$inferInsert> = {}) => {
  const id = `invited-${(count += 1)}`;
  const email = `${id}@placer.test`;
  await test.database.transaction(async (tx) => {
    const invitationEndsAt = new Date(Date.now() + 3_600_000);
    await tx
      .insert(users)
      .values({ id, email, name: "Robin", role: "analyst", invitationEndsAt, ...more });
  });
  return { id, email };
};
const known = (email: string, email_verified = true): CountyPerson => ({
  ...{ sub: `county-${email}`, email, email_verified },
});

describe("a county's own sign-on", () => {
  it("is offered by its name", async () => {
    const me = (await test.app.inject({ url: "/api/me" })).json<{ instance: object }>();
    expect(me.instance).toMatchObject({ sign_on: "Placer County" });
  });

  it("opens the account of an invited person with the same verified e-mail, again and again", async () => {
    const { id, email } = await invited();
    for (const _time of [1, 2]) {
      const back = await signIn(known(email.toUpperCase()));
      expect(back.to).toBe("/");
      expect(await viewerOf(back.cookie)).toMatchObject({ email });
    }
    const [account, ...more] = await test.database.read
      .select()
      .from(accounts)
      .where(eq(accounts.userId, id));
    expect(more).toEqual([]);
    expect(account).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
    const acts = await test.database.read
      .select({ action: auditEntries.action, details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.actor, id));
    expect(acts.map(({ action }) => action)).toEqual(["account_opened", "signed_in", "signed_in"]);
    expect(acts.at(-1)?.details).toEqual({ way: "sign_on" });
  });

  it.each([
    ["was not invited", async () => known("nobody@placer.test")],
    [
      "has an e-mail that the county did not verify",
      async () => known((await invited()).email, false),
    ],
    ["left", async () => known((await invited({ closedAt: new Date() })).email)],
    [
      "let the invitation end",
      async () => known((await invited({ invitationEndsAt: new Date(0) })).email),
    ],
  ])("refuses who %s, makes no account and says no more", async (_who, person) => {
    const there = await person();
    const before = (await test.database.read.select().from(users)).length;
    const back = await signIn(there);
    expect(back.to).toBe("/sign-in#refused");
    expect(await viewerOf(back.cookie)).toBeNull();
    expect(await test.database.read.select().from(users)).toHaveLength(before);
  });

  it("refuses a return that is forged, replayed, without its cookie or on another device", async () => {
    const { email } = await invited();
    const { url, cookie } = await begin();
    const to = await county.signIn(url, known(email));
    const forged = new URL(to);
    forged.searchParams.set("code", "forged");
    const other = await begin();
    for (const [address, cookies] of [
      [to, ""],
      [to, other.cookie],
      [new URL("/api/auth/callback/oidc", publicUrl), cookie],
      [new URL("/api/auth/callback/oidc?error=access_denied", publicUrl), cookie],
    ] as const) {
      expect((await comeBack(address, cookies)).to).toBe("/sign-in#refused");
    }
    expect((await comeBack(forged, cookie)).to).toBe("/sign-in#refused");
    const fresh = await begin();
    const back = await county.signIn(fresh.url, known(email));
    expect((await comeBack(back, fresh.cookie)).to).toBe("/");
    expect((await comeBack(back, fresh.cookie)).to).toBe("/sign-in#refused");
  });

  it("is followed by the second factor where one is set", async () => {
    const { id, email } = await invited({ twoFactorEnabled: true });
    const back = await signIn(known(email));
    expect(back.to).toBe("/sign-in#second-factor");
    expect(await viewerOf(back.cookie)).toBeNull();
    expect(await test.database.read.select().from(sessions).where(eq(sessions.userId, id))).toEqual(
      [],
    );
  });

  it("is not there where none is set", async () => {
    const without = await testApp();
    const begun = await without.app.inject({ method: "POST", url: "/api/auth/county-sign-on" });
    const back = await without.app.inject({ url: "/api/auth/callback/oidc?code=1&state=2" });
    await without.close();
    expect([begun.statusCode, back.statusCode]).toEqual([409, 409]);
  });
});

it("keeps nobody else from signing in while the provider is away", async () => {
  const oidc = { issuer: "http://127.0.0.1:9", clientId: "x", clientSecret: "x", label: "Away" };
  const alone = await testApp({ config: { publicUrl, oidc } });
  expect((await alone.signIn("worker")).cookie).toContain("session_token");
  const begun = await alone.app.inject({ method: "POST", url: "/api/auth/county-sign-on" });
  expect(begun.statusCode).toBe(503);
  await alone.close();
});
