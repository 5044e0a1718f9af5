import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { programCalled, readAs } from "../support/api.ts";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

const pictures = "test/e2e/screenshots";

let harborlight: Harborlight;
let larkspur: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  larkspur = await programCalled(harborlight, "Larkspur House");
});
afterAll(() => harborlight.close());

/** The server's clock stands still in tests until it is set. */
const letTimePass = () => harborlight.app.clock.set(new Date());

/** Every test begins with the same counts. */
const figures: Record<string, { open: number; total: number; kept_for_missing: number }> = {
  "Girls 11 to 14": { open: 1, total: 4, kept_for_missing: 0 },
  "Girls 15 to 17": { open: 3, total: 6, kept_for_missing: 1 },
  "One night": { open: 1, total: 2, kept_for_missing: 0 },
};
beforeEach(async () => {
  letTimePass();
  const pools = Object.values(await poolsHeld());
  const answer = await fetch(`${harborlight.address}/api/programs/${larkspur}/bed-reports`, {
    method: "POST",
    headers: { ...(await harborlight.app.signIn("provider")), "content-type": "application/json" },
    body: JSON.stringify({
      pools: pools.map(({ id, label }) => ({ pool_id: id, ...figures[label] })),
    }),
  });
  expect(answer.status).toBe(200);
});

const older = "Girls 15 to 17";
const desk = (page: Page) => page.getByRole("region", { name: "Training: Larkspur House" });
const row = (page: Page, pool = older) =>
  desk(page).getByRole("listitem").filter({ hasText: pool });
const field = (page: Page, pool = older) =>
  desk(page).getByRole("textbox", { name: `Open beds, ${pool}` });
const fewer = (page: Page, pool = older) =>
  desk(page).getByRole("button", { name: `Open beds, ${pool}: one fewer` });
const more = (page: Page, pool = older) =>
  desk(page).getByRole("button", { name: `Open beds, ${pool}: one more` });
const saved = (page: Page) =>
  row(page)
    .getByText(/^Saved \d/)
    .first()
    .waitFor();
const openBeds = async (options: Parameters<Harborlight["open"]>[1] = {}) => {
  const opened = await harborlight.open("/beds", { device: "phone", who: "provider", ...options });
  await field(opened.page).waitFor();
  return opened;
};
const poolsHeld = async () => {
  const query = "" as const;
  const { pools } = await readAs(
    harborlight,
    "provider",
    `/api/programs/${larkspur}` as "/api/programs/{id}",
    query,
  );
  return Object.fromEntries((pools ?? []).map((pool) => [pool.label, pool]));
};
const reports = async () =>
  (
    await readAs(
      harborlight,
      "provider",
      `/api/programs/${larkspur}/bed-reports` as "/api/programs/{id}/bed-reports",
    )
  ).total;

describe.each<Device>(["phone", "desktop"])("on a %s", (device) => {
  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await openBeds({ device, colors });
    await page.screenshot({ path: `${pictures}/beds-${device}-${colors}.png` });
    await row(page).getByRole("button", { name: /^of 6/ }).click();
    await page.getByText("Not counted as open").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("one tap confirms every count of all programs", async () => {
  const { page, context } = await openBeds();
  const since = harborlight.app.clock.now().toISOString();
  letTimePass();
  const told = page.getByText(/^Confirmed .*: every count still true/);
  await page.getByRole("button", { name: "All unchanged" }).tap();
  await expect.poll(() => told.count()).toBe(2);
  const pools = Object.values(await poolsHeld());
  expect(pools.every((pool) => (pool.observed_at ?? "") > since)).toBe(true);
  await context.close();
});

test("the whole night's work is in sight on a phone, in reach of a thumb", async () => {
  const { page, context } = await openBeds();
  const fields = page.getByRole("textbox", { name: /^Open beds/ });
  await expect.poll(() => fields.count()).toBe(6);
  const navigation = await page.getByRole("navigation").boundingBox();
  const last = await fields.last().boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0);
  for (const unchanged of await page.getByRole("button", { name: /^Unchanged/ }).all()) {
    const box = await unchanged.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0);
  }
  const buttons = await page.getByRole("main").getByRole("button").all();
  for (const button of buttons) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  await context.close();
});

