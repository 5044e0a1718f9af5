import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries, sessions, users } from "../../../db/schema/index.ts";
import type { Role } from "../../../db/codes.ts";
import { examples } from "../../../server/examples.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aConfidentialListing } from "../../support/listings.ts";
import { refusalsIn, said } from "./refusals.ts";

const hidden = aConfidentialListing();
let test: TestApp;
beforeAll(async () => {
  test = await testApp({
    listings: [hidden],
    staffed: [],
    config: { publicUrl: "https://beds.example.org" },
  });
});
afterAll(() => test.close());

const smuggled: Readonly<Record<string, unknown>> = {
  role: "administrator",
  roles: ["administrator"],
  training: false,
  user_id: "0199c5f0-0000-7000-8000-00000000000f",
  userId: "0199c5f0-0000-7000-8000-00000000000f",
  organization_id: "0199c5f0-0000-7000-8000-00000000000f",
  organizationId: "0199c5f0-0000-7000-8000-00000000000f",
  program_staff: [{ lead: true }],
  two_factor_enabled: true,
  visibility: "public",
  actor: "system",
};

type Route = TestApp["app"]["registeredRoutes"][number];
const takesJson = ({ schema }: Route): boolean => {
  const body = schema?.body;
  if (typeof body !== "object" || body === null || "content" in body) return false;
  return schema?.consumes === undefined || schema.consumes.includes("application/json");
};
/** Whatever takes a body in JSON; others take a file or a form. */
const writes = (): { route: Route; verb: "POST" }[] =>
  test.app.registeredRoutes.flatMap((route) =>
    !takesJson(route) ? [] : [route.method].flat().map((verb) => ({ route, verb: verb as "POST" })),
  );
/** Somebody whom the route lets in; nobody where it is open to everybody. */
const callerOf = ({ config }: Route): Role | undefined => {
  const access = config?.access ?? "signed-in";
  if (access === "anyone") return undefined;
  return access === "signed-in" ? "worker" : access.roles[0];
};
const headersOf = async (route: Route): Promise<Record<string, string>> => {
  const caller = callerOf(route);
  return caller === undefined ? {} : await test.signIn(caller);
};
const knows = (route: Route, field: string): boolean =>
  JSON.stringify(route.schema?.body).includes(`"${field}"`);

describe("a field that is smuggled into a body", () => {
  it("is refused on every route that takes one, changes nobody and is audited", async () => {
    const people = () => test.database.read.select().from(users).orderBy(users.id);
    const before = await people();
    const asked: string[] = [];
    for (const { route, verb } of writes()) {
      const { operationId = "" } = route.schema ?? {};
      const url = route.url.replace(/(?<=\/):\w+/, test.ids.get(hidden.key)?.programId ?? "");
      const headers = { ...(await headersOf(route)), "idempotency-key": "smuggled-0123456789" };
      for (const [field, value] of Object.entries(smuggled)) {
        if (knows(route, field)) continue;
        const payload = { ...(examples[operationId]?.request as object), [field]: value };
        const answer = await test.app.inject({ method: verb, url, headers, payload });
        const what = `${verb} ${route.url} ${field}`;
        expect(`${what} ${answer.statusCode}`).toBe(`${what} 400`);
        expect(answer.headers["set-cookie"], what).toBeUndefined();
      }
      asked.push(route.url);
    }
    expect(asked).toEqual(expect.arrayContaining(["/api/people", "/api/auth/sign-in/code"]));
    expect(await people()).toEqual(before);
    const kept = async () =>
      (await refusalsIn(test))
        .filter(({ details }) => details["status"] === 400)
        // A colon that is no parameter stands twice in a route as it was registered.
        .map(({ route }) => route?.replace("::", ":"));
    await expect.poll(async () => new Set(await kept())).toEqual(new Set(asked));
    // As often as it was tried, it is one entry a route.
    expect(await kept()).toHaveLength(
      new Set(writes().map(({ route, verb }) => verb + route.url)).size,
    );
  }, 60_000);

  it.each(['{"__proto__":{"role":"administrator"}}', '{"constructor":{"prototype":{"role":1}}}'])(
    "is refused as a prototype: %s",
    async (payload) => {
      for (const { route, verb } of writes()) {
        const url = route.url.replace(/(?<=\/):\w+/, "0199c5f0-0000-7000-8000-00000000000f");
        const headers = { ...(await headersOf(route)), "content-type": "application/json" };
        const answer = await test.app.inject({ method: verb, url, headers, payload });
        expect(answer.statusCode, `${verb} ${route.url}`).toBe(400);
      }
    },
  );
});

