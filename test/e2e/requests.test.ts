import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { programCalled, readAs } from "../support/api.ts";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
  type PageOptions,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

const pictures = "test/e2e/screenshots";
const need =
  "age=16&gender=girl&languages=spa&from=zip:94607&kinds=emergency_shelter.transitional_living";
const house = "Training: Larkspur House";
const landing = "Training: Juniper Landing";
const pool = "Girls 15 to 17";

let harborlight: Harborlight;
let larkspur: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  larkspur = await programCalled(harborlight, "Larkspur House");
});
afterAll(() => harborlight.close());

const post = async (who: string, path: string, body?: unknown) => {
  const { cookie } = await harborlight.app.signIn(who);
  return fetch(`${harborlight.address}/api${path}`, {
    method: "POST",
    headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};
const workers = ["worker", "worker2@training.test"];
const requestsOf = (who: string) => readAs(harborlight, who, "/api/requests");

/** States that so many beds of the pool are open, and none of the program's others. */
const count = async (open: number) => {
  const { pools } = await readAs(
    harborlight,
    "provider",
    `/api/programs/${larkspur}` as "/api/programs/{id}",
  );
  const stated = pools?.map(({ id, label }) => ({ pool_id: id, open: label === pool ? open : 0 }));
  const answer = await post("provider", `/programs/${larkspur}/bed-reports`, { pools: stated });
  expect(answer.status).toBe(200);
};

/** Every test begins with three open beds and nobody waiting. */
beforeEach(async () => {
  harborlight.app.clock.set(new Date());
  for (const who of workers) {
    const { items } = await requestsOf(who);
    const open = items.flatMap(({ holds }) => holds.filter(({ may }) => may.includes("release")));
    for (const { id } of open) expect((await post(who, `/holds/${id}/release`)).status).toBe(200);
  }
  await count(3);
});

const openTonight = (options: PageOptions = {}) =>
  harborlight.open(`/#${need}`, { device: "phone", who: "worker", ...options });
const card = (page: Page, program: string) => page.getByRole("article", { name: program });
const askButton = (page: Page, program: string) =>
  card(page, program).getByRole("button", { name: `Ask for the bed: ${program}` });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Ask for the bed" });
const choice = (page: Page, program: string) =>
  dialog(page).getByRole("checkbox", { name: program });

/** Asks these programs, the first from its card, the others in the dialog. */
const ask = async (page: Page, first: string, ...others: string[]) => {
  await askButton(page, first).click();
  for (const other of others) await choice(page, other).check();
  await dialog(page)
    .getByRole("button", { name: /^Ask \d program/ })
    .click();
  await page.getByRole("heading", { name: "My requests" }).waitFor();
};
const hold = (page: Page, program: string) =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: program }) })
    .first();
const incoming = (page: Page) => page.getByRole("region", { name: /waits? for your answer/ });
const openDesk = (options: PageOptions = {}) =>
  harborlight.open("/beds", { device: "phone", who: "provider", ...options });