test("quick taps are one statement, saved at once and undone with one tap", async () => {
  const { page, context, complaints } = await openBeds();
  const [before, written] = [Number(await field(page).inputValue()), await reports()];
  await fewer(page).click();
  await fewer(page).click();
  expect(await field(page).inputValue()).toBe(String(before - 2));
  await saved(page);
  expect((await poolsHeld())[older]?.open).toBe(before - 2);
  expect(await reports()).toBe(written + 1);

  await row(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => field(page).inputValue()).toBe(String(before));
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before);
  expect(await reports()).toBe(written + 2);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a slip that is put right before it is saved is no statement", async () => {
  const { page, context } = await openBeds();
  const written = await reports();
  await fewer(page).click();
  await more(page).click();
  await page.waitForTimeout(1200);
  expect(await reports()).toBe(written);
  await context.close();
});

test("a statement about one pool does not make another look newer", async () => {
  const { page, context } = await openBeds();
  const before = await poolsHeld();
  letTimePass();
  await fewer(page).click();
  await saved(page);
  const after = await poolsHeld();
  expect(after["One night"]?.observed_at).toBe(before["One night"]?.observed_at);
  expect(after[older]?.observed_at).not.toBe(before[older]?.observed_at);
  await more(page).click();
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before[older]?.open);
  await context.close();
});

test("one tap says that every count is still true", async () => {
  const { page, context } = await openBeds();
  const before = await poolsHeld();
  letTimePass();
  await desk(page)
    .getByRole("button", { name: /^Unchanged/ })
    .click();
  await expect
    .poll(
      async () =>
        Object.values(await poolsHeld())
          .map((pool) => pool.observed_at)
          .sort()[0],
    )
    .not.toBe(Object.values(before)[0]?.observed_at);
  const after = await poolsHeld();
  for (const [label, pool] of Object.entries(before)) {
    expect(after[label]?.open).toBe(pool.open);
    expect(Date.parse(after[label]?.observed_at ?? "")).toBeGreaterThan(
      Date.parse(pool.observed_at ?? ""),
    );
  }
  await context.close();
});

test("a number that was not saved stays, says so, and is saved when tried again", async () => {
  const { page, context } = await openBeds();
  const before = Number(await field(page).inputValue());
  const written = await reports();
  const keys: (string | undefined)[] = [];
  await page.route("**/bed-reports", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    // The first request arrives, its answer does not.
    if (keys.length === 1) await route.fetch();
    if (keys.length <= 2) await route.abort();
    else await route.continue();
  });
  await fewer(page).click();
  await row(page).getByText("Not saved").first().waitFor();
  expect(await field(page).inputValue()).toBe(String(before - 1));

  await row(page).getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => keys.length).toBe(2);
  await row(page).getByRole("button", { name: "Try again" }).click();
  await saved(page);
  expect(new Set(keys).size).toBe(1);
  expect(await reports()).toBe(written + 1);
  expect((await poolsHeld())[older]?.open).toBe(before - 1);

  await row(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before);
  await context.close();
});

test("an unsaved number is still there when one comes back to the screen", async () => {
  const { page, context } = await openBeds();
  const before = Number(await field(page).inputValue());
  await page.route("**/bed-reports", (route) => route.abort());
  await fewer(page).click();
  await row(page).getByText("Not saved").first().waitFor();
  await page.getByRole("link", { name: "Directory" }).click();
  await page.getByRole("searchbox").waitFor();
  await page.getByRole("link", { name: "My beds" }).click();
  await row(page).getByText("Not saved").first().waitFor();
  expect(await field(page).inputValue()).toBe(String(before - 1));
  await page.unroute("**/bed-reports");
  // It is sent by itself as soon as it can be; nobody has to try again.
  const held = async () => (await poolsHeld())[older]?.open;
  await expect.poll(held, { timeout: 60_000 }).toBe(before - 1);
  await more(page).click();
  await expect.poll(held).toBe(before);
  await context.close();
});

test("whoever leaves the screen right after a tap has it saved all the same", async () => {
  const { page, context } = await openBeds();
  const before = Number(await field(page).inputValue());
  await fewer(page).click();
  await page.getByRole("link", { name: "Directory" }).click();
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before - 1);
  await page.getByRole("link", { name: "My beds" }).click();
  await more(page).click();
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before);
  await context.close();
});

test("a colleague's change is on the screen, and is never overwritten unasked", async () => {
  const mine = await openBeds();
  const theirs = await openBeds();
  const before = Number(await field(mine.page).inputValue());
  await fewer(theirs.page).click();
  await expect.poll(() => field(mine.page).inputValue()).toBe(String(before - 1));

  // What the colleague says next does not come through before the own tap.
  await mine.page.route("**/api/programs/*", (route) => route.abort());
  await fewer(theirs.page).click();
  await saved(theirs.page);
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before - 2);
  await more(mine.page).click();
  await mine.page.unroute("**/api/programs/*");
  const conflict = row(mine.page).getByRole("alert");
  await conflict
    .getByText(`A colleague set this to ${before - 2} meanwhile. Your ${before} is not saved.`)
    .waitFor();
  expect((await poolsHeld())[older]?.open).toBe(before - 2);
  await conflict.getByRole("button", { name: `Save ${before}` }).click();
  await expect.poll(async () => (await poolsHeld())[older]?.open).toBe(before);
  await expect.poll(() => field(theirs.page).inputValue()).toBe(String(before));
  await mine.context.close();
  await theirs.context.close();
});