const games: Readonly<Record<string, string>>[] = [
  {
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    forwarded: "for=127.0.0.1;proto=https",
  },
  { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" },
  { "x-original-url": "/api/me", "x-rewrite-url": "/api/me", "x-forwarded-prefix": "/api/me" },
  { "x-http-method-override": "GET", "x-http-method": "GET", "x-method-override": "GET" },
  {
    "x-harborlight-address": "127.0.0.1",
    "x-user": "admin@training.test",
    "x-role": "administrator",
  },
  { authorization: "Bearer administrator" },
];

describe("a header that plays games", () => {
  it.each(games)("changes no answer: %o", async (headers) => {
    const id = test.ids.get(hidden.key)?.programId ?? "";
    for (const [who, url] of [
      ["worker", "/api/audit"],
      ["provider", `/api/programs/${id}`],
      [undefined, `/api/programs/${id}`],
      ["worker", "/api/me"],
    ] as const) {
      const own = who === undefined ? {} : await test.signIn(who);
      const plain = await test.app.inject({ url, headers: own });
      const played = await test.app.inject({ url, headers: { ...own, ...headers } });
      expect(said(played), url).toEqual(said(plain));
    }
  });

  it.each(["DELETE", "POST"])("makes no %s of a GET", async (method) => {
    const { cookie } = await test.signIn("analyst");
    const override = {
      "x-http-method-override": method,
      "x-http-method": method,
      "x-method-override": method,
    };
    for (const url of ["/api/me/sessions?_method=" + method, "/api/auth/sign-out"]) {
      await test.app.inject({ url, headers: { cookie, ...override } });
    }
    const me = await test.app.inject({ url: "/api/me", headers: { cookie } });
    expect(me.json<{ viewer: { role: string } }>().viewer.role).toBe("analyst");
  });

  it("lets no other host's name into a mail, a cookie or an answer", async () => {
    const evil = { host: "evil.example", "x-forwarded-host": "evil.example" };
    const signedIn = await test.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: evil,
      payload: { email: "admin@training.test", password: "harborlight-training" },
    });
    const [line = ""] = [signedIn.headers["set-cookie"]].flat();
    expect(line).toMatch(/^__Secure-/);
    expect(line).not.toMatch(/domain|evil/i);
    const invited = await test.app.inject({
      method: "POST",
      url: "/api/people",
      headers: { cookie: line.split(";")[0] ?? "", ...evil },
      payload: { email: "new@example.org", name: "New", role: "analyst", regions: ["CA"] },
    });
    expect(invited.statusCode).toBe(200);
    await expect.poll(() => test.mailed).toHaveLength(1);
    expect(test.mailed[0]?.text).toContain("https://beds.example.org/sign-in");
    for (const text of [signedIn.body, invited.body, JSON.stringify(test.mailed)]) {
      expect(text).not.toContain("evil");
    }
  });

  it("keeps the address that the connection has beside the session", async () => {
    const email = "steward2@training.test";
    await test.app.inject({
      ...{ method: "POST", url: "/api/auth/sign-in/email", remoteAddress: "198.51.100.77" },
      headers: { "x-forwarded-for": "203.0.113.9", "x-harborlight-address": "203.0.113.9" },
      payload: { email, password: "harborlight-training" },
    });
    const [row] = await test.database.read
      .select({ address: sessions.ipAddress })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(users.email, email));
    expect(row?.address).toBe("198.51.100.77");
  });

  it("that names another site's page is refused, and audited once", async () => {
    const write = (n: number) =>
      test.app.inject({
        ...{ method: "POST", url: "/api/auth/sign-out" },
        headers: { origin: `https://evil${n}.example` },
      });
    for (let n = 0; n < 20; n += 1) expect((await write(n)).statusCode).toBe(403);
    const kept = async () =>
      (await refusalsIn(test)).filter(({ route }) => route === "/api/auth/sign-out");
    await expect
      .poll(kept)
      .toEqual([
        { actor: null, route: "/api/auth/sign-out", details: { method: "POST", status: 403 } },
      ]);
  });
});

const codes: readonly unknown[] = [
  "",
  "12345",
  "1".repeat(101),
  "1".repeat(300_000),
  "١٢٣٤٥٦",
  "123456\u0000",
  "' or true --",
  123456,
  null,
  true,
  ["123456"],
  { $ne: "" },
];

describe("a code that is oversized or malformed", () => {
  const refused = async (url: string, more: object, code: unknown, headers = {}) =>
    test.app.inject({
      ...{ method: "POST", url, headers, payload: { ...more, code } },
      remoteAddress: `198.51.101.${codes.indexOf(code)}`,
    });

  it.each(codes.map((code) => [JSON.stringify(code).slice(0, 40), code] as const))(
    "is refused alike, whoever it is for: %s",
    async (_name, code) => {
      const byMail = "/api/auth/sign-in/code";
      const known = await refused(byMail, { email: "worker@training.test" }, code);
      const unknown = await refused(byMail, { email: "nobody@training.test" }, code);
      expect([400, 401, 413]).toContain(known.statusCode);
      expect(said(known)).toEqual(said(unknown));
      const second = await refused("/api/auth/sign-in/second-factor", {}, code);
      expect([400, 401, 413]).toContain(second.statusCode);
      const own = await test.signIn("worker2");
      const app = await refused("/api/me/second-factor/confirm", {}, code, own);
      expect([400, 401, 413]).toContain(app.statusCode);
      for (const answer of [known, second, app]) {
        expect(answer.headers["set-cookie"]).toBeUndefined();
        if (String(code).length > 3) expect(answer.body).not.toContain(String(code).slice(0, 50));
      }
    },
  );

  it("is audited for what it was: a wrong code, or what no page of ours sends", async () => {
    const wrong = eq(auditEntries.action, "sign_in_refused");
    const ways = await test.database.read.select().from(auditEntries).where(wrong);
    expect(new Set(ways.map(({ details }) => details["way"]))).toEqual(
      new Set(["code", "second_factor"]),
    );
    const kept = async () =>
      (await refusalsIn(test)).map(({ route, details }) => `${route} ${String(details["status"])}`);
    await expect
      .poll(kept)
      .toEqual(
        expect.arrayContaining([
          "/api/auth/sign-in/code 400",
          "/api/auth/sign-in/code 413",
          "/api/auth/sign-in/second-factor 413",
          "/api/me/second-factor/confirm 413",
        ]),
      );
  });
});
