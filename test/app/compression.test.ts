import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp, type TestApp } from "../support/app.ts";

let running: TestApp;
beforeAll(async () => (running = await testApp()));
afterAll(() => running.close());

const counties = (accepted: string) =>
  running.app.inject({ url: "/api/counties", headers: { "accept-encoding": accepted } });

test("a long answer is sent compressed, and holds the same", async () => {
  const plain = await counties("identity");
  const brotli = await counties("gzip, br");
  const gzip = await counties("gzip");
  expect(brotli.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body);
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
  expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
});

test("caches are told that it depends on what was accepted", async () => {
  expect((await counties("br")).headers["vary"]).toContain("accept-encoding");
});

test("a short answer is sent as it is", async () => {
  const answer = await running.app.inject({ url: "/api/me", headers: { "accept-encoding": "br" } });
  expect(answer.headers["content-encoding"]).toBeUndefined();
});
