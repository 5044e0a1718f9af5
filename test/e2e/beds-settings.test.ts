import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";

const pictures = "test/e2e/screenshots";

let harborlight: Harborlight;
beforeAll(async () => (harborlight = await openHarborlight()));
afterAll(() => harborlight.close());
beforeEach(() => harborlight.app.clock.set(new Date()));

const open = (options = {}) =>
  harborlight.open("/beds/settings", { who: "provider", device: "phone", ...options });

test("a lead plans who is on duty, and takes a day out of it", async () => {
  const { page, context, complaints } = await open();
  const rota = page.getByRole("region", { name: "Who is on duty" });
  await rota.getByText("Nobody is on duty now").waitFor();
  for (const weekday of ["1", "2", "3", "4", "5", "6", "7"]) {
    await rota.getByLabel("When").selectOption(weekday);
    await rota.getByLabel("From").fill("00:00");
    await rota.getByLabel("Until").fill("00:00");
    await rota.getByRole("button", { name: "Add to the plan" }).tap();
    await expect.poll(() => rota.getByRole("listitem").count()).toBe(Number(weekday));
  }
  await rota.getByText("On duty now: Training provider").waitFor();
  await rota.getByLabel("When").selectOption("off");
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Los_Angeles" });
  await rota.getByLabel("Day", { exact: true }).fill(day.format(new Date()));
  await rota.getByRole("button", { name: "Add to the plan" }).tap();
  await rota.getByText("Nobody is on duty now").waitFor();
  for (let left = 8; left > 0; left -= 1) {
    await rota.getByRole("button", { name: "Remove" }).first().tap();
    await expect.poll(() => rota.getByRole("listitem").count()).toBe(left - 1);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

test("reminders are kept as they were chosen", async () => {
  const { page, context } = await open();
  const reminders = page.getByRole("region", { name: "Reminders" });
  await reminders.getByLabel("Not before").fill("08:30");
  await reminders.getByLabel("Tell the leads").uncheck();
  await page.reload();
  await expect.poll(() => reminders.getByLabel("Not before").inputValue()).toBe("08:30");
  expect(await reminders.getByLabel("Tell the leads").isChecked()).toBe(false);
  await context.close();
});

test("a link is sent and withdrawn, a code for calls drawn once", async () => {
  const { page, context } = await open();
  const links = page.getByRole("region", { name: "Without signing in" });
  await links.getByRole("button", { name: "Mail me a link" }).tap();
  await links.getByText("Training provider, until").waitFor();
  await links.getByRole("button", { name: "Text me a link" }).tap();
  await links.getByText("Not sent: this way of sending is not set up").waitFor();
  await links.getByRole("button", { name: "Withdraw" }).tap();
  await expect.poll(() => links.getByRole("button", { name: "Withdraw" }).count()).toBe(0);
  await links.getByRole("button", { name: "Make a code for calls" }).tap();
  await links.getByText(/^\d{6}$/).waitFor();
  await context.close();
});

test("a key is shown once, and ends when it is revoked", async () => {
  const { page, context } = await open();
  const keys = page.getByRole("region", { name: "Keys for your own system" });
  const name = `System ${Date.now()}`;
  await keys.getByLabel("Which system").fill(name);
  await keys.getByRole("button", { name: "Make a key" }).tap();
  await keys.getByText(/^hlk_/).waitFor();
  await page.reload();
  await keys.getByText(name, { exact: true }).waitFor();
  expect(await keys.getByText(/^hlk_/).count()).toBe(0);
  await keys.getByText("How a system states counts").tap();
  await keys.getByRole("heading", { name: "State counts" }).waitFor();
  await keys.getByText("never used").first().waitFor();
  const revoke = keys.getByRole("button", { name: `Revoke ${name}` });
  await revoke.tap();
  await keys.getByRole("button", { name: "Keep it" }).tap();
  await revoke.tap();
  await keys.getByRole("button", { name: "End this key" }).tap();
  await keys.getByText(/^Ended keys/).tap();
  await keys.getByText(/never used · revoked/).waitFor();
  expect(await revoke.count()).toBe(0);
  await context.close();
});

test("speaks Spanish", async () => {
  const { page, context } = await open({ locale: "es-US" });
  await page.getByRole("heading", { name: "Turnos, recordatorios y claves" }).waitFor();
  await page.getByText("Cada lunes").waitFor({ state: "attached" });
  await context.close();
});

test("is reached from My beds, and empty for who keeps no beds", async () => {
  const own = await harborlight.open("/beds", { who: "provider", device: "phone" });
  await own.page.getByRole("link", { name: "Duty, reminders and keys" }).tap();
  await own.page.getByRole("heading", { level: 1, name: "Duty, reminders and keys" }).waitFor();
  await own.context.close();
  const other = await open({ who: "worker" });
  await other.page.getByText("This page is for staff of a program").waitFor();
  await other.context.close();
});

for (const device of ["phone", "desktop"] as const) {
  for (const colors of ["dark", "light"] as const) {
    test(`is legible and accessible on a ${device}, ${colors}`, async () => {
      const { page, context } = await open({ device, colors });
      await page.getByText("Not before").waitFor();
      await page.getByText("How a system states counts").click();
      expect(await seriousFindings(page)).toEqual([]);
      const path = `${pictures}/beds-settings-${device}-${colors}.png`;
      await page.screenshot({ path, fullPage: true });
      await context.close();
    });
  }
}
