import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions, users } from "../../../db/schema/index.ts";
import { trainingPassword } from "../../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { auditText, refusalsIn, said } from "./refusals.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const enter = async (email: string, app = test.app): Promise<string> => {
  const url = "/api/auth/sign-in/email";
  const payload = { email, password: trainingPassword };
  const answer = await app.inject({ method: "POST", url, payload });
  return [answer.headers["set-cookie"]].flat()[0]?.split(";")[0] ?? "";
};
const ownOf = async (email: string) => {
  const [person] = await test.database.read.select().from(users).where(eq(users.email, email));
  return eq(sessions.userId, person?.id ?? "");
};
const halves = (cookie: string) => {
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  const [token = "", signature = ""] = decodeURIComponent(value).split(".");
  return { name, token, signature };
};
const make = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`;

/** How each cookie came to open nothing; every route is asked once, so that its entry is its own. */
const cases: Readonly<Record<string, { route: string; cookie: () => Promise<string> }>> = {
  "forged whole": {
    route: "/api/me/sessions",
    cookie: async () => make("harborlight.session_token", "a".repeat(32) + ".".padEnd(45, "A")),
  },
  "without its signature": {
    route: "/api/requests",
    cookie: async () => {
      const { name, token } = halves(await enter("worker@training.test"));
      return make(name, token);
    },
  },
  "another's token under a signature of one's own": {
    route: "/api/audit/mine",
    cookie: async () => {
      const { name, signature } = halves(await enter("worker@training.test"));
      const { token } = halves(await enter("steward@training.test"));
      return make(name, `${token}.${signature}`);
    },
  },
  "signed by another instance": {
    route: "/api/people",
    cookie: async () => {
      const config = { authSecret: "another secret, of 32 characters too" };
      const other = await testApp({ config });
      const cookie = await enter("admin@training.test", other.app);
      await other.close();
      return cookie;
    },
  },
  "of the right secret and a session that is not here": {
    route: "/api/organizations",
    cookie: async () => {
      const other = await testApp();
      const cookie = await enter("admin@training.test", other.app);
      await other.close();
      return cookie;
    },
  },
  expired: {
    route: "/api/regions",
    cookie: async () => {
      const cookie = await enter("analyst@training.test");
      const own = await ownOf("analyst@training.test");
      await test.database.transaction(async (tx) => {
        await tx
          .update(sessions)
          .set({ expiresAt: new Date(Date.now() - 1) })
          .where(own);
      });
      return cookie;
    },
  },
  "replayed after signing out": {
    route: "/api/audit",
    cookie: async () => {
      const cookie = await enter("admin@training.test");
      await test.app.inject({ method: "POST", url: "/api/auth/sign-out", headers: { cookie } });
      return cookie;
    },
  },
  "replayed after its session was ended elsewhere": {
    route: "/api/visibility-changes",
    cookie: async () => {
      const [kept, ended] = [
        await enter("steward2@training.test"),
        await enter("steward2@training.test"),
      ];
      const url = "/api/me/sessions";
      await test.app.inject({ method: "DELETE", url, headers: { cookie: kept } });
      return ended;
    },
  },
  "of an account that is closed": {
    route: "/api/audit/export",
    cookie: async () => {
      const cookie = await enter("worker2@training.test");
      await test.database.transaction(async (tx) => {
        const whose = eq(users.email, "worker2@training.test");
        await tx.update(users).set({ closedAt: new Date() }).where(whose);
      });
      return cookie;
    },
  },
};

describe("a cookie that opens nothing", () => {
  it.each(Object.entries(cases))(
    "is refused like no cookie, and audited: %s",
    async (_how, one) => {
      const cookie = await one.cookie();
      expect(cookie).toContain("=");
      const without = await test.app.inject({ url: one.route });
      const answer = await test.app.inject({ url: one.route, headers: { cookie } });
      expect(answer.statusCode).toBe(401);
      expect(said(answer)).toEqual(said(without));
      const about = async () => (await refusalsIn(test)).filter(({ route }) => route === one.route);
      await expect
        .poll(about)
        .toEqual([{ actor: null, route: one.route, details: { method: "GET", status: 401 } }]);
      expect(await auditText(test)).not.toContain(halves(cookie).token);
    },
  );

  it("writes nothing either", async () => {
    const cookie = make("harborlight.session_token", `${"b".repeat(32)}.${"A".repeat(43)}=`);
    for (const { method, url, config } of test.app.registeredRoutes) {
      if (config?.access === "anyone" || config?.access === undefined) continue;
      for (const verb of [method].flat().filter((each) => each !== "GET" && each !== "HEAD")) {
        const path = url.replaceAll(/(?<=\/):\w+/g, "0199c5f0-0000-7000-8000-00000000000f");
        const options = { method: verb as "POST", url: path, headers: { cookie } };
        const { statusCode } = await test.app.inject(options);
        expect(`${verb} ${url} ${statusCode}`).toBe(`${verb} ${url} 401`);
      }
    }
  });

  it("fills no audit: made-up cookies by the hundred are one entry a route", async () => {
    for (let n = 0; n < 300; n += 1) {
      const cookie = make("harborlight.session_token", `${n}.${"A".repeat(43)}=`);
      await test.app.inject({ url: "/api/me/sessions", headers: { cookie } });
    }
    const about = async () =>
      (await refusalsIn(test)).filter(({ route }) => route === "/api/me/sessions");
    expect((await about()).filter(({ details }) => details["method"] === "GET")).toHaveLength(1);
  });
});
