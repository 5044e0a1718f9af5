import { mkdir, readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
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
const need = "age=16&gender=girl&languages=spa&from=zip:94607&circumstances=pregnant";

let harborlight: Harborlight;
let larkspur: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  larkspur = await programCalled(harborlight, "Larkspur House");
});
afterAll(() => harborlight.close());

const post = async (who: string, path: string, body?: unknown, more: object = {}) => {
  const { cookie } = await harborlight.app.signIn(who);
  const answer = await fetch(`${harborlight.address}/api${path}`, {
    method: "POST",
    headers: {
      ...{ cookie, ...more },
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as { id: string; reference: string; holds: { id: string }[] };
};
const calls = async () => (await readAs(harborlight, "worker", "/api/calls")).items;

/** Every test begins with nobody asked and nobody called. */
beforeEach(async () => {
  harborlight.app.clock.set(new Date());
  await harborlight.app.database.owner`truncate requests, call_attempts, idempotency_keys cascade`;
});

const asked = () =>
  post(
    "worker",
    "/requests",
    {
      need: { age: 16, gender: "girl", circumstances: ["pregnant"] },
      programs: [{ program_id: larkspur }],
    },
    { "idempotency-key": crypto.randomUUID() },
  );

/** A tap on a number leads to the dialler; there is none here, and the browser waits for it. */
const withoutDialler = (page: Page) =>
  page.evaluate(() => {
    window.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link?.protocol === "tel:") event.preventDefault();
    });
  });
const tapNumber = async (page: Page, name: RegExp) => {
  await withoutDialler(page);
  await page.getByRole("link", { name }).first().click();
  await prompt(page).waitFor();
};
const prompt = (page: Page) => page.getByRole("region", { name: /^Call to / });
const outcome = (page: Page, name: string) => prompt(page).getByRole("button", { name });

