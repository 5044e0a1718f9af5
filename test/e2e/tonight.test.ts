import { copyFile, mkdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";
import { testSettings } from "../support/config.ts";
import { providerAt } from "../support/provider.ts";

const need = "#age=15&gender=girl&languages=spa&from=zip:94607";
const pictures = "test/e2e/screenshots";

let harborlight: Harborlight;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
});
afterAll(() => harborlight.close());

const both: Device[] = ["phone", "desktop"];

describe.each(both)("on a %s", (device) => {
  test("a worker enters the need and reads which programs fit and why", async () => {
    const { page, context, complaints } = await harborlight.open("/", {
      ...{ device, who: "worker", map: true },
    });
    await page.getByRole("button", { name: "15 years" }).click();
    await page.getByRole("button", { name: "Girl", exact: true }).click();
    await page.getByRole("combobox", { name: "Where the youth is from" }).fill("94607");
    await page.getByRole("button", { name: "Spanish" }).click();
    if (device === "phone") await page.getByRole("button", { name: /^Show \d+ matches$/ }).click();

    const first = page.getByRole("article").first();
    await first.waitFor();
    await expect.poll(() => first.innerText()).toMatch(/Takes her · Speaks Spanish/);
    expect(await first.innerText()).toMatch(/\d+ open, confirmed .* ago/);
    expect(await first.getByRole("link", { name: /^Call / }).getAttribute("href")).toMatch(/^tel:/);
    expect(await page.getByRole("heading", { name: /^Takes her, bed open now/ }).count()).toBe(1);
    const wide = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(await wide()).toBe(0);
    if (device === "desktop") await page.locator(".map[aria-busy=false]").waitFor();
    const picture = `${pictures}/tonight-${device}.png`;
    await page.screenshot({ path: picture });
    if (testSettings.writePictures && device === "desktop") {
      await copyFile(picture, "test/e2e/pictures/tonight.png");
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("three matches are in sight at once, each no taller than 180 px", async () => {
    const { page, context } = await harborlight.open(`/${need}`, { device, who: "worker" });
    await page.getByRole("article").nth(2).waitFor();
    const boxes = await Promise.all(
      [0, 1, 2].map((index) => page.getByRole("article").nth(index).boundingBox()),
    );
    for (const box of boxes) expect(box?.height).toBeLessThanOrEqual(180);
    const [last] = boxes.slice(-1);
    // The map's bar and the navigation cover the rest of a phone.
    const free = device === "phone" ? 844 - 100 : 800;
    expect((last?.y ?? Infinity) + (last?.height ?? Infinity)).toBeLessThanOrEqual(free);
    await context.close();
  });

  test("GenerateHope is among the excluded, with its age as the reason", async () => {
    const { page, context } = await harborlight.open(`/${need}`, { device, who: "worker" });
    await page.getByRole("button", { name: /^Not a match \(\d+\): see why$/ }).click();
    await page.getByRole("button", { name: /^Age: \d+$/ }).click();
    const card = page.getByRole("article").filter({ hasText: "GenerateHope" });
    await card.waitFor();
    expect(await card.innerText()).toContain("Takes ages 18 and over");
    await context.close();
  });

  test("Dreamcatcher is a match without a bed count, and says how old its facts are", async () => {
    const { page, context } = await harborlight.open(`/${need}`, { device, who: "worker" });
    await page.getByRole("button", { name: /^Show \d+ more$/ }).click();
    const card = page.getByRole("article").filter({ hasText: "Dreamcatcher" });
    await card.waitFor();
    const text = await card.innerText();
    expect(text).toMatch(/Facts from .*20\d\d/);
    expect(text).toContain("Ask about:");
    expect(text).not.toMatch(/\d+ open/);
    await context.close();
  });

  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await harborlight.open("/", {
      ...{ device, colors, who: "worker", map: true },
    });
    await page.getByRole("button", { name: "15 years" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(`${harborlight.address}/${need}`);
    await page.reload();
    await page.getByRole("button", { name: /^Not a match/ }).click();
    if (device === "phone") await page.getByRole("button", { name: "Map", exact: true }).click();
    await page.locator("[data-program]").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("a provider's change shows on the open screen without a reload", async () => {
  const { page, context } = await harborlight.open(`/${need}`, { device: "phone", who: "worker" });
  await page.getByRole("article").first().waitFor();
  const provider = await providerAt(harborlight.address);
  const card = page.locator(`#match-${provider.programId}`);
  expect(await card.innerText()).not.toContain("just now");
  const loaded: string[] = [];
  page.on("framenavigated", (frame) => loaded.push(frame.url()));

  // The page tells ages by the real time, and so must the report.
  harborlight.app.clock.set(new Date());
  await provider.confirmAll();
  await card.locator(".glow").getByText("confirmed just now").waitFor();
  expect(loaded).toEqual([]);
  await context.close();
});

test("the need lives in the fragment: a reload and a shared link bring it back", async () => {
  const { page, context, requested } = await harborlight.open("/", { who: "worker" });
  await page.getByRole("button", { name: "15 years" }).click();
  await page.getByRole("button", { name: "Girl", exact: true }).click();
  await page.getByRole("combobox", { name: "Where the youth is from" }).fill("94607");
  await page.getByRole("button", { name: "Pregnant" }).click();
  await page.getByRole("article").first().waitFor();
  const link = page.url();
  expect(link).toContain("#age=15&gender=girl&from=zip:94607&circumstances=pregnant");

  await page.reload();
  await page.getByRole("article").first().waitFor();
  const pressed = page.locator("button[aria-pressed=true]");
  expect((await pressed.allInnerTexts()).map((text) => text.trim())).toEqual(
    expect.arrayContaining(["15", "Girl", "Pregnant"]),
  );

  const shared = await harborlight.open(new URL(link).pathname + new URL(link).hash, {
    device: "phone",
    who: "worker2@training.test",
  });
  await shared.page.getByRole("button", { name: /15 · Girl · 94607 · Pregnant/ }).waitFor();
  for (const address of [...requested, ...shared.requested]) {
    expect(address).not.toMatch(/94607|girl|pregnant|age=/);
  }
  await shared.context.close();
  await context.close();
});

test("everything is reached by keyboard alone", async () => {
  const { page, context } = await harborlight.open("/", { who: "worker", map: true });
  const press = async (key: string, times = 1) => {
    for (let turn = 0; turn < times; turn++) await page.keyboard.press(key);
  };
  const focused = () => page.locator(":focus").innerText();
  const tabTo = async (text: string) => {
    for (let turn = 0; turn < 60; turn++) {
      await press("Tab");
      if ((await focused()) === text) return;
    }
    throw new Error(`Tab never came to ${text}.`);
  };
  await page.getByRole("button", { name: "15 years" }).waitFor();
  await tabTo("15");
  await press("Space");
  await tabTo("Girl");
  await press("Enter");
  await press("Tab", 5);
  await page.keyboard.type("alameda");
  await page.getByRole("option", { name: "Alameda County, CA" }).waitFor();
  await press("ArrowDown");
  await press("Enter");
  await expect.poll(() => page.url()).toContain("from=county:06001");
  // The answer for this place has come once distances are told.
  await expect.poll(() => page.getByRole("article").first().innerText()).toMatch(/\d mi\b/);
  await page
    .getByRole("link", { name: /^Call / })
    .first()
    .waitFor();

  for (let turn = 0; turn < 80 && !(await focused()).startsWith("Call"); turn++) await press("Tab");
  const names = page.getByRole("article").getByRole("heading");
  const cardInFocus = () => page.locator("article:has(:focus) h3").innerText();
  expect(await cardInFocus()).toBe(await names.nth(0).innerText());
  await press("ArrowDown", 2);
  expect(await cardInFocus()).toBe(await names.nth(2).innerText());
  await press("Home");
  const firstCard = await names.nth(0).innerText();
  await tabTo("Details");
  expect(await cardInFocus()).toBe(firstCard);
  await press("Enter");
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/programs\//);
  await page.goBack();
  await page.getByRole("article").first().waitFor();
  expect(page.url()).toContain("#age=15&gender=girl&from=county:06001");
  await context.close();
});

test("list and map are in step by mouse and by keyboard", async () => {
  const { page, context, complaints } = await harborlight.open(`/${need}`, {
    ...{ who: "worker", map: true },
  });
  const markers = page.locator("[data-program]");
  await markers.first().waitFor();
  const first = page.getByRole("article").first();
  await first.hover();
  expect(await page.locator("[data-program].lit").count()).toBe(1);
  expect(await page.locator("[data-program].lit").getAttribute("aria-label")).toContain(
    await first.getByRole("heading").innerText(),
  );

  await markers.first().focus();
  await page.keyboard.press("ArrowRight");
  const label = await page.locator(":focus").getAttribute("aria-label");
  expect(await page.locator("article.lit").getByRole("heading").innerText()).toBe(
    label?.split(/: (?=Takes|Ask)/)[0],
  );
  expect(label).toMatch(/(Takes her|Ask about)/);
  expect(complaints).toEqual([]);
  await context.close();
});

test("on a phone the map is a sheet, and a tap on a marker leads to its card", async () => {
  const { page, context } = await harborlight.open(`/${need}`, {
    ...{ device: "phone", who: "worker", map: true },
  });
  await page.getByRole("article").first().waitFor();
  expect(await page.locator("[data-program]").count()).toBe(0);
  await page.getByRole("button", { name: "Map", exact: true }).tap();
  // The map shows what is near; far programs have their markers outside of it.
  const marker = page.locator('[data-program][aria-label*="Larkspur House"]');
  await marker.waitFor();
  await marker.tap();
  const card = page.locator("article.lit");
  await card.waitFor();
  const sheet = await page.getByRole("button", { name: "Close the map" }).boundingBox();
  const top = await card.boundingBox();
  expect(top?.y).toBeLessThan(sheet?.y ?? 0);
  await context.close();
});

test("an old count is called old, and its mark holds no number", async () => {
  const { page, context } = await harborlight.open(`/${need}`, { who: "worker" });
  const group = page.getByRole("region", { name: /^Takes her, beds not known/ });
  const card = group.getByRole("article").filter({ hasText: "Count too old" }).first();
  await card.waitFor();
  expect(await card.locator("svg.shape text").textContent()).toBe("?");
  expect(await card.innerText()).not.toMatch(/confirmed/);
  await context.close();
});

test("a suggestion widens the need with one tap, and undo takes it back", async () => {
  const narrow = `/${need}&within=25`;
  const { page, context } = await harborlight.open(narrow, { who: "worker" });
  await page.getByRole("article").first().waitFor();
  await page.getByRole("button", { name: /^Within 50 miles: \d+ would fit$/ }).click();
  await expect.poll(() => page.url()).toContain("within=50");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => page.url()).toContain("within=25");
  await context.close();
});

test("what would change it tells of gender and age, and offers neither as a tap", async () => {
  const boy = "/#age=15&gender=boy&from=zip:94607&within=25";
  const { page, context } = await harborlight.open(boy, { who: "worker" });
  const section = page.getByRole("region", { name: "What would change it" });
  await section.getByText(/Any gender: \d+ would fit/).waitFor();
  const offered = await section.getByRole("button").allInnerTexts();
  expect(offered.length).toBeGreaterThan(0);
  expect(offered.join("\n")).not.toMatch(/gender|[Aa]ge|area|intake/);
  const now = await page.getByRole("status").first().innerText();
  const fits = Number(/\d+/.exec(now)?.[0]);
  for (const offer of offered)
    expect(Number(/(\d+) would fit/.exec(offer)?.[1])).toBeGreaterThan(fits);
  await context.close();
});

test("where nothing fits for certain, the screen says who helps", async () => {
  const { page, context } = await harborlight.open("/#age=24&from=zip:94607&within=1", {
    who: "worker",
  });
  await page.getByRole("heading", { name: "Nothing fits for certain" }).waitFor();
  await page.getByRole("heading", { name: "Hotlines" }).waitFor();
  expect(await page.getByRole("heading", { name: "Nearest to fitting" }).count()).toBe(1);
  await context.close();
});

test("my position is rounded before it leaves the device", async () => {
  const { page, context } = await harborlight.open("/#age=15", { who: "worker" });
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 37.80441, longitude: -122.27113 });
  const asked = page.waitForRequest(
    (request) => request.url().endsWith("/api/matches") && /"lat"/.test(request.postData() ?? ""),
  );
  await page.getByRole("button", { name: "My position" }).click();
  const body = (await asked).postDataJSON() as { need: { from: unknown } };
  expect(body.need.from).toEqual({ lat: 37.8, lon: -122.27 });
  await context.close();
});

test("an unknown ZIP is answered at its field, and the last answer stays", async () => {
  const { page, context } = await harborlight.open(`/${need}`, { who: "worker" });
  await page.getByRole("article").first().waitFor();
  await page.getByRole("combobox", { name: "Where the youth is from" }).fill("00000");
  await page.getByText("This ZIP code is not known.").waitFor();
  expect(await page.getByRole("article").count()).toBeGreaterThan(0);
  await context.close();
});

test("nobody signed in reads listings without counts, and how to see them", async () => {
  const { page, context } = await harborlight.open(`/${need}`);
  await page.getByRole("article").first().waitFor();
  await page.getByText("Sign in to see open beds").waitFor();
  expect(await page.getByRole("main").innerText()).not.toMatch(/\d+ open|confirmed/);
  await context.close();
});

test("the whole screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open(`/${need}`, { who: "worker", locale: "es-US" });
  await page.getByRole("heading", { name: /^La aceptan, cama libre ahora/ }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");
  await page.getByRole("button", { name: "Training worker" }).click();
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("heading", { name: /^Takes her, bed open now/ }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await context.close();
});

test("offline, the last answer stays and says so; back online it is asked again", async () => {
  const { page, context } = await harborlight.open(`/${need}`, { who: "worker" });
  await page.getByRole("article").first().waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "16 years" }).click();
  await page.getByText("The search did not get through. Below is the answer from").waitFor();
  expect(await page.getByRole("article").count()).toBeGreaterThan(0);
  await context.setOffline(false);
  await page.getByText("The search did not get through.").waitFor({ state: "detached" });
  await context.close();
});

test("with the database away the screen says how old the answer is, and it heals", async () => {
  const { page, context } = await harborlight.open(`/${need}`, { who: "worker" });
  await page.getByRole("article").first().waitFor();
  await harborlight.cable.cut();
  try {
    await expect
      .poll(
        async () => {
          await page.getByRole("button", { name: "Boy", exact: true }).click();
          return page.getByText("The database is away.").count();
        },
        { interval: 1000, timeout: 30_000 },
      )
      .toBe(1);
    expect(await page.getByRole("article").count()).toBeGreaterThan(0);
  } finally {
    await harborlight.cable.mend();
  }
  await expect
    .poll(
      async () => {
        await page.getByRole("button", { name: "Boy", exact: true }).click();
        return page.getByText("The database is away.").count();
      },
      { interval: 1000, timeout: 30_000 },
    )
    .toBe(0);
  await context.close();
});