test("the size of a pool and beds kept for a missing youth are one step further", async () => {
  const { page, context } = await openBeds();
  const before = (await poolsHeld())["One night"];
  await row(page, "One night").getByRole("button", { name: /^of 2/ }).click();
  await desk(page)
    .getByRole("button", { name: "Beds kept for a missing youth, One night: one more" })
    .click();
  await expect.poll(async () => (await poolsHeld())["One night"]?.kept_for_missing).toBe(1);
  // Two beds, one kept: no second one can be open.
  expect(await more(page, "One night").isDisabled()).toBe(true);
  await desk(page).getByRole("button", { name: "Beds in all, One night: one more" }).click();
  await expect.poll(async () => (await poolsHeld())["One night"]?.total).toBe(3);
  expect((await poolsHeld())["One night"]?.open).toBe(before?.open);
  await context.close();
});

test("intake is paused in two taps, shown as workers see it, and goes on with one", async () => {
  const { page, context, complaints } = await openBeds();
  const intake = async () =>
    (
      await readAs(
        harborlight,
        "worker",
        `/api/programs/${larkspur}` as "/api/programs/{id}",
        "" as const,
      )
    ).intake;
  await desk(page)
    .getByRole("button", { name: /^Workers see/ })
    .click();
  const seen = desk(page).getByRole("group", { name: "As workers see it" });
  await seen.getByRole("heading", { name: older }).waitFor();
  expect(await seen.getByRole("link").count()).toBe(0);
  const before = (await poolsHeld())[older]?.observed_at;

  await desk(page)
    .getByRole("button", { name: /^Pause intake/ })
    .click();
  await page.screenshot({ path: `${pictures}/beds-pausing-phone.png`, fullPage: true });
  expect(await seriousFindings(page)).toEqual([]);
  await desk(page).getByRole("button", { name: "Too few staff" }).click();
  await desk(page)
    .getByText(/^Intake is paused until .* Reason: too few staff/)
    .waitFor();
  expect(await intake()).toMatchObject({ pause_reason: "staffing", open_now: false });
  await seen.getByText(/^Intake paused until/).waitFor();

  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await desk(page)
    .getByText(/^Intake is paused/)
    .waitFor({ state: "detached" });
  expect((await intake()).paused_until).toBeNull();

  await desk(page)
    .getByRole("button", { name: /^Pause intake/ })
    .click();
  await desk(page).getByRole("button", { name: "Another time" }).click();
  expect(await desk(page).getByRole("button", { name: "Quarantine" }).isDisabled()).toBe(true);
  await desk(page).getByLabel("Day and time").fill("2001-03-02T07:00");
  await desk(page).getByText("That time has passed.").waitFor();
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await desk(page).getByLabel("Day and time").fill(`${soon}T07:00`);
  await desk(page).getByRole("button", { name: "Quarantine" }).click();
  await desk(page)
    .getByRole("button", { name: /^Resume/ })
    .click();
  await desk(page)
    .getByText(/^Intake is paused/)
    .waitFor({ state: "detached" });
  expect((await intake()).paused_until).toBeNull();
  expect((await poolsHeld())[older]?.observed_at).toBe(before);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a session that ended is said where the number was not saved", async () => {
  const { page, context } = await openBeds();
  await context.clearCookies();
  await fewer(page).click();
  await row(page).getByText("Not saved").first().waitFor();
  expect(await row(page).getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe(
    "/sign-in#%2Fbeds",
  );
  await context.close();
});

test("everybody else is told whom the screen is for", async () => {
  const nobody = await harborlight.open("/beds");
  await nobody.page.getByText("Sign in to keep your beds").waitFor();
  await nobody.context.close();
  const worker = await harborlight.open("/beds", { who: "worker" });
  await worker.page.getByText("This page is for staff of a program").waitFor();
  await worker.context.close();
});

test("the whole screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open("/beds", {
    ...{ device: "phone", who: "provider", locale: "es-US" },
  });
  await page
    .getByRole("button", { name: /^Sin cambios/ })
    .first()
    .waitFor();
  await page.getByRole("button", { name: /^de 6/ }).first().click();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
