import { copyFile, mkdir, readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishMonths } from "../../server/gaps/demand/tidy-demand.ts";
import {
  openHarborlight,
  seriousFindings,
  type Harborlight,
  type PageOptions,
} from "../support/browser.ts";
import { testSettings } from "../support/config.ts";

const pictures = "test/e2e/screenshots";
const day = 86_400_000;

/** First moments of the newest month that is published, and of the one before it. */
const settled = new Date(Date.now() - 2 * day);
const [newest, before] = [1, 2].map(
  (back) => new Date(Date.UTC(settled.getUTCFullYear(), settled.getUTCMonth() - back, 1)),
) as [Date, Date];
const nameOf = (month: Date) => month.toISOString().slice(0, 7);
const inWords = (month: Date) =>
  month.toLocaleDateString("en-US", { year: "numeric", month: "long", timeZone: "UTC" });

let harborlight: Harborlight;
const search = async (month: Date, county: string, found: string, times: number) => {
  await harborlight.app.database.owner`
    insert into demand_events (kind, hour, asked_by, age_band, county, found)
    select 'search', ${month}, 'worker', '14_15', ${county}, ${found}
    from generate_series(1, ${times})`;
};
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight({ everyCounty: true });
  await search(before, "06001", "none", 3);
  await search(before, "06001", "open_bed", 2);
  await search(before, "06037", "none", 20);
  for (const [county, times] of [
    ["06001", 12],
    ["06037", 40],
    ["06067", 25],
    ["06073", 31],
  ] as const) {
    await search(newest, county, "none", times);
    await search(newest, county, "open_bed", 5);
    await search(newest, county, "fit", 6);
  }
  await publishMonths(harborlight.app.database, new Date());
});
afterAll(() => harborlight.close());

const openGaps = (search = "", options: PageOptions = {}) =>
  harborlight.open(`/gaps${search}`, { who: "analyst", ...options });
const drawn = (page: Page, maps = 1) =>
  expect
    .poll(() => page.locator('.map[aria-busy="false"]').count(), { timeout: 60_000 })
    .toBe(maps);
const pointedAt = (page: Page) => page.locator("p.pointer[role=status]");

/** Of a PNG its size, and how many colours there are in each box: x, y, width, height. */
const lookAt = (
  page: Page,
  png: Buffer,
  boxes: readonly (readonly [number, number, number, number])[],
) =>
  page.evaluate(
    async ({ source, all }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const pen = canvas.getContext("2d");
      pen?.drawImage(image, 0, 0);
      const colours = all.map(([x, y, width, height]) => {
        const { data } = pen?.getImageData(x, y, width, height) ?? { data: [] };
        const found = new Set<string>();
        for (let at = 0; at < data.length; at += 4) {
          found.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
        }
        return found.size;
      });
      return { size: [image.width, image.height], colours };
    },
    {
      source: `data:image/png;base64,${png.toString("base64")}`,
      all: boxes.map((box) => [...box] as const),
    },
  );

