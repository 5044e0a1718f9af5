import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testApp, type TestApp } from "../support/app.ts";
import { chromiumFlags, chromiumMissing, findChromium } from "../support/chromium.ts";

let browser: Browser;
let test: TestApp;
let address: string;
beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(chromiumMissing);
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  test = await testApp();
  address = await test.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

it("makes the interface readable under its security policy, with no call to anywhere else", async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${address}/docs`);
  await page.getByText("Which programs can take this child, and why").click();
  await expect.poll(() => page.getByText('"gender": "girl"').count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith("data:"))).toEqual([]);
  await page.close();
});
