import { mkdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";
import { providerAt } from "../support/provider.ts";

const pictures = "test/e2e/screenshots";

let harborlight: Harborlight;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
});
afterAll(() => harborlight.close());

const both: Device[] = ["phone", "desktop"];

describe.each(both)("on a %s", (device) => {
  test("answers come while one types, with the matched words marked", async () => {
    const { page, context, complaints } = await harborlight.open("/directory", { device });
    await page.getByRole("article").first().waitFor();
    await page.getByRole("searchbox").fill("childrn of the nite");
    const first = page.getByRole("article").first();
    await expect
      .poll(() => first.getByRole("heading").innerText())
      .toContain("Children of the Night");
    expect(await first.locator("mark").allInnerTexts()).toEqual(["Children", "Night"]);
    expect(await first.innerText()).toContain("24 beds listed in August 2012");
    expect(await first.innerText()).not.toMatch(/\d+ open/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await harborlight.open(
      "/directory?q=house&state=CA&near=94607&within=250",
      { device, colors, who: "worker", map: true },
    );
    await page.getByRole("article").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    if (device === "phone") {
      await page.screenshot({ path: `${pictures}/directory-${device}-${colors}.png` });
      await page.getByRole("button", { name: "Filters (2)" }).click();
      await page.getByRole("dialog").waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("button", { name: "Close" }).click();
      await page.getByRole("button", { name: "Map", exact: true }).click();
    }
    await page.locator("[data-program]").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    if (device === "desktop") {
      await page.screenshot({ path: `${pictures}/directory-${device}-${colors}.png` });
    }
    await page.goto(`${harborlight.address}/directory?q=zzzzzz&kind=legal`);
    await page.getByText("No program found").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("by keyboard alone: / to the search, a typo, arrows through the results, Enter", async () => {
  const { page, context } = await harborlight.open("/directory");
  await page.getByRole("article").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("childrn of the nite");
  const inFocus = () =>
    page.evaluate(() => document.activeElement?.closest("article")?.querySelector("h3")?.innerText);
  const names = page.getByRole("article").getByRole("heading");
  // Answers to the first letters begin alike: the arrows wait for the last one.
  await expect.poll(() => page.url()).toContain("q=childrn+of+the+nite");
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
  expect(await names.first().innerText()).toContain("Children of the Night");

  await page.keyboard.press("ArrowDown");
  expect(await inFocus()).toContain("Children of the Night");
  await page.keyboard.press("ArrowDown");
  expect(await inFocus()).toBe(await names.nth(1).innerText());
  await page.keyboard.press("End");
  expect(await inFocus()).toBe(await names.last().innerText());
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Children of the Night" }).waitFor();

  await page.goBack();
  await expect.poll(() => names.first().innerText()).toContain("Children of the Night");
  expect(await page.getByRole("searchbox").inputValue()).toBe("childrn of the nite");
  await context.close();
});

test("filters are set by keyboard, and stand in the address", async () => {
  const { page, context } = await harborlight.open("/directory");
  const kinds = page.getByRole("group", { name: "Kind" });
  await kinds.getByRole("checkbox").first().waitFor();
  const shelters = kinds.getByRole("checkbox", { name: /^Emergency shelter/ });
  await shelters.focus();
  await page.keyboard.press("Space");
  await expect.poll(() => page.url()).toContain("kind=emergency_shelter");
  expect(await shelters.evaluate((box) => box === document.activeElement)).toBe(true);
  await page.getByRole("textbox", { name: "Age" }).fill("12");
  await expect.poll(() => page.url()).toContain("age=12");
  const found = page.getByRole("status").filter({ hasText: "program" });
  await expect.poll(() => found.innerText()).toMatch(/^\d+ programs?$/);
  await page.getByRole("button", { name: "Remove filter: Emergency shelter" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).not.toContain("kind=");
  await context.close();
});

test("an address restores its filters, and the back button takes them off one by one", async () => {
  const { page, context } = await harborlight.open(
    "/directory?q=youth&kind=emergency_shelter&state=CA&age=15&near=94607&within=50&sort=distance",
    { who: "worker" },
  );
  await page.getByRole("article").first().waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("youth");
  const active = page.getByRole("list", { name: "Filters that are set" });
  expect(await active.getByRole("listitem").allInnerTexts()).toEqual([
    "Emergency shelter",
    "California",
    "Takes age 15",
    "Within 50 mi of 94607",
    "Remove all",
  ]);
  expect(await page.getByLabel("Sort by").inputValue()).toBe("distance");
  expect(await page.getByRole("article").first().innerText()).toMatch(/\d+(\.\d)? mi/);

  await page.getByRole("button", { name: "Remove filter: California" }).click();
  await expect.poll(() => page.url()).not.toContain("state=CA");
  await page.goBack();
  await expect.poll(() => active.getByText("California").count()).toBe(1);
  await context.close();
});

test("a facet counts as if it were not set, and its number is what it gives", async () => {
  const { page, context } = await harborlight.open("/directory?kind=legal");
  const kinds = page.getByRole("group", { name: "Kind" });
  const shelters = kinds.getByRole("checkbox", { name: /^Emergency shelter/ });
  await shelters.waitFor();
  const label = await kinds.locator("label").filter({ hasText: "Emergency shelter" }).innerText();
  const promised = Number(/\d+/.exec(label)?.[0]);
  expect(promised).toBeGreaterThan(0);
  await kinds.getByRole("checkbox", { name: /^Legal help/ }).uncheck();
  await shelters.check();
  await expect
    .poll(() => page.getByRole("status").filter({ hasText: "program" }).innerText())
    .toBe(`${promised} programs`);
  await context.close();
});

test("further pages go on where the last ended, and nothing comes twice", async () => {
  const { page, context } = await harborlight.open("/directory");
  const cards = page.getByRole("article");
  await cards.first().waitFor();
  expect(await cards.count()).toBe(20);
  await page.getByRole("button", { name: /^Show more \(20 of \d+\)$/ }).click();
  await expect.poll(() => cards.count()).toBe(40);
  const inFocus = await page.evaluate(() => document.activeElement?.textContent.trim());
  expect(await cards.nth(20).getByRole("heading").innerText()).toContain(inFocus);
  const ids = await cards.evaluateAll((all) => all.map(({ id }) => id));
  expect(new Set(ids).size).toBe(40);

  // The way back shows the same list again.
  await cards.nth(30).getByRole("link").first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goBack();
  await expect.poll(() => cards.count()).toBe(40);
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
  expect(await cards.count()).toBe(40);
  await context.close();
});

test("where nothing is found, the screen says which filter to drop", async () => {
  const { page, context } = await harborlight.open(
    "/directory?q=children%20of%20the%20night&kind=legal",
  );
  await page.getByText("No program found").waitFor();
  await page.getByText("Check the spelling").waitFor();
  await page.getByRole("button", { name: /^Without: Legal help \(\d+ or more\)$/ }).click();
  await page.getByRole("article").getByText("Children of the Night").first().waitFor();
  await context.close();
});

test("an unknown ZIP is answered at its field, and the last answer stays", async () => {
  const { page, context } = await harborlight.open("/directory");
  await page.getByRole("article").first().waitFor();
  await page.getByRole("textbox", { name: "ZIP code" }).fill("00000");
  await page.getByText("This ZIP code is not known.").first().waitFor();
  expect(await page.getByRole("article").count()).toBe(20);
  await context.close();
});

test("list and map are in step, and the map leads to the list", async () => {
  const { page, context } = await harborlight.open("/directory?near=94607&sort=distance", {
    ...{ who: "worker", map: true },
  });
  const markers = page.locator("[data-program]");
  await markers.first().waitFor();
  await page.getByRole("article").first().hover();
  expect(await page.locator("[data-program].lit").count()).toBe(1);
  await markers.first().focus();
  expect(await page.locator("article.lit").count()).toBe(1);
  await context.close();
});

test("counts follow their providers, and only for those who may see them", async () => {
  const provider = await providerAt(harborlight.address);
  const worker = await harborlight.open("/directory?q=larkspur", { who: "worker" });
  const nobody = await harborlight.open("/directory?q=larkspur");
  const card = worker.page.locator(`#hit-${provider.programId}`);
  await card.waitFor();
  const before = /(\d+) open/.exec(await card.innerText())?.[1];
  const [told, expected] = before === "1" ? [2, "2 open, confirmed"] : [1, "1 open, confirmed"];
  // The server's clock stands still in tests until it is set.
  harborlight.app.clock.set(new Date());
  await provider.report(told);
  await expect.poll(() => card.innerText()).toContain(expected);
  await nobody.page.getByRole("article").first().waitFor();
  expect(await nobody.page.getByRole("main").innerText()).not.toMatch(/\d+ open|confirmed/);
  await worker.context.close();
  await nobody.context.close();
});

test("offline, the last answer stays and says so; back online it is asked again", async () => {
  const { page, context } = await harborlight.open("/directory");
  await page.getByRole("article").first().waitFor();
  await context.setOffline(true);
  await page.getByRole("searchbox").fill("legal");
  await page.getByText("No answer came. Below is what was found before.").waitFor();
  expect(await page.getByRole("article").count()).toBe(20);
  await context.setOffline(false);
  await page.getByText("No answer came.").waitFor({ state: "detached" });
  await expect.poll(() => page.getByRole("article").first().innerText()).toMatch(/Legal|legal/);
  await context.close();
});

test("the whole screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open("/directory?state=CA&gender=girl&age=15", {
    who: "worker",
    locale: "es-US",
  });
  await page.getByRole("article").first().waitFor();
  expect(await englishOn(page)).toEqual([]);
  await page.goto(`${harborlight.address}/directory?q=zzzzzz&state=CA`);
  await page.getByText("No se encontró ningún programa").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
