import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programCalled } from "../support/api.ts";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

let harborlight: Harborlight;
let confidential: string;
beforeAll(async () => {
  harborlight = await openHarborlight();
  const [row] = await harborlight.app.database.owner`
    select p.name from programs p join confidential_addresses c on c.site_id = p.site_id
    where p.training order by p.name limit 1`;
  confidential = await programCalled(harborlight, String(row?.["name"]), "steward");
});
afterAll(() => harborlight.close());

const programPage = (who: string, device: Device = "desktop") =>
  harborlight.open(`/programs/${confidential}`, { who, device });

test("a steward reads a hidden address for a reason, and finds that in what was done", async () => {
  const { page, context, complaints } = await programPage("steward", "phone");
  const panel = page.getByRole("region", { name: "For stewards" });
  const show = panel.getByRole("button", { name: "Show the address" });
  expect(await show.isDisabled()).toBe(true);
  expect(await page.getByText("Training Way").count()).toBe(0);
  await panel.getByLabel("Reason").first().selectOption({ label: "For emergency services" });
  await show.click();
  await page.getByText("Training Way").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await panel.getByRole("button", { name: "Hide it again" }).click();
  expect(await page.getByText("Training Way").count()).toBe(0);
  await page.goto(`${harborlight.address}/audit`);
  await page.getByRole("heading", { name: "Address revealed" }).waitFor();
  await page.getByText("reason=emergency_services").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("a worker is offered nothing of the kind", async () => {
  const { page, context } = await programPage("worker");
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("region", { name: "For stewards" }).count()).toBe(0);
  await page.goto(`${harborlight.address}/steward`);
  await page.getByText("There is nothing here").waitFor();
  await context.close();
});

test("a place is opened in two steps by two stewards", async () => {
  const first = await programPage("steward");
  const panel = first.page.getByRole("region", { name: "For stewards" });
  await panel.getByLabel("From now on").selectOption({ label: "Signed-in workers" });
  await panel.getByLabel("Reason").last().selectOption({ label: "The program asked for it" });
  await panel.getByRole("button", { name: "Go on…" }).click();
  await panel.getByRole("button", { name: "Yes, propose it" }).click();
  await first.page.getByText("Proposed. It waits for another steward.").waitFor();
  await first.page.goto(`${harborlight.address}/steward`);
  await first.page.getByText("Another steward has to confirm it.").waitFor();
  expect(await first.page.getByRole("button", { name: "Confirm…" }).count()).toBe(0);
  await first.context.close();

  const second = await harborlight.open("/steward", {
    who: "steward2@training.test",
    device: "phone",
  });
  await second.page.getByRole("button", { name: "Confirm…" }).click();
  expect(await seriousFindings(second.page)).toEqual([]);
  await second.page.getByRole("button", { name: "Yes, open it" }).click();
  await second.page.getByText("The place is open now: Signed-in workers.").waitFor();
  await second.page.getByText("Nothing waits for a second steward").waitFor();
  expect(second.complaints).toEqual([]);
  await second.context.close();
});

describe.each<Device>(["phone", "desktop"])("the audit on a %s", (device) => {
  test("is filtered and exported by an administrator", async () => {
    const { page, context, complaints } = await harborlight.open("/audit", {
      ...{ who: "administrator", device },
    });
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    if (device === "phone") await page.getByText("Filters").click();
    await page.getByLabel("What was done").selectOption({ label: "Signed in" });
    await expect.poll(() => new URL(page.url()).search).toBe("?action=signed_in");
    const titles = () => page.locator("article h2").allTextContents();
    await expect.poll(async () => new Set(await titles())).toEqual(new Set(["Signed in"]));
    await page.getByLabel("Person, by id").fill("not an id");
    await page.getByLabel("Person, by id").blur();
    await page.getByText("Ids have letters, digits and dashes.").waitFor();
    await page.getByLabel("Person, by id").fill("");
    await page.getByLabel("Person, by id").blur();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export as CSV" }).click();
    expect((await download).suggestedFilename()).toBe("harborlight-audit.csv");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    for (const [path, who] of [
      ["/audit", "administrator"],
      ["/audit", "worker"],
      ["/steward", "steward"],
      [`/programs/${confidential}`, "steward"],
    ] as const) {
      const { page, context } = await harborlight.open(path, { who, device, colors });
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      expect(await seriousFindings(page), path).toEqual([]);
      await context.close();
    }
  });
});

test.each([
  ["/audit", "administrator"],
  ["/steward", "steward"],
])("%s is all in Spanish", async (path, who) => {
  const { page, context } = await harborlight.open(path, { who, locale: "es-US" });
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
