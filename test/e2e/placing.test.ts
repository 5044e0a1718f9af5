import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { programCalled, readAs } from "../support/api.ts";
import {
  openHarborlight,
  seriousFindings,
  type Harborlight,
  type PageOptions,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

const pictures = "test/e2e/screenshots";
const house = "Training: Larkspur House";
const need = "age=16&gender=girl&from=zip:94607&circumstances=pregnant.gang_involvement";

let harborlight: Harborlight;
let larkspur: string;
let heron: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  larkspur = await programCalled(harborlight, "Larkspur House");
  heron = await programCalled(harborlight, "Heron Safe House");
  await harborlight.app.database.owner`insert into program_staff (user_id, program_id)
    select id, ${heron} from users where email = 'provider@training.test'
    on conflict do nothing`;
});
afterAll(() => harborlight.close());

/** Every test begins with nobody asked. */
beforeEach(async () => {
  harborlight.app.clock.set(new Date());
  await harborlight.app.database.owner`truncate requests, call_attempts, idempotency_keys cascade`;
});

const send = async (who: string, path: string, body?: unknown, more: object = {}) => {
  const { cookie } = await harborlight.app.signIn(who);
  return fetch(`${harborlight.address}/api${path}`, {
    method: "POST",
    headers: {
      ...{ cookie, ...more },
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};
/** The hold of a new request to this program. */
const asked = async (program: string) => {
  const body = {
    need: { age: 16, gender: "girl", circumstances: ["pregnant"] },
    programs: [{ program_id: program }],
  };
  const answer = await send("worker", "/requests", body, {
    "idempotency-key": crypto.randomUUID(),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  const { holds } = (await answer.json()) as { holds: { id: string }[] };
  return holds[0]?.id ?? "";
};
const accepted = async (program: string) => {
  const hold = await asked(program);
  expect((await send("provider", `/holds/${hold}/accept`)).status).toBe(200);
  return hold;
};
const readHouse = () =>
  readAs(harborlight, "provider", `/api/programs/${larkspur}` as "/api/programs/{id}");

const phone = (path: string, who: string, options: PageOptions = {}) =>
  harborlight.open(path, { device: "phone", who, ...options });
const picture = async (page: Page, name: string) => {
  await page.screenshot({ path: `${pictures}/placing-${name}.png` });
  expect(await seriousFindings(page)).toEqual([]);
};

test("what a program wants to know first stands above all else, two taps from asking", async () => {
  const { page, context, complaints } = await phone(`/#${need}`, "worker");
  await page.getByRole("button", { name: `Ask for the bed: ${house}` }).click();
  const first = page.getByRole("region", { name: "What they want to know first" });
  await first.getByText("What do they need to know about pregnancy?").waitFor();
  await first.getByText("Nothing is stated about gang ties: do they take this youth?").waitFor();
  await first.getByText("Intake open.").waitFor();
  const seen = page.getByRole("region", { name: "What they will see" });
  const whom = page.getByRole("group", { name: "Whom to ask, up to three" });
  for (const below of [whom, seen]) {
    expect((await first.boundingBox())?.y).toBeLessThan((await below.boundingBox())?.y ?? 0);
  }
  await picture(page, "ask-first");
  await page.getByRole("button", { name: "Ask 1 program" }).click();
  await page.getByText("Waiting for an answer.").first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("after a decline for a circumstance one tap has the listing say so", async () => {
  await asked(larkspur);
  const { page, context, complaints } = await phone("/beds", "provider");
  await page.getByRole("button", { name: /^Decline/ }).click();
  await page.getByRole("button", { name: "Pregnancy" }).click();
  const change = page.getByRole("button", { name: "We decline for pregnancy: change our listing" });
  await change.waitFor();
  await picture(page, "correct");
  await change.click();
  await page.getByText("The listing is changed. Workers see it now.").waitFor();
  expect((await readHouse()).circumstances).toContainEqual({
    ...{ circumstance: "pregnant", policy: "declines" },
  });
  expect(complaints).toEqual([]);
  await context.close();
  await harborlight.app.database.owner`update program_circumstances set policy = 'ask'
    where program_id = ${larkspur} and circumstance = 'pregnant'`;
});

test("after an arrival the count that results is stated with one tap", async () => {
  await accepted(larkspur);
  const { page, context, complaints } = await phone("/beds", "provider");
  await page.getByRole("button", { name: /^Arrived/ }).click();
  const result = page.getByRole("region", { name: /has arrived\. How many beds are empty now/ });
  await result.getByRole("button", { name: /^Yes, \d/ }).waitFor();
  await picture(page, "count");
  await result.getByRole("button", { name: /^Yes, \d/ }).click();
  await page.getByText(/^Counted: /).waitFor();
  expect((await readHouse()).pools?.every(({ promised }) => promised === 0)).toBe(true);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the sound of requests is turned on, and stays so on this device", async () => {
  const { page, context, complaints } = await phone("/beds", "provider");
  const toggle = page.getByRole("button", { name: /^Sound when a request comes in/ });
  await toggle.click();
  await expect.poll(() => toggle.getAttribute("aria-pressed")).toBe("true");
  await toggle.scrollIntoViewIfNeeded();
  await picture(page, "chime");
  await page.reload();
  await expect.poll(() => toggle.getAttribute("aria-pressed")).toBe("true");
  expect(complaints).toEqual([]);
  await context.close();
});

test("whoever has the promise of a hidden house sees where to go, and its meeting point instead", async () => {
  await accepted(heron);
  const worker = await phone("/requests", "worker");
  await worker.page.getByRole("button", { name: /^Where to go/ }).click();
  await worker.page.getByText("1 Training Way").waitFor();
  await picture(worker.page, "where");

  const desk = await phone(`/programs/${heron}`, "provider");
  const directions = "Main entrance of the county library, under the clock";
  const field = desk.page.getByRole("textbox", { name: "Meet workers elsewhere instead" });
  await field.fill(directions);
  await field.scrollIntoViewIfNeeded();
  await picture(desk.page, "meeting-point");
  await desk.page.getByRole("button", { name: "Save the meeting point" }).click();
  await desk.page.getByText("From now on workers see the meeting point.").waitFor();

  await worker.page.reload();
  await worker.page.getByRole("button", { name: /^Where to go/ }).click();
  await worker.page.getByText(directions).waitFor();
  expect(await worker.page.getByText("1 Training Way").count()).toBe(0);
  await picture(worker.page, "where-meeting-point");
  expect([...worker.complaints, ...desk.complaints]).toEqual([]);
  await worker.context.close();
  await desk.context.close();
});

test("an answer that came while there was no network is shown when it is back", async () => {
  const hold = await asked(larkspur);
  const { page, context } = await phone("/requests", "worker");
  await page.getByText("Waiting for an answer.").first().waitFor();
  await context.setOffline(true);
  const lost = page.getByText(/^Connection lost/);
  await lost.first().waitFor();
  await picture(page, "offline");
  expect((await send("provider", `/holds/${hold}/accept`)).status).toBe(200);
  await context.setOffline(false);
  await page.getByText("the bed is promised").first().waitFor({ timeout: 15_000 });
  await expect.poll(() => lost.count()).toBe(0);
  await context.close();
});

test("in Spanish nothing of what comes after an answer is in English", async () => {
  await asked(larkspur);
  const { page, context } = await phone("/beds", "provider", { locale: "es-US" });
  await page.getByRole("button", { name: /^Rechazar/ }).click();
  await page.getByRole("button", { name: "Embarazo" }).click();
  await page.getByRole("button", { name: /cambiar la ficha/i }).waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
