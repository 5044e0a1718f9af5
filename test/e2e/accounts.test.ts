import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { programCalled } from "../support/api.ts";
import { appCode } from "../support/authenticator.ts";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";

let harborlight: Harborlight;
beforeAll(async () => {
  harborlight = await openHarborlight();
});
afterAll(() => harborlight.close());

/** As the accounts were before a try that a tired machine broke off. */
beforeEach(async () => {
  const { driver, owner } = harborlight.app.database;
  await owner`truncate api_keys cascade`;
  await driver`delete from two_factors`;
  await driver`update users set two_factor_enabled = false`;
  await driver`update users set email = id || '@gone.example' where email = 'robin@example.org'`;
});

const path = (url: string) => url.replace(harborlight.address, "");
const mailedCode = () => /^(\d{6}) /m.exec(harborlight.app.mailed.at(-1)?.text ?? "")?.[1] ?? "";

test("a code from the e-mail signs in; an app set then is asked for, and a recovery code instead", async () => {
  const { page, context, complaints } = await harborlight.open("/sign-in");
  await page.getByRole("button", { name: "Send me a code instead" }).click();
  await page.getByLabel("E-mail").fill("analyst@training.test");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByText("a code is on its way").waitFor();
  await page.getByLabel("Code from the e-mail").fill(mailedCode());
  await page.keyboard.press("Enter");
  await expect.poll(() => path(page.url())).toBe("/");

  await page.goto(`${harborlight.address}/account`);
  await page.getByText("This device", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
  const key = (await page.locator(".key").innerText()).replaceAll(/\s/g, "");
  const [recovery = ""] = await page.locator("ol ul li").allInnerTexts();
  await page.getByLabel("Code from the app").fill(appCode(key));
  await page.getByRole("button", { name: "Set it" }).click();
  await page.getByText("Signing in asks for a code of your authenticator app.").waitFor();
  expect(complaints).toEqual([]);

  const again = await harborlight.open("/sign-in");
  await again.page.getByRole("button", { name: /^Analyst analyst@/ }).click();
  await again.page.getByLabel("Code from the app").fill("000 000");
  await again.page.keyboard.press("Enter");
  await again.page.getByRole("alert").getByText("That code is not right").waitFor();
  await again.page.getByRole("button", { name: "Use a recovery code" }).click();
  await again.page.getByLabel("Recovery code").fill(recovery);
  await again.page.keyboard.press("Enter");
  await expect.poll(() => path(again.page.url())).toBe("/");

  await page.reload();
  await page.getByRole("button", { name: "End all others" }).click();
  await page.getByText("Signed out there.").waitFor();
  await again.page.reload();
  await again.page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor();
  await again.context.close();
  await context.close();
});

test("an administrator invites somebody, closes the account and takes that back", async () => {
  const { page, context, complaints } = await harborlight.open("/admin", { who: "administrator" });
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("E-mail").fill("robin@example.org");
  await page.getByLabel("Name", { exact: true }).fill("Robin Example");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText("Choose an organization").waitFor();
  await page.getByRole("combobox", { name: "Organization" }).fill("larkspur");
  await page.getByRole("option", { name: /Larkspur/ }).click();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText("Invited robin@example.org.").waitFor();
  expect(harborlight.app.mailed.at(-1)?.to).toBe("robin@example.org");

  await page.getByRole("searchbox").fill("robin");
  await page.getByText("1 person").waitFor();
  await page.getByText(/^Invited · until/).waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).first().click();
  await page.getByRole("button", { name: "Open again" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The account of Robin Example is open again.").waitFor();
  await page.getByRole("searchbox").fill("nobody at all");
  await page.getByRole("heading", { name: "Nobody fits what you look for" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("an administrator makes a key for a program, sees when it was used, and ends it", async () => {
  const { page, context, complaints } = await harborlight.open("/admin/keys", {
    who: "administrator",
  });
  await page.getByRole("heading", { name: "No key was made yet" }).waitFor();
  await page.getByRole("combobox", { name: "Organization" }).fill("larkspur");
  await page.getByRole("option", { name: /Larkspur/ }).click();
  await page.getByRole("button", { name: "Larkspur House" }).click();
  await page.getByLabel("Which system").fill("Case management");
  await page.getByRole("button", { name: "Make a key" }).click();
  const secret = (await page.getByText(/^hlk_/).textContent()) ?? "";
  await page.getByText(/never used/).waitFor();
  const program = await programCalled(harborlight, "Larkspur House");
  const used = await harborlight.app.app.inject({
    url: `/api/programs/${program}/bed-reports?limit=1`,
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(used.statusCode).toBe(200);
  await page.reload();
  await page.getByText(/^used /).waitFor();
  await page.getByText(/for Training: Larkspur House/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "test/e2e/screenshots/admin-keys-desktop.png", fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: "test/e2e/screenshots/admin-keys-phone.png", fullPage: true });
  await page.getByRole("button", { name: "Revoke Case management" }).click();
  await page.getByRole("button", { name: "End this key" }).click();
  await page.getByText(/revoked/).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("the lead of programs sees their staff, and nobody else sees the screen", async () => {
  const lead = await harborlight.open("/admin", { who: "provider" });
  await lead.page.getByRole("heading", { name: "Staff of my programs" }).waitFor();
  await lead.page.getByText("provider@training.test").waitFor();
  expect(await lead.page.getByRole("link", { name: "Organizations" }).count()).toBe(0);
  await lead.context.close();
  const worker = await harborlight.open("/admin", { who: "worker" });
  await worker.page.getByText("There is nothing here").waitFor();
  await worker.context.close();
});

describe.each<Device>(["phone", "desktop"])("on a %s", (device) => {
  test.each([
    ["/account", "worker", "dark"],
    ["/admin", "administrator", "light"],
    ["/admin/roles", "administrator", "dark"],
    ["/admin/organizations", "administrator", "light"],
    ["/admin/regions", "administrator", "dark"],
  ] as const)("axe finds nothing serious on %s", async (screen, who, colors) => {
    const { page, context, complaints } = await harborlight.open(screen, { device, who, colors });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await seriousFindings(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
