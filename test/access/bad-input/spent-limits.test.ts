import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../../../db/schema/index.ts";
import { findIdByEmail } from "../../../server/access/people.repo.ts";
import { trainingPassword } from "../../../server/access/training-accounts.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { auditText, refusalsIn } from "./refusals.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const post = (url: string, payload: object, remoteAddress: string, app = test.app) =>
  app.inject({ method: "POST", url, payload, remoteAddress });

/** Limits that were spent, as the audit tells of them: which, and of whose account. */
const spent = async (): Promise<string[]> => {
  const rows = await test.database.read
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, "sign_in_refused"))
    .orderBy(asc(auditEntries.id));
  return rows.flatMap(({ details, subjectId }) =>
    "limit" in details ? [`${String(details["limit"])} ${subjectId ?? "nobody"}`] : [],
  );
};
const idOf = async (email: string) => (await findIdByEmail(test.database.read, email)) ?? "none";

const times = async (count: number, go: (n: number) => Promise<{ statusCode: number }>) => {
  const statuses: number[] = [];
  for (let n = 0; n < count; n += 1) statuses.push((await go(n)).statusCode);
  return statuses;
};
const laterBy = (minutes: number) =>
  test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));

describe("a limit that is spent", () => {
  it("is one entry of the account whose codes were asked for, however often it is tried", async () => {
    const email = "worker@training.test";
    const ask = () => post("/api/auth/codes", { email }, "198.51.100.1");
    expect((await times(40, ask)).filter((status) => status === 429)).toHaveLength(35);
    expect(await spent()).toEqual([`code_there ${await idOf(email)}`]);
  });

  it("is another entry when it is spent again in another window", async () => {
    const email = "worker@training.test";
    laterBy(16);
    await times(8, () => post("/api/auth/codes", { email }, "198.51.100.1"));
    const id = await idOf(email);
    expect(await spent()).toEqual([`code_there ${id}`, `code_there ${id}`]);
  });

  it("names nobody where no account has the address, and never the address", async () => {
    const before = (await spent()).length;
    const ask = () => post("/api/auth/codes", { email: "nobody@training.test" }, "198.51.100.2");
    await times(9, ask);
    expect((await spent()).slice(before)).toEqual(["code_there nobody"]);
    const text = await auditText(test);
    expect(text).not.toContain("@");
    expect(text).not.toContain("198.51.100");
  });

  it("of failed sign-ins is one entry, also on two instances and all at once", async () => {
    const before = (await spent()).length;
    const second = await testApp({ database: test.database, now: test.clock.now() });
    const guess = (n: number) =>
      post(
        "/api/auth/sign-in/email",
        { email: "steward@training.test", password: "guess" },
        "198.51.100.3",
        n % 2 === 0 ? test.app : second.app,
      );
    await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n)));
    await second.app.close();
    const id = await idOf("steward@training.test");
    expect((await spent()).slice(before)).toEqual([`failed_there ${id}`]);
  });

  it("of second factors is one entry an address", async () => {
    const before = (await spent()).length;
    const guess = () => post("/api/auth/sign-in/second-factor", { code: "000000" }, "198.51.100.4");
    const statuses = await times(60, guess);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect((await spent()).slice(before)).toEqual(["second_factor_from_address nobody"]);
  });
});

describe("the limit of requests", () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await testApp({ config: { rateLimitPerMinute: 5 } });
  });
  afterAll(() => strict.close());
  const past = async () =>
    (await refusalsIn(strict)).filter(({ details }) => details["status"] === 429);

  it("is one entry, from however many addresses and on whatever routes it is run into", async () => {
    const urls = ["/api/counties", "/api/programs", "/api/me", "/api/health"];
    const ask = (n: number) =>
      strict.app.inject({
        ...{ method: "GET", url: urls[n % urls.length] ?? "", headers: { cookie: `a=${n}` } },
        remoteAddress: `203.0.113.${n % 30}`,
      });
    const statuses = await times(400, ask);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(100);
    await expect
      .poll(past)
      .toMatchObject([{ actor: null, details: { method: "GET", status: 429 } }]);
  });

  it("is one entry a person, whatever ids are asked for", async () => {
    const headers = await strict.signIn("worker");
    const ask = (n: number) =>
      strict.app.inject({
        url: `/api/programs/0199c5f0-0000-7000-8000-${String(n).padStart(12, "0")}`,
        headers,
      });
    const statuses = await times(60, ask);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(40);
    const mine = async () => (await past()).filter(({ actor }) => actor === "worker@training.test");
    await expect.poll(mine).toEqual([
      {
        actor: "worker@training.test",
        route: "/api/programs/:id",
        details: { method: "GET", status: 429 },
      },
    ]);
  });
});

it("is not spent by who signs in rightly", async () => {
  const before = (await spent()).length;
  const email = "analyst@training.test";
  const enter = () =>
    post("/api/auth/sign-in/email", { email, password: trainingPassword }, "198.51.100.9");
  expect(new Set(await times(12, enter))).toEqual(new Set([200]));
  expect(await spent()).toHaveLength(before);
});
