import { mkdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programCalled } from "../support/api.ts";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

const pictures = "test/e2e/screenshots";
let harborlight: Harborlight;
let larkspur: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  harborlight.app.clock.set(new Date());
  larkspur = await programCalled(harborlight, "Larkspur House");
});
afterAll(() => harborlight.close());

test.each([
  ["phone", "dark"],
  ["phone", "light"],
  ["desktop", "dark"],
  ["desktop", "light"],
] as const)(
  "what counts brought is shown and read without sight, %s %s",
  async (device, colors) => {
    const path = `/beds/${larkspur}/figures`;
    const { page, context, complaints } = await harborlight.open(path, {
      device,
      colors,
      who: "provider",
    });
    await page.getByRole("heading", { level: 1, name: "Training: Larkspur House" }).waitFor();
    const chart = page.getByRole("slider", { name: /^Open beds and beds in all, by day/ });
    await chart.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    await page
      .getByText(/ open of .* stated/)
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("slider", { name: /^By hour/ }).waitFor();
    await page.getByText("As a table").first().click();
    expect(await page.getByRole("table").first().getByRole("row").count()).toBeGreaterThan(1);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText("As a table").first().click();
    await page.screenshot({ path: `${pictures}/figures-${device}-${colors}.png`, fullPage: true });
    await page.getByRole("button", { name: "Earlier" }).click();
    await page.getByRole("button", { name: "Later", disabled: false }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("a worker finds nothing there", async () => {
  const { page, context } = await harborlight.open(`/beds/${larkspur}/figures`, { who: "worker" });
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  await context.close();
});

test("the screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open(`/beds/${larkspur}/figures`, {
    who: "provider",
    locale: "es-US",
  });
  await page.getByText("Llamadas de noche").waitFor();
  expect((await englishOn(page)).filter((text) => !text.includes("Larkspur"))).toEqual([]);
  await context.close();
});
