import Fastify from "fastify";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { refuseUnderPressure } from "../../server/http/limits.ts";
import { answerProblems } from "../../server/problems.ts";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ config: { rateLimitPerMinute: 5, trustedProxies: ["192.0.2.0/24"] } });
});
afterAll(() => test.close());

const ask = (remoteAddress: string, headers: Record<string, string> = {}) =>
  test.app.inject({ url: "/api/counties", remoteAddress, headers });

/** How many of eight requests are answered before the limit. */
const answered = async (go: (n: number) => ReturnType<typeof ask>) => {
  let count = 0;
  for (let n = 0; n < 8; n += 1) if ((await go(n)).statusCode === 200) count += 1;
  return count;
};

describe("the limit of requests", () => {
  it("refuses past it, and says when to come again", async () => {
    expect(await answered(() => ask("198.51.100.1"))).toBe(5);
    const refused = await ask("198.51.100.1");
    expect(refused.json()).toMatchObject({ code: "too_many_requests", status: 429 });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("counts every address for itself, and an IPv6 network as one", async () => {
    expect(await answered((n) => ask(`198.51.100.${n + 10}`))).toBe(8);
    expect(await answered((n) => ask(`2001:db8:1:2::${n + 1}`))).toBe(5);
  });

  it("is not moved by what a client claims to be its address", async () => {
    const claim = (n: number) => ({ "x-forwarded-for": `203.0.113.${n}`, forwarded: `for=${n}` });
    expect(await answered((n) => ask("198.51.100.2", claim(n)))).toBe(5);
  });

  it("believes the proxies that the operator named", async () => {
    const claim = (n: number) => ({ "x-forwarded-for": `203.0.113.${n}` });
    expect(await answered((n) => ask("192.0.2.1", claim(n)))).toBe(8);
    expect(await answered(() => ask("192.0.2.1", claim(99)))).toBe(5);
  });

  it("counts a person who is signed in wherever they are, apart from the address", async () => {
    const headers = await test.signIn("worker");
    expect(await answered(() => ask("198.51.100.3"))).toBe(5);
    expect(await answered((n) => ask(`198.51.100.${n + 30}`, headers))).toBe(5);
  });
});

it("refuses under pressure, and says when to come again", async () => {
  const app = Fastify();
  answerProblems(app);
  await refuseUnderPressure(app, { sampleInterval: 20, maxHeapUsedBytes: 1 });
  app.get("/", () => "here");
  await app.ready();
  await pause(100);
  const answer = await app.inject({ url: "/" });
  await app.close();
  expect(answer.json()).toMatchObject({ code: "unavailable", status: 503 });
  expect(answer.headers["retry-after"]).toBe("5");
});

describe("TRUST_PROXY", () => {
  it("takes names, addresses and networks, and nobody unless told", () => {
    expect(readConfig({}).trustedProxies).toEqual([]);
    const given = { TRUST_PROXY: "loopback, 10.0.0.0/8,2001:db8::1" };
    expect(readConfig(given).trustedProxies).toEqual(["loopback", "10.0.0.0/8", "2001:db8::1"]);
  });

  it.each(["true", "1", "everyone", "10.0.0.0/33", "10.0.0", ","])("refuses %s", (value) => {
    expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/^The setting TRUST_PROXY /);
  });
});
