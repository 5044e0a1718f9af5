import { mkdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programCalled } from "../support/api.ts";
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
const pageOf = async (name: string) => `/programs/${await programCalled(harborlight, name)}`;

describe.each(both)("on a %s", (device) => {
  test("a program from a document has no bed count, its listed capacity, and its sources", async () => {
    const { page, context, complaints } = await harborlight.open(
      await pageOf("Children of the Night"),
      { device, who: "worker", map: true },
    );
    await page.getByRole("heading", { level: 1, name: "Children of the Night" }).waitFor();
    const beds = page.getByRole("region", { name: "Beds" });
    expect(await beds.innerText()).toContain("This program has never given one.");
    expect(await beds.innerText()).toContain(
      "24 beds listed in August 2012. That is not a count of open beds.",
    );
    expect(await page.getByRole("main").innerText()).not.toMatch(/\d+ open/);
    expect(await page.getByText("Never verified. Facts from 2014").count()).toBeGreaterThan(0);
    const sources = page.getByRole("region", { name: "Where this comes from" });
    expect(await sources.innerText()).toMatch(/SACHS Literature Review[^\n]*\s+[^\n]*, 2014\s/);
    expect(await sources.innerText()).toContain("Table 1, p. 28, as of August 2012");
    const reach = page.getByRole("region", { name: "Reach them" });
    expect(await reach.innerText()).toContain("No telephone number is listed.");
    expect(await reach.getByRole("link", { name: /^Website/ }).getAttribute("href")).toBe(
      "http://www.childrenofthenight.org",
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await harborlight.open(await pageOf("Larkspur House"), {
      ...{ device, colors, who: "worker", map: true },
    });
    await page.locator("[data-program]").waitFor();
    await page.screenshot({ path: `${pictures}/program-${device}-${colors}.png` });
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("who they take is a table that leaves nothing out", async () => {
  const { page, context } = await harborlight.open(await pageOf("Juniper Landing"));
  const table = page.getByRole("table", { name: "" }).filter({ hasText: "Transgender boys" });
  await table.waitFor();
  const answer = async (who: string) =>
    table
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: who, exact: true }) })
      .getByRole("cell")
      .innerText()
      // The shape before the words is decoration.
      .then((text) => text.split("\n").at(-1));
  expect(await answer("Age")).toBe("15 to 21");
  expect(await answer("Girls")).toBe("Takes");
  expect(await answer("Boys")).toBe("Does not take");
  expect(await answer("Nonbinary youth")).toBe("Ask first");
  expect(await answer("Transgender boys")).toBe("Not stated");
  expect(await answer("Arrives after hours")).toBe("Does not take");
  expect(await answer("Other languages")).toBe("Not stated");
  expect(await table.innerText()).toMatch(/Not stated: .*gang ties/);
  await context.close();
});

test("what was never stated becomes a question, first of all about this youth", async () => {
  const path = await pageOf("Juniper Landing");
  const { page, context } = await harborlight.open(
    `${path}#age=16&gender=transgender_boy&circumstances=pregnant.self_harm.substance_use`,
    { who: "worker" },
  );
  const ask = page.getByRole("region", { name: "Ask on the telephone" });
  await ask.waitFor();
  const [aboutThisYouth, others] = await ask.getByRole("list").allInnerTexts();
  expect(aboutThisYouth).toContain("Do you take transgender boys?");
  expect(aboutThisYouth).toContain("case by case about drugs or alcohol");
  expect(aboutThisYouth).toContain("any of these: self-harm");
  // It said that it takes those who are pregnant: no question.
  expect(aboutThisYouth).not.toContain("pregnan");
  expect(others).not.toContain("transgender boys");
  expect(others).toContain("Is there an interpreter for other languages?");
  await page.getByRole("link", { name: "Back to the matches" }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/");
  expect(page.url()).toContain("gender=transgender_boy");
  await context.close();
});

test("intake hours are the program's own, also where the reader is elsewhere", async () => {
  const { page, context } = await harborlight.open(await pageOf("Juniper Landing"));
  const reach = page.getByRole("region", { name: "Reach them" });
  await reach.waitFor();
  const text = await reach.innerText();
  expect(text).toMatch(/Every day\s+8:00 AM to 8:00 PM/);
  expect(text).toContain("last intake 6:00 PM");
  expect(text).toContain("Times are Pacific Time.");
  expect(text).toMatch(/Intake (open\n|opens 8:00 AM)/);
  await context.close();
});

test("a confidential place is its county, with the shield, and nothing finer", async () => {
  const path = await pageOf("Heron Safe House");
  const { page, context, requested } = await harborlight.open(path, {
    ...{ who: "worker", map: true },
  });
  const where = page.getByRole("region", { name: "Where" });
  await where.getByText("In Contra Costa County, CA. The address is confidential.").waitFor();
  await page.locator("[data-program]").waitFor();
  expect(await page.locator("html").innerHTML()).not.toMatch(/Training Way|Concord|94520/);
  for (const address of requested) expect(address).not.toMatch(/94520|Concord/);
  await context.close();
});

test.each([
  ["nobody signed in", undefined],
  ["another program's staff", "provider"],
])("a hidden program is not there for %s, like one that never was", async (_who, who) => {
  const path = await pageOf("Heron Safe House");
  const { page, context } = await harborlight.open(path, { ...(who && { who }) });
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  const hidden = await page.getByRole("main").innerText();
  expect(hidden).not.toContain("Heron");
  for (const other of ["/programs/0199c5f0-0000-7000-8000-000000000000", "/programs/heron"]) {
    await page.goto(`${harborlight.address}${other}`);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    expect(await page.getByRole("main").innerText()).toBe(hidden);
  }
  await context.close();
});

test("what a viewer may no longer see leaves the screen at once", async () => {
  const path = await pageOf("Heron Safe House");
  const { page, context } = await harborlight.open(path, {
    // Signing out ends the session, which others of this file go on with.
    who: "worker2@training.test",
  });
  await page.getByRole("heading", { level: 1, name: /Heron/ }).waitFor();
  await page.getByRole("button", { name: "Second training worker" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  expect(await page.getByRole("main").innerText()).not.toContain("Heron");
  await context.close();
});

test("an open page follows a provider's change within a second", async () => {
  const provider = await providerAt(harborlight.address);
  const { page, context } = await harborlight.open(`/programs/${provider.programId}`, {
    who: "worker",
  });
  const beds = page.getByRole("region", { name: "Beds" });
  await beds.getByRole("listitem").first().waitFor();
  // The server's clock stands still in tests until it is set.
  harborlight.app.clock.set(new Date());
  await provider.report(0);
  await expect.poll(() => beds.innerText(), { interval: 20 }).toContain("Full, confirmed");
  const began = performance.now();
  await provider.report(3);
  await expect.poll(() => beds.innerText(), { interval: 20 }).toContain("3 open, confirmed");
  expect(performance.now() - began).toBeLessThan(1000);
  await context.close();
});

test("nobody signed in reads no counts, and how to see them", async () => {
  const { page, context } = await harborlight.open(await pageOf("Larkspur House"));
  const beds = page.getByRole("region", { name: "Beds" });
  await beds.getByText("Bed counts are shown to workers who sign in.").waitFor();
  expect(await page.getByRole("main").innerText()).not.toMatch(/\d+ open|confirmed/);
  expect(await beds.getByRole("link", { name: "Sign in" }).getAttribute("href")).toMatch(
    /^\/sign-in#%2Fprograms%2F/,
  );
  await context.close();
});

test("a hotline has no beds to count, and copes without a number", async () => {
  const hotline = await harborlight.open(await pageOf("National Human Trafficking Hotline"));
  const call = hotline.page.getByRole("link", { name: "Call 1-888-373-7888" });
  await call.waitFor();
  expect(await call.getAttribute("href")).toBe("tel:18883737888");
  expect(await hotline.page.getByRole("region", { name: "Beds" }).count()).toBe(0);
  await hotline.context.close();

  const silent = await harborlight.open(await pageOf("DCFS Command Post"));
  await silent.page.getByRole("region", { name: "Reach them" }).waitFor();
  expect(await silent.page.getByRole("main").innerText()).toContain("telephone number");
  expect(await silent.page.locator("a[href='tel:']").count()).toBe(0);
  await silent.context.close();
});

test("on paper there is the listing and nothing else", async () => {
  const { page, context } = await harborlight.open(await pageOf("Larkspur House"), {
    who: "worker",
  });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  expect(await page.locator("body > #app > header").isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
  expect(await page.getByRole("region", { name: "Who they take" }).isVisible()).toBe(true);
  await context.close();
});

test("when no answer comes the page stays and says so", async () => {
  const { page, context } = await harborlight.open(await pageOf("Larkspur House"), {
    who: "worker",
  });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await context.setOffline(true);
  await context.setOffline(false);
  await page.route("**/api/programs/*", (route) => route.abort());
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.getByText("What is shown may be behind.").waitFor();
  expect(await page.getByRole("region", { name: "Beds" }).count()).toBe(1);
  await context.close();
});

test("the whole screen is in Spanish for a browser that asks for it", async () => {
  for (const name of ["Juniper Landing", "Heron Safe House", "Children of the Night"]) {
    const { page, context } = await harborlight.open(
      `${await pageOf(name)}#age=16&gender=boy&circumstances=self_harm`,
      { who: "worker", locale: "es-US" },
    );
    await page.getByRole("heading", { name: "A quién reciben" }).waitFor();
    expect(await englishOn(page)).toEqual([]);
    await context.close();
  }
});