describe("a call", () => {
  test("from a match is logged in one tap, stands on the card, and is taken back", async () => {
    const { page, context } = await harborlight.open(`/#${need}`, {
      device: "phone",
      who: "worker",
    });
    const card = page.getByRole("article").first();
    const name = (await card.getByRole("heading").textContent()) ?? "";
    await tapNumber(page, /^Call /);
    await outcome(page, "No answer").click();
    await card.getByText(/You called .*: no answer/).waitFor();
    expect((await card.boundingBox())?.height).toBeLessThanOrEqual(180);
    expect(
      (await calls()).map((call) => [call.outcome, call.program.name, call.need?.age]),
    ).toEqual([["no_answer", name, 16]]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => card.getByText(/You called/).count()).toBe(0);
    await page.getByText("The call is taken back.").waitFor();
    expect(await calls()).toEqual([]);
    await context.close();
  });

  test("from a program's page is declined for a circumstance of the need", async () => {
    const { page, context } = await harborlight.open(`/programs/${larkspur}#${need}`, {
      device: "phone",
      who: "worker",
    });
    await tapNumber(page, /^Call \d/);
    await outcome(page, "Declined").click();
    await prompt(page).getByRole("button", { name: "Pregnancy" }).click();
    await page.getByText(/You called .*: declined: pregnancy/).waitFor();
    expect((await calls())[0]).toMatchObject({
      decline: { reason: "circumstance", circumstance: "pregnant" },
    });
    await context.close();
  });

  test("from a request belongs to it, and stands below what was asked", async () => {
    const request = await asked();
    const { page, context, complaints } = await harborlight.open("/requests", {
      device: "phone",
      who: "worker",
    });
    await tapNumber(page, /^Call \d/);
    await outcome(page, "Will take").dblclick();
    await page
      .getByRole("article", { name: request.reference })
      .getByText(/You called .*: will take/)
      .waitFor();
    expect((await calls()).map((call) => call.request_id)).toEqual([request.id]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("whose answer was lost is logged once", async () => {
    const { page, context } = await harborlight.open(`/#${need}`, { who: "worker" });
    await tapNumber(page, /^Call /);
    let lost = 0;
    await page.route("**/api/programs/*/calls", async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await outcome(page, "Full").click();
    await prompt(page).getByText("nothing is noted twice").waitFor();
    await outcome(page, "Full").click();
    await expect.poll(() => prompt(page).count()).toBe(0);
    expect(await calls()).toHaveLength(1);
    await context.close();
  });

  test("is asked of nobody who logs none", async () => {
    for (const options of [{}, { who: "provider" }] as const) {
      const { page, context } = await harborlight.open(`/#${need}`, options);
      await page
        .getByRole("link", { name: /^Call / })
        .first()
        .click();
      await page
        .getByRole("link", { name: /^Details/ })
        .first()
        .waitFor();
      expect(await prompt(page).count()).toBe(0);
      await context.close();
    }
  });
});

const openRecord = async (options: PageOptions = {}) => {
  const { clock } = harborlight.app;
  const request = await asked();
  clock.set(new Date(clock.now().getTime() + 60_000));
  await post("provider", `/holds/${request.holds[0]?.id}/decline`, { reason: "staffing" });
  const other = await programCalled(harborlight, "Juniper Landing");
  const key = { "idempotency-key": crypto.randomUUID() };
  const body = { outcome: "no_answer", request_id: request.id };
  await post("worker", `/programs/${other}/calls`, body, key);
  const opened = await harborlight.open("/requests", {
    device: "phone",
    who: "worker",
    ...options,
  });
  await opened.page.getByRole("link", { name: new RegExp(`: ${request.reference}$`) }).click();
  await opened.page.getByRole("table").waitFor();
  return { ...opened, request };
};

describe("the record of attempts", () => {
  test("has each attempt with its outcome, and times in a zone that is named", async () => {
    const { page, context, complaints } = await openRecord();
    const rows = page.getByRole("row");
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.nth(1).textContent()).toMatch(
      /Larkspur House.*Asked here.*Declined: not enough staff.*P[SD]T.*asked by the worker/s,
    );
    expect(await rows.nth(2).textContent()).toMatch(
      /Juniper Landing.*By telephone.*No answer.*P[SD]T.*called by the worker/s,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("prints as a PDF that has the attempts and nothing of the screen around them", async () => {
    const { page, context, request } = await openRecord({ colors: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const pdf = await page.pdf({ path: `${pictures}/record.pdf`, format: "Letter" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const text = await page.locator("body").innerText();
    expect(text).toContain(`Record of attempts: ${request.reference}`);
    expect(text).toMatch(/Larkspur House[\s\S]*Declined: not enough staff/);
    expect(text).toMatch(/16 years old · girl/i);
    expect(text).not.toMatch(/My requests|Table \(CSV\)|Tonight/);
    await page.screenshot({ path: `${pictures}/record-print.png` });
    const ground = await page.evaluate(() => {
      const { color } = getComputedStyle(document.body);
      return color;
    });
    // Dark letters, whatever the screen was.
    expect(Math.max(...(ground.match(/\d+/g) ?? ["255"]).slice(0, 3).map(Number))).toBeLessThan(80);
    await context.close();
  });

  test("comes as CSV in the language of the screen", async () => {
    const { page, context, request } = await openRecord({ device: "desktop", locale: "es-US" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Tabla (CSV)" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`harborlight-${request.reference}.csv`);
    const rows = parse(await readFile(await download.path(), "utf8"), { bom: true, columns: true });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ Resultado: "Rechazado", Motivo: "Falta personal" });
    expect(await englishOn(page)).toEqual([]);
    await context.close();
  });

  test("of somebody else is not there", async () => {
    const { id } = await asked();
    const { page, context } = await harborlight.open(`/requests/${id}/record`, {
      who: "worker2@training.test",
    });
    await page
      .getByText(/nothing here/i)
      .first()
      .waitFor();
    await context.close();
  });
});

describe.each<Device>(["phone", "desktop"])("on a %s", (device) => {
  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await openRecord({ device, colors });
    await page.screenshot({ path: `${pictures}/record-${device}-${colors}.png`, fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("link", { name: "My requests" }).first().click();
    await page.getByText(/You called .*: no answer/).waitFor();
    await asked();
    await page.reload();
    await tapNumber(page, /^Call \d/);
    await outcome(page, "Declined").click();
    await page.screenshot({ path: `${pictures}/calls-${device}-${colors}.png` });
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("in Spanish nothing of a call is left in English", async () => {
  const { page, context } = await harborlight.open(`/#${need}`, {
    ...{ device: "phone", who: "worker", locale: "es-US" },
  });
  await withoutDialler(page);
  await page
    .getByRole("link", { name: /^Llamar / })
    .first()
    .click();
  const spanish = page.getByRole("region", { name: /^Llamada a / });
  await spanish.getByRole("button", { name: "Rechazado" }).click();
  expect(await englishOn(page)).toEqual([]);
  await spanish.getByRole("button", { name: "Nadie contestó" }).click();
  await page.getByText(/Usted llamó .*: nadie contestó/).waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
