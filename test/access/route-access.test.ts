import Fastify from "fastify";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles, type Role } from "../../db/codes.ts";
import { admit, type RouteAccess } from "../../server/access/route-access.ts";
import { anonymous, type Viewer } from "../../server/access/viewer.ts";
import { demandAccess, stateAccess } from "../../server/http/identify-viewer.ts";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
let base: string;
beforeAll(async () => {
  test = await testApp();
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  base = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`;
});
afterAll(() => test.close());

const viewers = ["anonymous", ...roles] as const;
type Who = (typeof viewers)[number];

const refusalFor = (access: RouteAccess, who: Who): 401 | 403 | undefined => {
  if (access === "anyone") return undefined;
  if (who === "anonymous") return 401;
  return access === "signed-in" || access.roles.includes(who) ? undefined : 403;
};

const signedIn = (role: Role): Viewer => ({
  kind: "user",
  userId: role,
  name: role,
  email: `${role}@training.test`,
  role,
  programIds: new Set(),
  leadOf: new Set(),
});

describe("what a route states", () => {
  const stated: RouteAccess[] = [
    "anyone",
    "signed-in",
    ...roles.map((role) => ({ roles: [role] })),
  ];

  it.each(viewers)("admits or refuses %s as it says", (who) => {
    const viewer = who === "anonymous" ? anonymous : signedIn(who);
    for (const access of stated) {
      const refusal = refusalFor(access, who);
      const go = () => admit(viewer, access);
      if (refusal === undefined) expect(go).not.toThrow();
      else expect(go).toThrow(refusal === 401 ? "Sign in first." : "Your role may not do this.");
    }
  });
});

describe("every registered route", () => {
  it("states its access", () => {
    const silent = test.app.registeredRoutes.filter(({ config }) => config?.access === undefined);
    expect(silent.map(({ method, url }) => `${String(method)} ${url}`)).toEqual([]);
    expect(test.app.registeredRoutes.length).toBeGreaterThan(10);
  });

  it("or keeps the app from starting, by name", async () => {
    const app = Fastify();
    demandAccess(app);
    app.get("/told", { config: { access: "anyone" } }, () => "here");
    await app.register(async (scope) => {
      stateAccess(scope, "signed-in");
      scope.get("/told-by-scope", () => "here");
    });
    app.post("/forgotten", () => "here");
    await expect(app.ready()).rejects.toThrow(
      "These routes do not state their access: POST /forgotten.",
    );
  });

  it.each(viewers)("answers %s as it states", async (who) => {
    const headers: Record<string, string> =
      who === "anonymous" ? {} : { cookie: (await test.signIn(who)).cookie };
    // Signing out comes last: it ends the session that the others are asked with.
    const routes = test.app.registeredRoutes
      .filter(({ url }) => url.startsWith("/api/"))
      .toSorted((a, b) => Number(a.url.endsWith("out")) - Number(b.url.endsWith("out")));
    for (const { method, url, config } of routes) {
      if (!config) continue;
      const path = url.replace(":id", "0199c5f0-0000-7000-8000-00000000000f");
      for (const verb of [method].flat()) {
        const leave = new AbortController();
        const { signal } = leave;
        const answer = await fetch(base + path, { method: verb, headers, signal });
        leave.abort();
        const refusal = refusalFor(config.access, who);
        const route = `${verb} ${url}`;
        if (refusal !== undefined) expect(`${route} ${answer.status}`).toBe(`${route} ${refusal}`);
        else expect([401, 403], `${route} as ${who}`).not.toContain(answer.status);
      }
    }
  });
});
