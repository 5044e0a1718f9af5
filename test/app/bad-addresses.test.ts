import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openConversation, refusalOf, type Conversation } from "../support/conversation.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await openConversation();
});
afterAll(() => talk.test.close());

describe("an address", () => {
  it.each([
    "/api/programs/1",
    "/api/programs/undefined",
    "/api/programs/%00",
    "/api/programs/0199C5F0-0000-7000-8000-00000000000F",
    "/api/programs/{0199c5f0-0000-7000-8000-00000000000f}",
    "/api/programs/0199c5f0-0000-7000-8000-00000000000f'--",
    "/api/programs?limit=0",
    "/api/programs?limit=101",
    "/api/programs?limit=ten",
    "/api/programs?age=15.5",
    "/api/programs?age=",
    "/api/programs?unknown=1",
    "/api/programs?__proto__[x]=1",
    "/api/programs?dedicated=maybe",
    "/api/programs?kind=shelter",
    `/api/programs?q=${"x".repeat(201)}`,
    `/api/programs?q=${"%F0%9F%98%80".repeat(201)}`,
    `/api/programs?${"state=CA&".repeat(41)}`,
    "/api/resources?topic=__proto__",
  ])("that is not right is refused by name: %s", async (path) => {
    const refusal = await refusalOf(await talk.send(path));
    expect(refusal.code).toBe("invalid_input");
    expect(refusal.errors?.[0]?.path).toMatch(/^(params|querystring)/);
  });

  it.each([
    "/api/nothing",
    "/api",
    "/api/",
    "/api/programs/../../etc/passwd",
    "/api/programs/%2e%2e%2f%2e%2e%2fetc%2fpasswd/x",
    `/api/${"x".repeat(5000)}`,
    "/api/matches",
    "/API/ME",
    "/nothing.php",
  ])("where nothing is answers so: %s", async (path) => {
    expect((await refusalOf(await talk.send(path))).code).toBe("not_found");
  });

  it("of a program that may not be known answers as one where nothing is", async () => {
    const nowhere = await talk.send("/api/programs/0199c5f0-0000-7000-8000-00000000000f");
    const refusal = await refusalOf(nowhere);
    expect(refusal.code).toBe("not_found");
  });

  it.each(["/api/%", "/api/%E0%A4%A", "/api/programs/%C0%80", "/%ff%fe"])(
    "that cannot be read is refused: %s",
    async (path) => {
      const { status, body } = await talk.speak(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(status).toBe(400);
      expect(JSON.parse(body)).toMatchObject({ code: "invalid_input", errors: [{ path: "url" }] });
    },
  );

  it("takes no method that it does not name", async () => {
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "POST", "PROPFIND"]) {
      const answer = await fetch(`${talk.base}/api/programs`, { method });
      expect((await refusalOf(answer)).code).toBe("not_found");
    }
  });
});

describe("what is no HTTP", () => {
  it.each([
    "nonsense\r\n\r\n",
    "FOO / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    `GET /api/me HTTP/1.1\r\nHost: x\r\nCookie: ${"x".repeat(20_000)}\r\n\r\n`,
    "POST /api/matches HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "POST /api/matches HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ])("is refused: %j", async (bytes) => {
    const { status } = await talk.speak(bytes);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await talk.send("/api/me")).status).toBe(200);
  });
});
