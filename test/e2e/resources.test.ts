import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

let harborlight: Harborlight;
beforeAll(async () => {
  harborlight = await openHarborlight();
});
afterAll(() => harborlight.close());

describe.each<Device>(["phone", "desktop"])("on a %s", (device) => {
  test("a resource names its source and its year, or says that the year is not stated", async () => {
    const { page, context, complaints } = await harborlight.open("/resources", { device });
    const cards = page.getByRole("article");
    await cards.first().waitFor();
    for (const text of await cards.allInnerTexts()) {
      expect(text).toMatch(/Named in: .+, .*\d{4}/);
      expect(text).toMatch(/ · (19|20)\d\d|year not stated/);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await harborlight.open("/resources?kind=training&topic=juvenile", {
      ...{ device, colors },
    });
    await page.getByRole("status").filter({ hasText: "resource" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("kinds, topics and words narrow the list, and stand in the address", async () => {
  const { page, context } = await harborlight.open("/resources");
  const found = page.getByRole("status").filter({ hasText: "resource" });
  await found.waitFor();
  const all = Number(/\d+/.exec(await found.innerText())?.[0]);
  await page.getByRole("button", { name: "Screening tool" }).click();
  await expect.poll(() => page.url()).toContain("kind=screening_tool");
  await expect.poll(async () => Number(/\d+/.exec(await found.innerText())?.[0])).toBeLessThan(all);
  for (const text of await page.getByRole("article").allInnerTexts()) {
    expect(text).toContain("Screening tool");
  }
  await page.reload();
  await page.getByRole("button", { name: "Screening tool", pressed: true }).waitFor();

  await page.getByRole("searchbox").fill("zzzzzz");
  await page.getByText("No resource found").waitFor();
  await page.getByRole("button", { name: "Show all resources" }).click();
  await expect.poll(async () => Number(/\d+/.exec(await found.innerText())?.[0])).toBe(all);
  await context.close();
});

test("further pages go on where the last ended", async () => {
  const { page, context } = await harborlight.open("/resources");
  const cards = page.getByRole("article");
  await cards.first().waitFor();
  const first = await cards.count();
  await page.getByRole("button", { name: /^Show more/ }).click();
  await expect.poll(() => cards.count()).toBeGreaterThan(first);
  await context.close();
});

test("the whole screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open("/resources", { locale: "es-US" });
  await page.getByRole("article").first().waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
