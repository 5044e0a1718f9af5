import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programCalled, readAs } from "../support/api.ts";
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

const pools = async () => {
  const path = `/api/programs/${larkspur}` as "/api/programs/{id}";
  const { pools: found } = await readAs(harborlight, "provider", path, "" as const);
  return Object.fromEntries((found ?? []).map((pool) => [pool.label, pool]));
};
const choose = (page: Page, text: string) =>
  page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "counts.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
const file = (girls: number, older: number) =>
  `program;pool;open;total\r\nTraining: Larkspur House;Girls 11 to 14;${girls};4\r\nTraining: Larkspur House;Girls 15 to 17;${older};6\r\nSomebody else;All;1;2\r\n`;

test.each(["phone", "desktop"] as const)(
  "a file is looked at before it is saved, on a %s",
  async (device) => {
    const { page, context, complaints } = await harborlight.open("/beds/import", {
      device,
      who: "provider",
    });
    const before = await pools();
    const open = (before["Girls 11 to 14"]?.empty ?? 0) === 2 ? 3 : 2;
    harborlight.app.clock.set(new Date());
    await choose(page, file(open, 9));
    await page.getByRole("heading", { name: "What would change" }).waitFor();
    await page.getByText("3 rows are refused").waitFor();
    await page.getByText("Open beds: more than the beds in all").waitFor();
    expect(await page.getByRole("button", { name: /^Save/ }).count()).toBe(0);
    expect(await pools()).toEqual(before);

    await choose(page, file(open, 1));
    await page.getByText("1 row is refused").waitFor();
    await page.screenshot({ path: `${pictures}/import-${device}-dark.png`, fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    expect(await pools()).toEqual(before);
    await page.getByRole("button", { name: /^Save/ }).click();
    await page.getByRole("heading", { name: "What was saved" }).waitFor();
    expect((await pools())["Girls 11 to 14"]?.empty).toBe(open);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("what cannot be read is said with what to do, and saves nothing", async () => {
  const { page, context } = await harborlight.open("/beds/import", {
    device: "phone",
    who: "provider",
    colors: "light",
  });
  await choose(page, "program,pool\na,b\n");
  await page.getByRole("alert").getByText("No column says how many beds are open").waitFor();
  await page.screenshot({ path: `${pictures}/import-phone-light.png`, fullPage: true });
  await choose(page, `open\n${"1\n".repeat(2_600_000)}`);
  await page.getByRole("alert").getByText("larger than 5 MB").waitFor();
  await context.close();
});

test("the template comes with a row for each pool", async () => {
  const { page, context } = await harborlight.open("/beds/import", { who: "provider" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Template with your pools" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("harborlight-counts.csv");
  await context.close();
});

test("the screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open("/beds/import", {
    who: "provider",
    locale: "es-US",
  });
  await page
    .getByLabel("Archivo", { exact: true })
    .setInputFiles({ name: "c.csv", mimeType: "text/csv", buffer: Buffer.from(file(0, 9)) });
  await page.getByRole("heading", { name: "Qué cambiaría" }).waitFor();
  expect((await englishOn(page)).filter((text) => !/Girls|Larkspur/.test(text))).toEqual([]);
  await context.close();
});
