import { hash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp, type TestApp } from "../support/app.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ config: { mapStyleUrl: "https://maps.example.org/style.json" } });
});
afterAll(() => test.close());

const policyOf = async (url: string, app = test.app) => {
  const answer = await app.inject({ url });
  const policy = String(answer.headers["content-security-policy"]);
  return new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(" ");
      return [name, sources];
    }),
  );
};

describe("the content-security-policy", () => {
  it("lets no page of ours run a script that is not a file of ours", async () => {
    const policy = await policyOf("/api/me");
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("script-src")).toEqual(["'self'"]);
    expect(policy.get("script-src-attr")).toBeUndefined();
    expect(policy.get("style-src")).toEqual(["'self'"]);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'none'"]);
    expect(policy.get("worker-src")).toEqual(["'self'", "blob:"]);
  });

  it("lets the map load from the operator's own style and from nowhere else", async () => {
    const map = "https://maps.example.org";
    const policy = await policyOf("/api/me");
    expect(policy.get("connect-src")).toEqual(["'self'", map]);
    expect(policy.get("img-src")).toEqual(["'self'", "data:", "blob:", map]);
    const plain = await testApp();
    expect((await policyOf("/api/me", plain.app)).get("connect-src")).toEqual(["'self'"]);
    await plain.close();
  });

  it("is there on refusals and on what does not exist", async () => {
    for (const url of ["/api/nothing", "/nothing", "/api/live", "/openapi.json"]) {
      expect((await policyOf(url)).get("script-src")).toEqual(["'self'"]);
    }
  });

  it("is wider for the readable interface, and there only for styles", async () => {
    const policy = await policyOf("/docs/");
    expect(policy.get("script-src")).toEqual(["'self'"]);
    expect(policy.get("style-src")).toEqual(["'self'", "'unsafe-inline'"]);
  });
});

it("lets the page of a confirm link run what stands in it, and nothing else", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "confirm"));
  const html = "<script>one()</script><style>p{}</style><script type='module'>two()</script>";
  await writeFile(join(folder.path, "confirm/index.html"), html);
  const plain = await testApp({ webFolder: folder.path });
  const policy = await policyOf("/confirm", plain.app);
  await plain.close();
  const allowed = (text: string) => `'sha256-${hash("sha256", text, "base64")}'`;
  expect(policy.get("script-src")).toEqual([allowed("one()"), allowed("two()")]);
  expect(policy.get("style-src")).toEqual([allowed("p{}")]);
  expect(policy.get("default-src")).toEqual(["'none'"]);
  expect(policy.get("form-action")).toEqual(["'none'"]);
});

it("asks for encryption only where the public address is encrypted", async () => {
  const plain = await test.app.inject({ url: "/api/me" });
  expect(plain.headers["strict-transport-security"]).toBeUndefined();
  expect(plain.headers["content-security-policy"]).not.toContain("upgrade-insecure-requests");
  const encrypted = await testApp({ config: { publicUrl: "https://beds.example.org" } });
  const answer = await encrypted.app.inject({ url: "/api/me" });
  await encrypted.close();
  expect(answer.headers["strict-transport-security"]).toContain("max-age=");
  expect(answer.headers["content-security-policy"]).toContain("upgrade-insecure-requests");
});

it("keeps answers of the interface out of every cache, unless a route says otherwise", async () => {
  const cacheOf = async (url: string) => (await test.app.inject({ url })).headers["cache-control"];
  expect(await cacheOf("/api/me")).toBe("no-store");
  expect(await cacheOf("/api/programs/nothing")).toBe("no-store");
  expect(await cacheOf("/api/nothing")).toBe("no-store");
  expect(await cacheOf("/api/counties")).toContain("public");
});

it("tells no page what it need not know", async () => {
  const { headers } = await test.app.inject({ url: "/api/me" });
  expect(headers).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
  });
  expect(headers["permissions-policy"]).toContain("geolocation=(self)");
  expect(headers["x-powered-by"]).toBeUndefined();
});
