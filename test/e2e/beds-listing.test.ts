import { mkdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programCalled } from "../support/api.ts";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

const pictures = "test/e2e/screenshots";
let harborlight: Harborlight;
let path: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
  harborlight.app.clock.set(new Date());
  path = `/beds/${await programCalled(harborlight, "Larkspur House")}/listing`;
});
afterAll(() => harborlight.close());

test("a lead changes what the program takes, sees before and after, and takes it back", async () => {
  const { page, context, complaints } = await harborlight.open(path, {
    device: "phone",
    who: "provider",
  });
  const pregnant = page.getByLabel("Pregnant");
  await pregnant.waitFor();
  const before = await pregnant.inputValue();
  const wanted = before === "declines" ? "accepts" : "declines";
  await pregnant.selectOption(wanted);
  await page.getByText(/^Before: .* Now: We /).waitFor();
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect.poll(() => pregnant.inputValue()).toBe(before);
  await page.getByText("Pregnant is again as it was before").waitFor();
  await page.reload();
  await pregnant.waitFor();
  expect(await pregnant.inputValue()).toBe(before);

  await page.getByLabel("Youngest").fill("17");
  await page.getByLabel("Oldest").fill("12");
  await page.getByRole("button", { name: "Save ages" }).tap();
  await page.getByText("The youngest is older than the oldest.").waitFor();
  await page.getByLabel("Youngest").fill("13");
  await page.getByLabel("Oldest").fill("16");
  await page.getByRole("button", { name: "Save ages" }).tap();
  await page.getByText("Now: 13 to 16.", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect.poll(() => page.getByLabel("Youngest").inputValue()).not.toBe("13");
  expect(complaints).toEqual([]);
  await context.close();
});

test("a lead states numbers, languages and hours, and sees before and after", async () => {
  const { page, context, complaints } = await harborlight.open(path, {
    ...{ device: "phone", who: "provider" },
  });
  const telephone = page.getByRole("region", { name: "Telephone" });
  await telephone.getByLabel("Night line").fill("(510) 555-0188");
  await telephone.getByRole("button", { name: "Save numbers" }).tap();
  await telephone.getByText(/^Before: .* Now: .*Night line 510-555-0188/).waitFor();
  await telephone.getByLabel("Night line").fill("call us");
  await telephone.getByRole("button", { name: "Save numbers" }).tap();
  await telephone.getByText("Not saved: a number is none", { exact: false }).waitFor();

  const languages = page.getByRole("region", { name: "Languages" });
  await languages.getByRole("combobox", { name: "Add a language" }).fill("mam");
  await languages.getByRole("option", { name: "Mam", exact: true }).tap();
  await languages.getByLabel("How Mam is served").selectOption("interpreter");
  await languages.getByText(/Now: .*Mam: Through an interpreter/).waitFor();
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect.poll(() => languages.getByLabel("How Mam is served").inputValue()).toBe("direct");

  const hours = page.getByRole("region", { name: "Intake hours" });
  const always = hours.getByRole("button", { name: "Day and night" });
  if ((await always.getAttribute("aria-pressed")) === "true") await always.tap();
  for (const day of ["Saturday", "Sunday"]) await hours.getByRole("button", { name: day }).tap();
  await hours.getByLabel("From").fill("21:00");
  await hours.getByLabel("To", { exact: true }).fill("02:00");
  await hours.getByRole("button", { name: "Add hours" }).tap();
  await hours.getByText("9:00 PM to 2:00 AM the next day").first().waitFor();
  await hours.getByLabel("Day", { exact: true }).fill("2027-12-25");
  await hours.getByRole("button", { name: "Add a day" }).tap();
  await hours.getByRole("button", { name: "Remove December 25, 2027" }).waitFor();
  // The browser tells of the refusal that was asked for, and of nothing else.
  expect(complaints.filter((text) => !text.includes("status of 400"))).toEqual([]);
  await context.close();
});

test("a lead proposes a licence, a steward refuses it, and the lead reads why", async () => {
  const lead = await harborlight.open(path, { who: "provider" });
  const licence = lead.page.getByRole("article").filter({ hasText: "Licence" });
  await licence.getByLabel("Licence", { exact: true }).selectOption("licensed");
  await licence.getByLabel("Number").fill("FIC-1042");
  await licence.getByRole("button", { name: "Propose" }).click();
  await licence.getByText("Proposed: it waits for a steward.").waitFor();

  const steward = await harborlight.open("/steward", { who: "steward", device: "phone" });
  const card = steward.page.getByRole("article").filter({ hasText: "Larkspur House" });
  await card.getByText("Licensed, number FIC-1042").waitFor();
  await card.getByRole("button", { name: "Refuse…" }).tap();
  await card.getByLabel("Reason").selectOption({ label: "there is no document for it" });
  expect(await seriousFindings(steward.page)).toEqual([]);
  await steward.page.screenshot({ path: `${pictures}/steward-phone-dark.png`, fullPage: true });
  await card.getByRole("button", { name: "Refuse it" }).tap();
  await steward.page.getByText("No program waits for a decision.").waitFor();
  expect(steward.complaints).toEqual([]);
  await steward.context.close();

  await lead.page.reload();
  await licence.getByText("A steward said no: there is no document for it.").waitFor();
  expect(lead.complaints).toEqual([]);
  await lead.context.close();
});

/** A change that no test makes on the screen; undefined: a try that was broken off has made it. */
const say = async (who: string, method: "POST" | "PUT", url: string, payload?: object) => {
  const headers = await harborlight.app.signIn(who);
  const answer = await harborlight.app.app.inject({
    ...{ method, url: `/api${url}`, headers },
    ...(payload && { payload }),
  });
  if (answer.statusCode === 409) return undefined;
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ id: string }>();
};