describe("the map of counties", () => {
  test("is pointed at by mouse and by keyboard, and opened by Enter", async () => {
    const opened = await openGaps("?state=CA&metric=nearest_fit");
    const { page, context, complaints, requested } = opened;
    await drawn(page);
    const canvas = page.locator("canvas");
    const box = await canvas.boundingBox();
    if (!box) throw new Error("There is no map.");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => pointedAt(page).textContent()).toMatch(/County, CA · .*mi$/);
    await page.mouse.move(box.x, box.y - 40);
    await canvas.focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => pointedAt(page).textContent()).toMatch(/County, CA · .*mi$/);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Close the county" }).waitFor();
    expect(page.url()).toMatch(/county=06\d{3}/);
    await drawn(page);
    // What is looked at in the figures needs no new ones.
    expect(requested.filter((url) => url.includes("/api/gaps/coverage"))).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("says that its shapes did not arrive, and asks for them again", async () => {
    const { page, context } = await harborlight.open("/gaps/inventory", { who: "analyst" });
    const shapes = "**/assets/atlas-*/**";
    await page.route(shapes, (route) => route.abort());
    await page.getByRole("link", { name: "Map and table" }).click();
    const failed = page.getByRole("status").filter({ hasText: "background" });
    await failed.waitFor();
    await page.unroute(shapes);
    await failed.getByRole("button", { name: "Try again" }).click();
    await failed.waitFor({ state: "detached" });
    await drawn(page);
    const canvas = page.locator("canvas");
    const { colours } = await lookAt(page, await canvas.screenshot(), [[200, 50, 600, 300]]);
    expect(colours[0]).toBeGreaterThan(5);
    await context.close();
  });

  test("tells its classes apart by colour where motion is reduced, too", async () => {
    const { page, context } = await openGaps("?state=CA&metric=nearest_fit&county=06001");
    await drawn(page);
    await page.getByRole("button", { name: "Patterns over colors" }).click();
    await drawn(page);
    const png = await page.locator("canvas").screenshot();
    const { size, colours } = await lookAt(page, png, [[0, 0, 800, 400]]);
    expect(size[0]).toBeGreaterThan(400);
    // Five classes, water, land and the edges between them.
    expect(colours[0]).toBeGreaterThan(20);
    await page.getByRole("button", { name: "Patterns over colors" }).click();
    await drawn(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    const picture = `${pictures}/gap-map.png`;
    await page.screenshot({ path: picture });
    if (testSettings.writePictures) await copyFile(picture, "test/e2e/pictures/gaps.png");
    await context.close();
  });

  test("is saved as a picture with its title, legend and source", async () => {
    const { page, context, complaints } = await openGaps("?state=CA&metric=nearest_fit");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "PNG of the map" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(
      /^harborlight-nearest_fit-girl-16-ca-\d{4}-\d{2}-\d{2}\.png$/,
    );
    await file.saveAs(`${pictures}/gap-map-saved.png`);
    const png = await readFile(`${pictures}/gap-map-saved.png`);
    const { size, colours } = await lookAt(page, png, [
      [56, 50, 800, 60], // title
      [56, 184, 1300, 780], // land
      [1424, 190, 440, 400], // legend
      [56, 1000, 800, 60], // source
      [0, 400, 40, 40], // margin
    ]);
    expect(size).toEqual([1920, 1080]);
    for (const inked of colours.slice(0, 4)) expect(inked).toBeGreaterThan(5);
    expect(colours[4]).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("shows programs and how far they reach, and lists them by county", async () => {
    const { page, context } = await openGaps("?state=CA&county=06001&programs=1");
    const card = page.getByRole("region", { name: "Alameda County, CA" });
    await card.getByRole("heading", { name: "Programs with beds in this county" }).waitFor();
    expect(await card.getByRole("listitem").count()).toBeGreaterThan(0);
    await drawn(page);
    await page.screenshot({ path: `${pictures}/gap-map-programs.png` });
    await page.getByRole("button", { name: "Programs and how far they reach" }).click();
    expect(page.url()).not.toContain("programs=1");
    await card
      .getByRole("heading", { name: "Programs with beds in this county" })
      .waitFor({ state: "detached" });
    await context.close();
  });
});

describe("what was asked for", () => {
  test.each([
    ["phone", "dark"],
    ["desktop", "light"],
  ] as const)("is followed over the months on a %s in the %s", async (device, colors) => {
    const { page, context, complaints } = await openGaps(
      "?state=CA&county=06001&trend=without_fit",
      { device, colors },
    );
    const over = page.getByRole("region", { name: "Over the months" });
    const rows = over.getByRole("table").getByRole("row");
    await expect
      .poll(() => rows.allTextContents())
      .toEqual([
        expect.stringContaining("Month"),
        expect.stringMatching(new RegExp(`${inWords(newest)}\\s*12`)),
        expect.stringMatching(new RegExp(`${inWords(before)}\\s*withheld`)),
      ]);
    expect(await over.getByRole("img").getAttribute("aria-label")).toContain("not told: 1");
    await over.getByLabel("What was asked for").selectOption("Requests");
    await over.getByText("Fewer than 5 or withheld in every month").waitFor();
    expect(page.url()).toContain("trend=requests");
    await over.getByLabel("What was asked for").selectOption("Searches by age");
    await over.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${pictures}/gap-months-${device}.png` });
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is compared by month under one scale, and kept in the address", async () => {
    const { page, context } = await openGaps("?state=CA&metric=without_fit");
    await page.getByLabel("Beside it").selectOption(inWords(before));
    await drawn(page, 2);
    expect(page.url()).toContain(`beside_month=${nameOf(before)}`);
    const titles = page.getByRole("heading", { name: /^Searches without a fit: / });
    expect(await titles.allTextContents()).toEqual([
      `Searches without a fit: ${inWords(newest)}`,
      `Searches without a fit: ${inWords(before)}`,
    ]);
    const alameda = page.getByRole("row", { name: /Alameda County/ });
    expect(await alameda.nth(1).textContent()).toContain("withheld");
    await page.screenshot({ path: `${pictures}/gap-months-compared.png`, fullPage: true });
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "PNG of both maps" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^harborlight-without_fit-[a-z]+-\d{4}-.*-ca\.png$/);
    await file.saveAs(`${pictures}/gap-months-saved.png`);
    const halves = ([y, height]: readonly [number, number]) =>
      [56, 984].map((x) => [x, y, 880, height] as const);
    const { size, colours } = await lookAt(
      page,
      await readFile(`${pictures}/gap-months-saved.png`),
      // Months, maps and legends, each on both sides; then the source.
      [...halves([184, 36]), ...halves([240, 440]), ...halves([730, 200]), [56, 1000, 800, 60]],
    );
    expect(size).toEqual([1920, 1080]);
    for (const inked of colours) expect(inked).toBeGreaterThan(5);
    await context.close();
  });

  test("is told per 10,000 youths once the Census file is loaded, with its year", async () => {
    const { page, context } = await openGaps("?state=CA&metric=searches");
    await page.getByText(/^Rates per 10,000 youths appear once/).waitFor();
    expect(await page.getByRole("button", { name: "Per 10,000 youths" }).count()).toBe(0);
    const admin = await harborlight.open("/admin/population", { who: "administrator" });
    const file = [
      "SUMLEV,STATE,COUNTY,STNAME,CTYNAME,YEAR,AGEGRP,TOT_POP",
      ...["3", "4"].map((group) => `050,06,001,California,Alameda County,5,${group},23000`),
    ].join("\n");
    const choose = (text: string) =>
      admin.page
        .getByLabel("Census file (CSV)")
        .setInputFiles({ name: "cc-est.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await choose("SUMLEV\n050\n");
    await admin.page.getByRole("button", { name: "Load the file" }).click();
    await admin.page.getByText(/Nothing was changed\. .*lacks the columns/).waitFor();
    await choose(file);
    await admin.page.getByRole("button", { name: "Load the file" }).click();
    await admin.page.getByText("Loaded. Counties: 1. Years: 2023.").waitFor();
    await admin.page.screenshot({ path: `${pictures}/admin-population.png` });
    expect(await seriousFindings(admin.page)).toEqual([]);
    await admin.context.close();
    await page.reload();
    await page.getByRole("button", { name: "Per 10,000 youths" }).click();
    await page.getByText("Census estimate of 2023").waitFor();
    expect(page.url()).toContain("rate=1");
    // 23 searches of 46,000 youths.
    const row = page.getByRole("row", { name: /Alameda County/ });
    await expect.poll(() => row.getByRole("cell").first().textContent()).toMatch(/^\s*5\s*$/);
    await context.close();
  });
});

describe("the map says so in words", () => {
  test("where the address names a profile that was removed, and offers everybody's", async () => {
    const { page, context } = await openGaps("?state=CA&profile=removed-1");
    await page.getByText("This profile is no longer kept").waitFor();
    const choices = page.getByRole("group", { name: "Profiles that everybody has" });
    await choices.getByRole("button", { name: "Boy · 13" }).click();
    await page.getByRole("heading", { name: "What stands in the way: Boy · 13" }).waitFor();
    expect(page.url()).toContain("profile=boy_13");
    expect(await page.getByText("This profile is no longer kept").count()).toBe(0);
    await drawn(page);
    await context.close();
  });

  test("where a county lies outside own regions: its beds and its demand are not told", async () => {
    const { page, context } = await openGaps();
    await page.getByRole("heading", { name: "Searches: California" }).waitFor();
    await page.getByRole("button", { name: "County", exact: true }).click();
    await page.getByRole("button", { name: "Abbeville County, SC" }).click();
    const card = page.getByRole("region", { name: "Abbeville County, SC" });
    await card.getByText("Some fit; beds not told here").waitFor();
    const nearest = card.locator("dl div").filter({ hasText: "Miles to the nearest open bed" });
    expect(await nearest.getByRole("definition").textContent()).toBe("not told");
    await card.getByText("What was searched for here is told to analysts of this region").waitFor();
    expect(await page.getByRole("region", { name: "Over the months" }).count()).toBe(0);
    await context.close();
  });

  test("while the figures are being worked out", async () => {
    const { page, context } = await openGaps("?state=TX");
    let refusals = 0;
    const read = Promise.withResolvers<true>();
    await page.route("**/api/gaps/coverage?**", async (route) => {
      refusals += 1;
      if (refusals > 1) {
        await read.promise;
        return route.continue();
      }
      return route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: "x", title: "Later", status: 503, code: "unavailable" }),
      });
    });
    await page.reload();
    await page.getByText(/are being worked out/).waitFor();
    read.resolve(true);
    await page.getByRole("table").first().waitFor();
    await page
      .getByText(/this place \(Texas\) are not yours to see. Your regions: California/)
      .waitFor();
    await context.close();
  });

  test.each([
    ["?state=CA&county=99999", /no county with the number 99999/],
    ["?state=CA&metric=searches&month=2019-01", /No figures are published of January 2019/],
    ["?state=TX&metric=searches", /are not yours to see|analysts of this region only/],
  ])("where there is nothing to show: %s", async (address, sentence) => {
    const { page, context } = await openGaps(address);
    await page.getByText(sentence).first().waitFor();
    await context.close();
  });
});
