import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { programCalled, readAs } from "../support/api.ts";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";

const pictures = "test/e2e/screenshots";
const pool = "Girls 15 to 17";

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
beforeEach(letTimePass);

const desk = (page: Page) => page.getByRole("region", { name: "Training: Larkspur House" });
const row = (page: Page) => desk(page).getByRole("listitem").filter({ hasText: pool });
const field = (page: Page) => desk(page).getByRole("textbox", { name: `Open beds, ${pool}` });
const fewer = (page: Page) =>
  desk(page).getByRole("button", { name: `Open beds, ${pool}: one fewer` });
const notYet = (page: Page) => row(page).getByText("Not saved yet").first();

const held = async () => {
  const path = `/api/programs/${larkspur}` as "/api/programs/{id}";
  const { pools } = await readAs(harborlight, "provider", path, "" as const);
  const found = pools?.find(({ label }) => label === pool);
  if (!found) throw new Error("The pool is not there.");
  return found;
};
const reports = async () => {
  const path = `/api/programs/${larkspur}/bed-reports` as "/api/programs/{id}/bed-reports";
  const { items } = await readAs(harborlight, "provider", path, "?limit=100");
  const { id } = await held();
  return items.filter(({ pool_id }) => pool_id === id);
};
const state = async (open: number) => {
  const answer = await fetch(`${harborlight.address}/api/programs/${larkspur}/bed-reports`, {
    method: "POST",
    headers: { ...(await harborlight.app.signIn("provider")), "content-type": "application/json" },
    body: JSON.stringify({ pools: [{ pool_id: (await held()).id, open, kept_for_missing: 0 }] }),
  });
  expect(answer.status).toBe(200);
};
beforeEach(() => state(3));

/** Everything that the device keeps of the person, as text. */
const keptOn = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("harborlight");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error("The database cannot be opened."));
    });
    const all = (store: string) =>
      new Promise<unknown[]>((resolve) => {
        const asking = database.transaction(store).objectStore(store).getAll();
        asking.onsuccess = () => resolve(asking.result);
      });
    const kept = JSON.stringify({ counts: await all("counts"), desk: await all("desk") });
    database.close();
    return kept;
  });

/** The screen, once it could be opened without network. */
const openBeds = async () => {
  const opened = await harborlight.open("/beds", { device: "phone", who: "provider" });
  await field(opened.page).waitFor();
  const ready = () =>
    opened.page.evaluate(async () => {
      const shell = await caches.open("shell");
      return (await shell.match("/")) !== undefined && navigator.serviceWorker.controller !== null;
    });
  await expect.poll(ready).toBe(true);
  return opened;
};

test("a count changed without network outlives the tab, and is sent with the time it was true", async () => {
  const { page, context } = await openBeds();
  const before = await held();
  await context.setOffline(true);
  const begun = Date.now();
  await fewer(page).click();
  await notYet(page).waitFor();
  const said = Date.now();
  await page.getByText("1 count is kept on this device").waitFor();
  await page.screenshot({ path: `${pictures}/beds-offline-phone.png` });

  // Closed and opened again, still without network.
  await page.close();
  const later = await context.newPage();
  await later.goto(`${harborlight.address}/beds`);
  await notYet(later).waitFor();
  expect(await field(later).inputValue()).toBe("2");
  expect(await later.getByText(/^Saved /).count()).toBe(0);
  expect(await seriousFindings(later)).toEqual([]);
  expect(await held()).toEqual(before);

  await later.waitForTimeout(3000);
  letTimePass();
  await context.setOffline(false);
  await row(later)
    .getByText(/^Saved \d/)
    .first()
    .waitFor();
  const [newest] = await reports();
  expect(newest?.open).toBe(2);
  const observed = Date.parse(newest?.observed_at ?? "");
  // By the server's clock as its answers tell it: whole seconds, and differences below two do not count.
  expect(observed).toBeGreaterThan(begun - 2500);
  expect(observed).toBeLessThan(said + 2500);
  expect(Date.parse(newest?.received_at ?? "")).toBeGreaterThan(said + 2500);
  expect(JSON.parse(await keptOn(later))).toMatchObject({ counts: [] });
  await context.close();
});

test("where a newer count stands by then, it goes to history and the person is told", async () => {
  const { page, context } = await openBeds();
  await context.setOffline(true);
  await fewer(page).click();
  await notYet(page).waitFor();
  await page.waitForTimeout(2500);
  letTimePass();
  await state(5);
  const written = (await reports()).length;
  await context.setOffline(false);
  await row(page)
    .getByRole("alert")
    .getByText(/^Your 2 of .* is in the history: a newer count came meanwhile and stands, 5\.$/)
    .waitFor();
  expect(await field(page).inputValue()).toBe("5");
  expect((await held()).open).toBe(5);
  expect((await reports()).length).toBe(written + 1);
  await row(page).getByRole("button", { name: "All right" }).click();
  await row(page).getByRole("alert").waitFor({ state: "detached" });
  await context.close();
});

test("every count can be confirmed without network", async () => {
  const { page, context } = await openBeds();
  await context.setOffline(true);
  await desk(page)
    .getByRole("button", { name: /^Unchanged/ })
    .click();
  await page.getByText("3 counts are kept on this device").waitFor();
  const before = await held();
  letTimePass();
  await context.setOffline(false);
  await expect.poll(async () => (await held()).version).toBeGreaterThan(before.version);
  expect((await held()).open).toBe(before.open);
  await notYet(page).waitFor({ state: "detached" });
  await context.close();
});

test("nothing that somebody else kept is sent or shown", async () => {
  const { page, context } = await openBeds();
  await page.route("**/bed-reports", (route) => route.abort());
  await fewer(page).click();
  await notYet(page).waitFor();
  const { cookie } = await harborlight.app.signIn("worker");
  await context.clearCookies();
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return { name, value, url: harborlight.address };
    }),
  );
  await page.unroute("**/bed-reports");
  const written = (await reports()).length;
  await page.reload();
  await page.getByText("This page is for staff of a program").waitFor();
  await expect.poll(() => keptOn(page)).toBe('{"counts":[],"desk":[]}');
  expect((await reports()).length).toBe(written);
  await context.close();
});

// The last, since it ends the session that the others go on with.
test("the device keeps own counts alone, and nothing once the person signs out", async () => {
  const { page, context } = await openBeds();
  await page.route("**/bed-reports", (route) => route.abort());
  await fewer(page).click();
  await notYet(page).waitFor();
  const kept = await keptOn(page);
  expect(kept).toContain(larkspur);
  expect(kept).not.toMatch(/phone|address|zip|"lat"|token|cookie|session|@/i);
  const cached = await page.evaluate(async () => {
    const caching = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return caching.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(cached.filter((path) => path !== "/" && !path.startsWith("/assets/"))).toEqual([]);

  await page.getByRole("button", { name: "Training provider" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("Sign in to keep your beds").waitFor();
  expect(JSON.parse(await keptOn(page))).toEqual({ counts: [], desk: [] });
  await context.close();
});