test("a lead reads what was changed: before and after, by whom and when", async () => {
  const program = `/programs/${await programCalled(harborlight, "Larkspur House")}`;
  const languages = [{ language: "ase", mode: "direct" }];
  await say("provider", "PUT", `${program}/languages`, {
    ...{ languages, interpreter_any_language: true },
  });
  await say("provider", "POST", `${program}/verification`);
  for (const proposed of [
    { areas: [{ scope: "county", code: "06001" }] },
    { licence: { status: "exempt", number: null, until: null } },
  ]) {
    const made = await say("provider", "POST", `${program}/proposals`, proposed);
    if (made) await say("steward", "POST", `/listing-proposals/${made.id}/approve`);
  }
  const lead = await harborlight.open(path, { who: "provider", device: "phone" });
  const changes = lead.page.getByRole("region", { name: "What was changed" });
  const newest = changes.getByRole("listitem").first();
  const pregnant = lead.page.getByLabel("Pregnant");
  const before = await pregnant.inputValue();
  await pregnant.selectOption(before === "declines" ? "accepts" : "declines");
  await newest.getByText(/Before: .*\. Now: We (decline|accept)\.$/).waitFor();
  await newest.getByText(/^Training provider, /).waitFor();
  const more = changes.getByRole("button", { name: "Show earlier changes" });
  const first = changes.getByText("Night line");
  while ((await first.count()) === 0) {
    const shown = await changes.getByRole("listitem").count();
    await more.tap();
    await expect.poll(() => changes.getByRole("listitem").count()).toBeGreaterThan(shown);
  }
  for (const what of [
    "Language: American Sign Language",
    "Any other language through an interpreter",
    "Area served: Solano County, CA",
    "Listing confirmed as right",
    "A steward agreed: Area served",
    "A steward said no: Licence",
    "Reason: there is no document for it",
    "Proposed: Licence",
    "Day of closing: December 25, 2027",
  ]) {
    await changes.getByText(what).first().waitFor();
  }
  await changes
    .getByText(/Now: 9:00 PM to 2:00 AM the next day\./)
    .first()
    .waitFor();
  await changes.getByText("Intake hours, Saturday").first().waitFor();
  await changes.getByText("Language: Mam").first().waitFor();
  await changes
    .getByRole("listitem")
    .filter({ hasText: /Licence\s+Before: .*Now: Exempt from licensing\./ })
    .getByText(/^Training steward, /)
    .waitFor();
  // Codes stand nowhere in place of words.
  expect(await changes.getByText(/unknown|undefined|_|true|false/).allTextContents()).toEqual([]);
  expect(lead.complaints).toEqual([]);
  await lead.context.close();
});

test("the listing is confirmed in one tap, and My beds asks no more", async () => {
  await harborlight.app.database.owner`update programs set verified_on = null`;
  const { page, context } = await harborlight.open("/beds", { device: "phone", who: "provider" });
  const asks = page.getByRole("link", { name: "Check what we take" });
  await asks.first().waitFor();
  const asked = await asks.first().getAttribute("href");
  await asks.first().tap();
  await page.getByRole("button", { name: "Everything here is still right" }).tap();
  await page.getByText("Confirmed: the listing is right today.").waitFor();
  await page.getByRole("link", { name: "My beds" }).first().tap();
  await page
    .getByRole("button", { name: /^Unchanged/ })
    .first()
    .waitFor();
  await expect.poll(() => asks.first().getAttribute("href")).not.toBe(asked);
  await context.close();
});

test("a worker finds nothing there", async () => {
  const { page, context } = await harborlight.open(path, { who: "worker" });
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  await context.close();
});

test("the screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open(path, { who: "provider", locale: "es-US" });
  await page.getByText("Todo sigue siendo correcto").waitFor();
  expect((await englishOn(page)).filter((text) => !text.includes("Larkspur"))).toEqual([]);
  await context.close();
});

test.each([
  ["phone", "dark"],
  ["phone", "light"],
  ["desktop", "dark"],
  ["desktop", "light"],
] as const)("is legible and accessible, %s %s", async (device, colors) => {
  const { page, context } = await harborlight.open(path, { device, colors, who: "provider" });
  await page.getByLabel("Pregnant").selectOption("declines");
  await page.getByLabel("Pregnant").selectOption("ask");
  await page
    .getByText(/Now: Ask us/)
    .first()
    .waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: `${pictures}/listing-${device}-${colors}.png`, fullPage: true });
  await context.close();
});
