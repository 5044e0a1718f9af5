import { mkdir, readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  openHarborlight,
  seriousFindings,
  type Harborlight,
  type PageOptions,
} from "../support/browser.ts";

const pictures = "test/e2e/screenshots";

let harborlight: Harborlight;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight({ everyCounty: true });
});
afterAll(() => harborlight.close());

const openGaps = (search = "", options: PageOptions = {}) =>
  harborlight.open(`/gaps${search}`, { who: "analyst", ...options });

const drawn = (page: Page, maps = 1) =>
  expect
    .poll(() => page.locator('.map[aria-busy="false"]').count(), { timeout: 60_000 })
    .toBe(maps);

describe("the gap map", () => {
  test.each([
    ["phone", "dark"],
    ["phone", "light"],
    ["desktop", "dark"],
    ["desktop", "light"],
  ] as const)("shows California on a %s in the %s", async (device, colors) => {
    const { page, context, complaints } = await openGaps("?state=CA&county=06001", {
      device,
      colors,
    });
    await page.getByRole("heading", { name: "Alameda County, CA" }).waitFor();
    await drawn(page);
    await page.screenshot({ path: `${pictures}/gaps-${device}-${colors}.png`, fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("compares two profiles under one scale, and keeps the view in the address", async () => {
    const { page, context } = await openGaps();
    await page.getByLabel("Show", { exact: true }).selectOption("Miles to the nearest that fits");
    await page.getByLabel("Beside it").selectOption("Boy · 13");
    await page.getByLabel("Where").selectOption("California");
    await drawn(page, 2);
    expect(page.url()).toMatch(/\/gaps\?metric=nearest_fit&beside=boy_13&state=CA$/);
    const legends = page.getByRole("figure");
    const labels = async (at: number) =>
      (await legends.nth(at).locator("li span:not(.size)").allTextContents()).filter(
        (label) => label !== "No figure",
      );
    expect(await labels(0)).toEqual(await labels(1));
    await page.screenshot({ path: `${pictures}/gaps-compare.png`, fullPage: true });
    await page.reload();
    await drawn(page, 2);
    expect(await page.getByLabel("Beside it").inputValue()).toBe("boy_13");
    await context.close();
  });

  test("is sorted, read and opened by keyboard in the table", async () => {
    const { page, context } = await openGaps("?state=CA");
    const table = page.getByRole("table");
    const head = table.getByRole("columnheader", { name: "County" });
    await head.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    const first = table.getByRole("rowheader").first();
    expect(await first.textContent()).toContain("Alameda County");
    await first.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Alameda County, CA" }).waitFor();
    expect(page.url()).toContain("county=06001");
    await page.getByRole("button", { name: "Close the county" }).press("Enter");
    expect(page.url()).not.toContain("county=");
    await context.close();
  });

  test("opens a county that is tapped on the map", async () => {
    const { page, context } = await openGaps("?state=CA", { device: "phone" });
    await drawn(page);
    const canvas = page.locator("canvas");
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error("There is no map.");
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await page.getByRole("button", { name: "Close the county" }).waitFor();
    expect(page.url()).toMatch(/county=06\d{3}/);
    await context.close();
  });

  test("says in words what would help a county, and what other services are near", async () => {
    const { page, context } = await openGaps("?state=CA&county=06001");
    const card = page.getByRole("region", { name: "Alameda County, CA" });
    await card.getByRole("heading", { name: "What would help, and whom" }).waitFor();
    expect(
      await card
        .getByRole("term")
        .filter({ hasText: /^Legal/ })
        .count(),
    ).toBe(1);
    expect(await card.textContent()).toMatch(/Build something|Train or contract|Ask programs/);
    await context.close();
  });

  test("gives the figures as files that say where they are defined", async () => {
    const { page, context } = await openGaps("?state=CA&metric=fits");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV", exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("harborlight-coverage.csv");
    const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
    expect(lines).toHaveLength(59);
    expect(lines[1]).toContain("/gaps/definitions");
    await context.close();
  });

  test.each([
    ["phone", "dark"],
    ["desktop", "light"],
  ] as const)("defines its figures on a %s in the %s", async (device, colors) => {
    const { page, context, complaints } = await openGaps("/definitions", { device, colors });
    await page.getByRole("heading", { name: "What the figures cannot say" }).waitFor();
    await page.screenshot({ path: `${pictures}/gaps-definitions-${device}.png`, fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each([
    ["phone", "dark"],
    ["desktop", "light"],
  ] as const)(
    "briefs on a county on a %s in the %s, each figure defined",
    async (device, colors) => {
      const { page, context, complaints } = await openGaps("/counties/06001", { device, colors });
      await page
        .getByRole("heading", { name: "Alameda County, CA: beds for exploited youth" })
        .waitFor();
      const table = page.getByRole("region", {
        name: "What there is, and for whom there is nothing",
      });
      await table.getByRole("rowheader", { name: "Boy · 13" }).waitFor();
      await page.screenshot({ path: `${pictures}/gaps-brief-${device}.png`, fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("button", { name: "Print or save as PDF" }).isVisible()).toBe(
        false,
      );
      await context.close();
    },
  );

  test("is nobody's but an analyst's, and says so", async () => {
    const { page, context } = await openGaps("", { who: "worker" });
    await page.getByRole("heading", { name: "Gaps are for analysts" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});
