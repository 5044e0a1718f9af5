import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp, type TestApp } from "../support/app.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ config: { publicUrl: "https://beds.example.org" } });
});
afterAll(() => test.close());

const write = (headers: Record<string, string>) =>
  test.app.inject({
    method: "POST",
    url: "/api/auth/sign-out",
    headers: { host: "10.0.0.5:8080", ...headers },
  });

describe("a write", () => {
  it.each([
    { origin: "https://evil.example" },
    { origin: "http://beds.example.org" },
    { origin: "https://beds.example.org.evil.example" },
    { origin: "https://beds.example.org:8443" },
    { origin: "http://beds.example.org", host: "beds.example.org" },
    { origin: "null" },
    { origin: "" },
    { origin: "not an origin" },
    { origin: "http://10.0.0.5:9090" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  ])("from another site is refused: %o", async (headers) => {
    const answer = await write(headers);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: "foreign_origin" });
  });

  it.each([
    { origin: "https://beds.example.org" },
    { origin: "http://10.0.0.5:8080" },
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    {},
  ])("from our own pages, or from no browser, is taken: %o", async (headers) => {
    expect((await write(headers)).statusCode).toBe(200);
  });

  it("is refused on a path that does not exist, too, and by any method but reading", async () => {
    const headers = { origin: "https://evil.example" };
    for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const) {
      const answer = await test.app.inject({ method, url: "/api/nothing", headers });
      expect(answer.statusCode).toBe(403);
    }
  });
});

it("lets any site's link read, for the browser keeps the answer from it", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const answer = await test.app.inject({ url: "/api/me", headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  expect(answer.headers["cross-origin-resource-policy"]).toBe("same-origin");
});

it("asks for the session's cookie on no write but our own, whatever method a header claims", async () => {
  const answer = await test.app.inject({
    url: "/api/auth/sign-out",
    headers: { origin: "https://evil.example", "x-http-method-override": "POST" },
  });
  expect(answer.statusCode).toBe(404);
});
