import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { programCalled, readAs } from "../support/api.ts";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";
import { openSilencer, type Silencer } from "../support/silencer.ts";

const pictures = "test/e2e/screenshots";
const need = "#age=13&gender=girl&languages=spa&from=zip:94607";
const lost = "Connection lost. Counts may have changed; call before you drive.";
/** By no clock of the page: what heals only when the screen asks again of itself is too late. */
const promptly = { timeout: 15_000 };

let harborlight: Harborlight;
let silencer: Silencer;
let house: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  silencer = await openSilencer(harborlight.address);
  house = await programCalled(harborlight, "Larkspur House");
});
afterAll(async () => {
  await silencer.close();
  await harborlight.close();
});
/** States beds in the pool for 11 to 14 years, and that there are no others. */
const report = async (open: number) => {
  const { address, app } = harborlight;
  app.clock.set(new Date());
  const path = `/api/programs/${house}`;
  const { pools } = await readAs(harborlight, "provider", path as "/api/programs/{id}");
  const answer = await fetch(`${address}${path}/bed-reports`, {
    method: "POST",
    headers: { ...(await app.signIn("provider")), "content-type": "application/json" },
    body: JSON.stringify({
      pools: pools?.map(({ id, label }) => ({
        ...{ pool_id: id, open: label.includes("11") ? open : 0, total: 8 },
      })),
    }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  app.clock.set(new Date());
};

beforeEach(() => report(2));

const notLive = (page: Page) => page.getByText(lost);
const isLive = (page: Page) => expect.poll(() => notLive(page).count(), promptly).toBe(0);

const screens = [
  ["the matches", `/${need}`, (page: Page) => page.locator(`#match-${house}`)],
  ["the directory", "/directory?q=larkspur", (page: Page) => page.locator(`#hit-${house}`)],
  ["a program's page", undefined, (page: Page) => page.locator("article.program")],
] as const;

describe.each(screens)("%s", (what, path, place) => {
  test("without network say so, and catch up without a tap when it is back", async () => {
    const { page, context } = await harborlight.open(path ?? `/programs/${house}`, {
      ...{ device: "phone", who: "worker" },
    });
    await place(page)
      .getByText(/\b2 open/)
      .first()
      .waitFor();
    await context.setOffline(true);
    await notLive(page).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.screenshot({
      path: `${pictures}/away-${what.replaceAll(/\W/g, "-")}.png`,
    });
    await report(5);
    await context.setOffline(false);
    await place(page)
      .getByText(/\b5 open/)
      .first()
      .waitFor(promptly);
    await isLive(page);
    await context.close();
  });
});

test("an answer from before what was told is not left standing", async () => {
  const { page, context } = await harborlight.open("/resources", {
    device: "phone",
    who: "worker",
  });
  let [former, late] = ["", false];
  // The instance that answers has not heard yet of what another one told.
  await page.route("**/api/matches", async (route) => {
    const response = await route.fetch();
    former ||= await response.text();
    await route.fulfill({ response, ...(late && { body: former }) });
    late = false;
  });
  await page.goto(`${harborlight.address}/${need}`);
  const card = page.locator(`#match-${house}`);
  await card
    .getByText(/^2 open/)
    .first()
    .waitFor();
  late = true;
  await report(4);
  await card
    .getByText(/^4 open/)
    .first()
    .waitFor(promptly);
  expect(late).toBe(false);
  await context.close();
});

/** The matches behind the silencer, with a clock that the test moves. */
const openBehind = async () => {
  const opened = await harborlight.open("/resources", { device: "phone", who: "worker" });
  await opened.page.clock.install();
  await opened.page.goto(`${silencer.address}/${need}`);
  const card = opened.page.locator(`#match-${house}`);
  const shows = (open: number) =>
    card
      .getByText(new RegExp(`^${open} open`))
      .first()
      .waitFor(promptly);
  await shows(2);
  await report(3);
  await shows(3);
  return { ...opened, shows, streams: silencer.streams() };
};

test("a stream that has died without a word is noticed, said and replaced", async () => {
  const { page, context, shows, streams } = await openBehind();
  silencer.silence();
  await context.route("**/api/live", (route) => route.abort());
  // Two beats and a half; the screen's own asking comes after a minute.
  await page.clock.runFor(45_000);
  await notLive(page).waitFor(promptly);
  await page.screenshot({ path: `${pictures}/not-live.png` });
  await report(4);
  await context.unroute("**/api/live");
  await page.clock.runFor(2000);
  await shows(4);
  await isLive(page);
  expect(silencer.streams()).toBeGreaterThan(streams);
  await report(6);
  await shows(6);
  await context.close();
});

test("a device that slept catches up, and hears again of what changes", async () => {
  const { page, context, shows } = await openBehind();
  silencer.silence();
  await report(4);
  await page.clock.fastForward("02:00:00");
  await shows(4);
  await isLive(page);
  await report(6);
  await shows(6);
  await context.close();
});
