import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeError } from "../../server/http/logging.ts";
import { testApp, type TestApp } from "../support/app.ts";

const lines: string[] = [];
let test: TestApp;
beforeAll(async () => {
  test = await testApp({
    config: { logLevel: "trace" },
    logSink: { write: (line) => void lines.push(line) },
  });
});
afterAll(() => test.close());

const secrets = {
  query: "q-secret-7f1",
  body: "body-secret-7f2",
  path: "path-secret-7f4",
  password: "password-secret-7f5",
  header: "header-secret-7f6",
};

describe("the log", () => {
  it("says method, route and status of a request, and under which id", async () => {
    lines.length = 0;
    const headers = { "x-request-id": "mine" };
    const answer = await test.app.inject({ url: `/api/programs?q=${secrets.query}`, headers });
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual(
      expect.objectContaining({
        req: { method: "GET", route: "/api/programs" },
        reqId: answer.headers["x-request-id"],
      }),
    );
    expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(entries).toContainEqual(
      expect.objectContaining({ res: { statusCode: expect.any(Number) as number } }),
    );
  });

  it("holds no address, query, body, cookie, password or header of any request, whatever becomes of it", async () => {
    lines.length = 0;
    const { cookie } = await test.signIn("worker");
    const headers = { cookie, "user-agent": secrets.header, "x-request-id": secrets.header };
    const post = (url: string, payload: object | string, more: object = {}) =>
      test.app.inject({
        method: "POST",
        url,
        payload,
        headers: { ...headers, "content-type": "application/json", ...more },
      });
    await test.app.inject({ url: `/api/programs?q=${secrets.query}`, headers });
    await test.app.inject({ url: `/api/programs?unknown=${secrets.query}`, headers });
    await test.app.inject({ url: `/api/programs?q=%00${secrets.query}`, headers });
    await test.app.inject({ url: `/api/%E0%A4%A?q=${secrets.query}`, headers });
    await test.app.inject({ url: `/api/${secrets.path}`, headers });
    await test.app.inject({ url: `/api/programs/${secrets.path}`, headers });
    await post(`/api/matches?${secrets.query}`, { need: { age: 15, note: secrets.body } });
    await post("/api/matches", `{"need": ${secrets.body}`);
    await post("/api/matches", { note: secrets.body.repeat(40_000) });
    await post("/api/auth/sign-in/email", {
      email: `${secrets.body}@training.test`,
      password: secrets.password,
    });
    await post("/api/auth/sign-in/email", {
      email: "worker@training.test",
      password: `\u0000${secrets.password}`,
    });
    await post("/api/matches", {}, { origin: `https://${secrets.header}.example` });
    const log = lines.join("");
    expect(lines.length).toBeGreaterThan(10);
    for (const [what, secret] of Object.entries(secrets)) expect(log, what).not.toContain(secret);
    expect(log).not.toContain(cookie.split("=")[1]);
    expect(log).not.toContain("harborlight-training");
    expect(log).not.toContain("127.0.0.1");
  });

  it("says of a failure where it arose, not what was sent", async () => {
    const failure = await test.database.driver`select ${secrets.body}::uuid`.catch(
      (error: unknown) => error,
    );
    const wrapped = new Error(`Failed query: params: ${secrets.body}`, { cause: failure });
    Object.assign(wrapped, { query: "select $1::uuid" });
    const described = describeError(wrapped);
    expect(JSON.stringify(described)).not.toContain(secrets.body);
    expect(described).toMatchObject({
      statement: "select $1::uuid",
      cause: { type: "PostgresError", code: "22P02" },
    });
    expect(described.stack).toContain("logging.test.ts");
  });

  it("keeps the words of failures that are the program's own", () => {
    const described = describeError(new TypeError("x is not a function"));
    expect(described).toMatchObject({ type: "TypeError", message: "x is not a function" });
  });
});