describe("asking", () => {
  test("a card with its three buttons is still no taller than 180 px on a phone", async () => {
    const { page, context } = await openTonight();
    await askButton(page, house).waitFor();
    await page.screenshot({ path: `${pictures}/ask-cards-phone.png` });
    const boxes = await Promise.all(
      (await page.getByRole("article").all()).slice(0, 3).map((one) => one.boundingBox()),
    );
    for (const box of boxes) expect(box?.height).toBeLessThanOrEqual(180);
    const actions = await card(page, house)
      .getByRole("button")
      .or(card(page, house).getByRole("link"))
      .all();
    for (const action of actions) {
      expect((await action.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
  });

  test("who cannot ask is offered no way to", async () => {
    for (const options of [{}, { who: "provider" }] as const) {
      const { page, context } = await harborlight.open(`/#${need}`, options);
      await page.getByRole("article").first().waitFor();
      expect(await page.getByRole("button", { name: /^Ask for the bed/ }).count()).toBe(0);
      await context.close();
    }
  });

  test("a double tap asks once, and says what was asked", async () => {
    const { page, context, complaints } = await openTonight();
    const { total } = await requestsOf("worker");
    await askButton(page, house).click();
    await dialog(page).getByText("16 years old · girl · Spanish · Alameda County, CA").waitFor();
    await dialog(page).getByRole("button", { name: "Ask 1 program" }).dblclick();
    await page.getByRole("heading", { name: "My requests" }).waitFor();
    await hold(page, house).getByText("Waiting for an answer. A bed is kept meanwhile.").waitFor();
    expect((await requestsOf("worker")).total).toBe(total + 1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("an answer that was lost asks nobody twice when tried again", async () => {
    const { page, context } = await openTonight();
    const { total } = await requestsOf("worker");
    let lost = 0;
    await page.route("**/api/requests", async (route) => {
      if (route.request().method() !== "POST" || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await askButton(page, house).click();
    const send = dialog(page).getByRole("button", { name: "Ask 1 program" });
    await send.click();
    await dialog(page).getByText("nobody is asked twice").waitFor();
    await send.click();
    await page.getByRole("heading", { name: "My requests" }).waitFor();
    expect((await requestsOf("worker")).total).toBe(total + 1);
    await context.close();
  });

  test("no more than three can be chosen, by keyboard alone", async () => {
    const { page, context } = await harborlight.open("/#age=16&gender=girl", { who: "worker" });
    await askButton(page, house).focus();
    await page.keyboard.press("Enter");
    const boxes = dialog(page).getByRole("checkbox");
    await expect.poll(() => boxes.count()).toBeGreaterThan(3);
    await boxes.nth(1).focus();
    await page.keyboard.press("Space");
    await boxes.nth(2).focus();
    await page.keyboard.press("Space");
    expect(await boxes.nth(3).isDisabled()).toBe(true);
    await dialog(page).getByRole("button", { name: "Ask 3 programs" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog(page).count()).toBe(0);
    expect(
      await askButton(page, house).evaluate((button) => button === document.activeElement),
    ).toBe(true);
    await context.close();
  });

  test("a program's page asks for the need it was opened with", async () => {
    const { page, context } = await harborlight.open(`/programs/${larkspur}#${need}`, {
      device: "phone",
      who: "worker",
    });
    await page.getByRole("button", { name: "Ask for the bed" }).click();
    await dialog(page).getByText("the county of 94607").waitFor();
    await dialog(page).getByRole("button", { name: "Ask 1 program" }).click();
    await hold(page, house).getByText("Waiting for an answer.").waitFor();
    await context.close();
  });
});

describe("answering", () => {
  test("the desk hears of a request, accepts it, and the worker sees it, all without a reload", async () => {
    const desk = await openDesk();
    const { page, context, complaints } = await openTonight();
    await desk.page
      .getByRole("textbox", { name: /^Open beds/ })
      .first()
      .waitFor();
    await ask(page, house);
    await incoming(desk.page).getByText("16 years old · girl · Spanish").waitFor();
    expect(await desk.page.title()).toMatch(/^\(1\) /);
    await desk.page.getByRole("link", { name: "My beds 1 waiting" }).waitFor();
    await incoming(desk.page)
      .getByRole("button", { name: /^Accept/ })
      .click();
    await hold(page, house)
      .getByText(/^Accepted .*: the bed is promised\./)
      .waitFor();
    await desk.page.getByText("You promised the bed").waitFor();
    await expect.poll(() => desk.page.title()).not.toMatch(/^\(/);
    expect([...complaints, ...desk.complaints]).toEqual([]);
    await desk.context.close();
    await context.close();
  });

  test("one tap on a reason declines, and the worker reads it", async () => {
    const desk = await openDesk();
    const { page, context } = await openTonight();
    await ask(page, house);
    await incoming(desk.page)
      .getByRole("button", { name: /^Decline/ })
      .click();
    await incoming(desk.page).getByRole("button", { name: "Not enough staff" }).click();
    await hold(page, house).getByText("Declined: not enough staff.").waitFor();
    await expect.poll(() => incoming(desk.page).count()).toBe(0);
    await desk.context.close();
    await context.close();
  });

  test("the first of two programs to accept has it; the other's hold says who was first", async () => {
    const desk = await openDesk();
    const { page, context } = await openTonight();
    await ask(page, house, landing);
    const first = incoming(desk.page).getByRole("article").filter({ hasText: house });
    await first.getByRole("button", { name: /^Accept/ }).click();
    await hold(page, landing).getByText(`Released: ${house} accepted first.`).waitFor();
    await context.close();
    await desk.context.close();
  });

  test("what has moved meanwhile is read again and said in words", async () => {
    const desk = await openDesk();
    const { page, context } = await openTonight();
    await ask(page, house);
    await incoming(desk.page)
      .getByRole("button", { name: /^Accept/ })
      .waitFor();
    // The desk does not hear that the worker withdraws.
    await desk.page.route("**/api/programs/*/requests*", (route) => route.abort());
    await hold(page, house)
      .getByRole("button", { name: /^Withdraw/ })
      .click();
    await hold(page, house).getByText("You gave it back.").waitFor();
    await desk.page.getByRole("button", { name: /^Accept/ }).click();
    await desk.page.unroute("**/api/programs/*/requests*");
    await desk.page.getByText("Not possible any more: it is released.").waitFor();
    await context.close();
    await desk.context.close();
  });
});

test("of two workers who ask for the last bed, the second reads that none is kept", async () => {
  await count(1);
  const one = await openTonight();
  const other = await openTonight({ who: "worker2@training.test" });
  await askButton(other.page, house).click();
  await ask(one.page, house);
  await hold(one.page, house).getByText("A bed is kept meanwhile.").waitFor();
  await dialog(other.page).getByRole("button", { name: "Ask 1 program" }).click();
  await hold(other.page, house)
    .getByText(/No bed is kept: none is open/)
    .waitFor();
  await one.context.close();
  await other.context.close();
});

test("a hold that nobody answered in time has expired, and its clock stands at the end", async () => {
  const { page, context } = await openTonight();
  await ask(page, house);
  await hold(page, house)
    .getByText(/\d:\d\d left/)
    .waitFor();
  harborlight.app.clock.set(new Date(Date.now() + 31 * 60_000));
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await hold(page, house).getByText("No answer in time. No bed is kept any more.").waitFor();
  expect(await hold(page, house).getByRole("button").count()).toBe(0);
  await context.close();
});

test("the clock is right at once when a screen has slept", async () => {
  const { page, context } = await openTonight();
  await ask(page, house);
  await hold(page, house)
    .getByText(/(29|30):\d\d left/)
    .waitFor();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 20 * 60_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await hold(page, house)
    .getByText(/(9|10):\d\d left/)
    .waitFor();
  await context.close();
});

test("the worker says when the child will arrive, and that it has", async () => {
  const { page, context } = await openTonight();
  await ask(page, house);
  const [waiting] = (await requestsOf("worker")).items[0]?.holds ?? [];
  expect((await post("provider", `/holds/${waiting?.id}/accept`)).status).toBe(200);
  await hold(page, house)
    .getByRole("button", { name: /^Arriving later/ })
    .click();
  await hold(page, house).getByRole("button", { name: "in 2 h" }).click();
  await hold(page, house)
    .getByText(/expected \d/)
    .waitFor();
  await hold(page, house)
    .getByRole("button", { name: /^Arrived/ })
    .click();
  await hold(page, house)
    .getByText(/^Arrived \d/)
    .waitFor();
  await context.close();
});

test("who signs out leaves none of the requests on the screen", async () => {
  const { page, context } = await openTonight();
  await ask(page, house);
  await hold(page, house).waitFor();
  await page.route("**/api/me", (route) =>
    route.fulfill({
      json: {
        viewer: null,
        instance: {
          ...{ training: true, password_sign_in: true, code_sign_in: false },
          ...{ training_accounts: [], map_style_url: null },
        },
      },
    }),
  );
  // The session itself stays, for the tests after this one.
  await page.route("**/api/auth/sign-out", (route) => route.fulfill({ json: {} }));
  await page.getByRole("button", { name: "Training worker" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => page.getByText(/^[A-Z]{3,10}-\d{3}$/).count()).toBe(0);
  await context.close();
});

test("without requests the screen leads to where one begins", async () => {
  const { page, context } = await harborlight.open("/requests", { who: "worker2@training.test" });
  await page.route("**/api/requests*", (route) =>
    route.fulfill({ json: { total: 0, items: [], next: null } }),
  );
  await page.reload();
  await page.getByRole("link", { name: "Find a bed" }).click();
  await page.getByRole("heading", { name: "Tonight" }).waitFor();
  await context.close();
});

test("a server that does not answer leaves what was known, with its time", async () => {
  const { page, context } = await openTonight();
  await ask(page, house);
  await hold(page, house).getByText("Waiting for an answer.").waitFor();
  await page.route("**/api/requests*", (route) => route.abort());
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.getByText(/Below is what was known at/).waitFor();
  await hold(page, house).getByText("Waiting for an answer.").waitFor();
  await context.close();
});

describe.each<Device>(["phone", "desktop"])("on a %s", (device) => {
  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const desk = await openDesk({ device, colors });
    const { page, context } = await openTonight({ device, colors });
    await askButton(page, house).click();
    await choice(page, landing).check();
    await page.screenshot({ path: `${pictures}/ask-${device}-${colors}.png` });
    expect(await seriousFindings(page)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Ask 2 programs" }).click();
    await hold(page, house).waitFor();
    await incoming(desk.page)
      .getByRole("button", { name: /^Decline/ })
      .first()
      .click();
    await desk.page.screenshot({ path: `${pictures}/incoming-${device}-${colors}.png` });
    expect(await seriousFindings(desk.page)).toEqual([]);
    await incoming(desk.page)
      .getByRole("button", { name: /^Accept/ })
      .first()
      .click();
    await page.getByText("the bed is promised").waitFor();
    await page.screenshot({ path: `${pictures}/requests-${device}-${colors}.png` });
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
    await desk.context.close();
  });
});

test("in Spanish nothing is left in English", async () => {
  const desk = await openDesk({ locale: "es-US" });
  const { page, context } = await openTonight({ locale: "es-US" });
  await page.getByRole("button", { name: `Pedir la cama: ${house}` }).click();
  expect(await englishOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Pedir a 1 programa" }).click();
  await hold(page, house).getByText("Esperando respuesta.").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await desk.page.getByRole("button", { name: /^Rechazar/ }).click();
  expect(await englishOn(desk.page)).toEqual([]);
  await context.close();
  await desk.context.close();
});
