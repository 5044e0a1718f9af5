import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishMonths } from "../../server/gaps/demand/tidy-demand.ts";
import {
  openHarborlight,
  seriousFindings,
  type Harborlight,
  type PageOptions,
} from "../support/browser.ts";

const pictures = "test/e2e/screenshots";
// Alameda, Los Angeles, Modoc, San Diego, Clark in Nevada.
const counties = ["06001", "06037", "06049", "06073", "32003"];

let harborlight: Harborlight;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight({ counties });
});
afterAll(() => harborlight.close());

const open = (path: string, options: PageOptions = {}) =>
  harborlight.open(`/gaps${path}`, { who: "analyst", ...options });
const looks = [
  ["phone", "dark"],
  ["desktop", "light"],
] as const;
const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
/** By how many pixels a page scrolls sideways. */
const widthTooMuch = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

describe("an analyst's own profiles", () => {
  test("are added by keyboard, used at once on the map, changed, removed, and brought back", async () => {
    const { page, context, complaints } = await open("/profiles");
    await page.getByRole("button", { name: "Add a profile" }).press("Enter");
    const form = page.getByRole("form", { name: "A profile of your own" });
    expect(await form.getByLabel("Name").evaluate((it) => it === document.activeElement)).toBe(
      true,
    );
    await form.getByRole("button", { name: "Keep the profile" }).press("Enter");
    await form.getByText("Choose an age first").waitFor();
    await form.getByRole("button", { name: "14 years" }).press("Enter");
    await form.getByRole("button", { name: "Boy", exact: true }).press("Enter");
    await form.getByRole("button", { name: "Pregnant" }).press("Enter");
    await form.getByRole("button", { name: "Keep the profile" }).press("Enter");
    await form.getByText("This youth is not pregnant").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await form.getByRole("button", { name: "Pregnant" }).press("Enter");
    await form.getByRole("button", { name: "Spanish" }).press("Enter");
    await form.getByRole("button", { name: "Keep the profile" }).press("Enter");
    await page.getByText("Boy · 14 · speaks Spanish only is kept.").waitFor();

    const own = page.getByRole("region", { name: "Your own" });
    await own.getByRole("button", { name: /^Change: Boy/ }).press("Enter");
    const change = page.getByRole("form", { name: "Change the profile" });
    await change.getByLabel("Name").fill("Boy from the border");
    await change.getByRole("button", { name: "Keep the profile" }).press("Enter");
    await own.getByRole("heading", { name: "Boy from the border" }).waitFor();

    await own.getByRole("link", { name: "Show on the map: Boy from the border" }).press("Enter");
    await page.getByRole("heading", { name: "Counties: Boy from the border" }).waitFor();
    // The choice has its own profiles a moment after their answer.
    await expect
      .poll(() => page.getByLabel("For whom").inputValue(), { timeout: 15_000 })
      .toMatch(/^[0-9a-f-]{36}$/);

    await page.goBack();
    await own.getByRole("button", { name: "Remove: Boy from the border" }).press("Enter");
    await page.getByText("Boy from the border is removed.").waitFor();
    await page.getByText("None yet.").waitFor();
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await own.getByRole("heading", { name: "Boy from the border" }).waitFor();
    // The browser's own line for the refusal that was looked for.
    expect(complaints.filter((line) => !line.includes("400"))).toEqual([]);
    await context.close();
  });

  test("are explained in Spanish, too", async () => {
    const { page, context } = await open("/profiles", { locale: "es-US", device: "phone" });
    await page.getByRole("button", { name: "Agregar un perfil" }).tap();
    await page.getByRole("button", { name: "Otra" }).tap();
    const age = page.getByRole("textbox", { name: "Edad" });
    await age.fill("19");
    await age.press("Tab");
    await page.getByRole("button", { name: "Sin tutor que firme" }).tap();
    await page.getByRole("button", { name: "Guardar el perfil" }).tap();
    await page.getByText("Desde los 18 no hace falta tutor: quítelo.").waitFor();
    await context.close();
  });

  test.each(looks)("look right on a %s in the %s", async (device, colors) => {
    const { page, context, complaints } = await open("/profiles", { device, colors });
    await page.getByRole("button", { name: "Begin from this: Girl · 16 · Pregnant" }).click();
    await page.getByRole("form", { name: "A profile of your own" }).waitFor();
    await picture(page, `gap-profiles-${device}-${colors}`);
    expect(await widthTooMuch(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("what if", () => {
  test("tells before and after of a program that is not there, and comes back with the way back", async () => {
    const { page, context, requested, complaints } = await open("/what-if");
    await page.getByRole("button", { name: "See what would change" }).press("Enter");
    await page.getByText("Enter a ZIP code or choose a county.").waitFor();
    const where = page.getByRole("combobox", { name: "Where it would be" });
    await where.fill("modoc");
    await page.getByRole("option", { name: "Modoc County, CA" }).waitFor();
    await where.press("Enter");
    await page.getByRole("button", { name: "See what would change" }).press("Enter");
    const results = page.getByRole("region", { name: "What would change" });
    await results.getByText("In Modoc County, CA, serving 4 counties.").waitFor();
    const table = results.getByRole("region", { name: "County by county" });
    await table.getByRole("columnheader", { name: "What stands in the way" }).waitFor();
    const rows = await table.getByRole("row").count();
    expect(rows).toBeGreaterThan(2);
    // Who stands first gains most: from nothing that fits to an open bed.
    expect(await table.getByRole("row").nth(1).textContent()).toContain("After");

    const summary = results.getByRole("region", { name: "Counties that would be served" });
    await summary.getByRole("button", { name: "Boy · 13" }).press("Enter");
    await expect
      .poll(() => table.getByRole("row").filter({ hasNotText: "Boy · 13" }).count())
      .toBe(1);
    await table.getByRole("button", { name: "County", exact: true }).press("Enter");
    expect(
      await table.getByRole("columnheader", { name: "County" }).getAttribute("aria-sort"),
    ).toBe("ascending");

    // What it is stands behind the #, and comes back with the way back.
    await page.getByRole("button", { name: "Girl", exact: true }).first().press("Enter");
    await page.getByText("You have changed the program since.").waitFor();
    await page.getByRole("link", { name: "For whom" }).click();
    await page.getByRole("heading", { name: "For whom", level: 1 }).waitFor();
    await page.goBack();
    await results.getByText("In Modoc County, CA, serving 4 counties.").waitFor();
    const girl = page.getByRole("button", { name: "Girl", exact: true }).first();
    expect(await girl.getAttribute("aria-pressed")).toBe("false");
    expect(requested.filter((url) => url.includes("06049"))).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(looks)("looks right on a %s in the %s", async (device, colors) => {
    const program =
      "#kind=safe_house&at=county:06049&serves=chosen&areas=CA.NV&ages=12-17&genders=boy&policies=gang_involvement:declines&intake=always&beds=6_6_d_-_";
    const { page, context, complaints } = await open(`/what-if${program}`, { device, colors });
    await page.getByRole("heading", { name: "What would change" }).waitFor();
    await expect
      .poll(() => page.locator('.map[aria-busy="false"]').count(), { timeout: 60_000 })
      .toBe(1);
    await picture(page, `gap-what-if-${device}-${colors}`);
    expect(await widthTooMuch(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("and the other studies are nobody's but an analyst's", async () => {
    for (const path of ["/what-if", "/profiles", "/inventory"]) {
      const { page, context } = await open(path, { who: "worker" });
      await page.getByRole("heading", { name: "Gaps are for analysts" }).waitFor();
      await context.close();
    }
  });
});

describe("a county's brief", () => {
  /** As many pages as a browser would print. */
  const pagesOf = async (page: Page, format: "Letter" | "A4") => {
    const pdf = (await page.pdf({ format })).toString("latin1");
    return pdf.match(/\/Type\s*\/Page\b/g)?.length;
  };
  const published = async () => {
    const { database, clock } = harborlight.app;
    // A year in which every figure can be told, so that nothing is shorter than it can be.
    await database.owner`insert into demand_events
      (kind, hour, asked_by, age_band, county, found, barrier, outcome, waited, decline_reason)
      select kind, date_trunc('month', now() at time zone 'UTC') - month * interval '1 month',
        'worker', '14_15', '06001', found, null, outcome, waited, reason
      from generate_series(1, 13) month, generate_series(1, 300) times, (values
        ('search', 'open_bed', null, null, null), ('search', 'fit', null, null, null),
        ('search', 'none', null, null, null), ('request', null, 'arrived', '0_15', null),
        ('request', null, 'declined', null, null), ('decline', null, null, null, 'full'),
        ('decline', null, null, null, 'staffing'), ('decline', null, null, null, 'age'),
        ('decline', null, null, null, 'gender')) fact (kind, found, outcome, waited, reason)`;
    await publishMonths(database, new Date(clock.now().getTime() + 3 * 86_400_000));
  };
  const printed = async (county: string, locale: "en-US" | "es-US") => {
    const { page, context, complaints } = await open(`/counties/${county}`, { locale });
    await page.getByRole("table").first().waitFor();
    const text = async () => (await page.locator("main").textContent()) ?? "";
    expect([await pagesOf(page, "Letter"), await pagesOf(page, "A4")]).toEqual([2, 2]);
    expect(complaints).toEqual([]);
    return { page, context, text };
  };

  test("is two pages on paper: before anything is published, with a year of it, and elsewhere", async () => {
    const first = await printed("06001", "en-US");
    expect(await first.text()).toContain("No month has been published yet.");
    await first.context.close();
    await published();
    const whole = await printed("06001", "en-US");
    expect(await whole.page.getByRole("row").filter({ hasText: "900" }).count()).toBeGreaterThan(
      11,
    );
    await whole.context.close();
    const spanish = await printed("06001", "es-US");
    await spanish.context.close();
    const elsewhere = await printed("32003", "en-US");
    expect(await elsewhere.text()).toContain("told to analysts of this region only");
    await elsewhere.context.close();
  });

  test("of a region of Connecticut leads to the counties in which it lies", async () => {
    const { page, context } = await open("/counties/09110");
    await page.getByText("09110 is not a county of this map").waitFor();
    await page.getByRole("link", { name: "Hartford County, CT" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });

  test.each(looks)("reads well on a %s in the %s", async (device, colors) => {
    const { page, context, complaints } = await open("/counties/06001", { device, colors });
    await page.getByRole("table").first().waitFor();
    await picture(page, `gap-brief-${device}-${colors}`);
    expect(await widthTooMuch(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Print or save as PDF" }).isVisible()).toBe(
      false,
    );
    await context.close();
  });
});

describe("the inventory", () => {
  const survey = "?date=2012-08-31&state=CA&dedicated=yes&by=gender";

  test.each(looks)("shows the survey of 2012 on a %s in the %s", async (device, colors) => {
    const { page, context, complaints } = await open(`/inventory${survey}`, { device, colors });
    await page.getByRole("heading", { name: "On August 31, 2012" }).waitFor();
    const told = await page.getByRole("definition").allTextContents();
    expect(told.slice(0, 3).map((words) => words.trim().split(/\s/)[0])).toEqual([
      ...["10", "4", "369"],
    ]);
    const boys = page.getByRole("row").filter({ hasText: /^Boy/ });
    expect(await boys.getByRole("cell").nth(2).textContent()).toBe("24");
    await picture(page, `gap-inventory-${device}-${colors}`);
    expect(await widthTooMuch(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is asked in the address, sorted by keyboard, taken away, and says when a day is none", async () => {
    const { page, context } = await open(`/inventory${survey}`);
    await page.getByRole("button", { name: "Kind", exact: true }).press("Enter");
    await expect.poll(() => page.url()).toContain("by=gender.kind");
    const head = page.getByRole("columnheader", { name: "Listed beds" });
    await head.getByRole("button").press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("harborlight-inventory.csv");
    await page.getByLabel("On the day").fill("2011-05-01");
    await page.getByText("Nothing is known before April 13, 2012.").waitFor();
    await context.close();
  });
});
