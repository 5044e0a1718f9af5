import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  openHarborlight,
  seriousFindings,
  type Device,
  type Harborlight,
} from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

let harborlight: Harborlight;
beforeAll(async () => {
  harborlight = await openHarborlight();
});
afterAll(() => harborlight.close());

const path = (url: string) => url.replace(harborlight.address, "");

describe.each<Device>(["phone", "desktop"])("on a %s", (device) => {
  test("a training account is one tap away and leads back to where one came from", async () => {
    const { page, context, complaints } = await harborlight.open("/directory?q=casa&kind=legal", {
      device,
    });
    await page.getByRole("searchbox").waitFor();
    await page.getByRole("link", { name: "Sign in" }).click();
    const accounts = page.getByRole("region", { name: "Training accounts" });
    await accounts.getByRole("button", { name: /^Child-welfare worker worker@/ }).click();
    await expect.poll(() => path(page.url())).toBe("/directory?q=casa&kind=legal");
    expect(await page.getByRole("link", { name: "Sign in" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["dark", "light"] as const)("axe finds nothing serious, %s", async (colors) => {
    const { page, context } = await harborlight.open("/sign-in", { device, colors });
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Enter your password.").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

test("a wrong password is said so, and nothing of it stands in an address", async () => {
  const { page, context, requested } = await harborlight.open("/sign-in");
  await page.getByLabel("E-mail").fill("worker@training.test");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("E-mail and password do not match").waitFor();
  expect(path(page.url())).toBe("/sign-in");
  for (const address of requested) expect(address).not.toMatch(/not-the-password|worker@/);

  await page.getByLabel("Password", { exact: true }).fill("harborlight-training");
  await page.keyboard.press("Enter");
  await expect.poll(() => path(page.url())).toBe("/");
  await page.getByRole("button", { name: "Training worker" }).waitFor();
  await context.close();
});

test("what is missing is said at its field, before anything is sent", async () => {
  const { page, context, requested } = await harborlight.open("/sign-in");
  await page.getByLabel("E-mail").fill("worker");
  await page.getByRole("button", { name: "Sign in" }).click();
  const email = page.getByLabel("E-mail");
  expect(await email.getAttribute("aria-invalid")).toBe("true");
  expect(await email.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(requested.filter((address) => address.includes("/auth/"))).toEqual([]);
  await context.close();
});

test("password managers find their fields, and the keyboard is enough", async () => {
  const { page, context } = await harborlight.open("/sign-in");
  const email = page.getByLabel("E-mail");
  expect(await email.getAttribute("autocomplete")).toBe("username");
  const password = page.getByLabel("Password", { exact: true });
  expect(await password.getAttribute("autocomplete")).toBe("current-password");
  await email.focus();
  await page.keyboard.type("provider@training.test");
  await page.keyboard.press("Tab");
  await page.keyboard.type("harborlight-training");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  expect(await password.getAttribute("type")).toBe("text");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  // Staff come to keep their beds.
  await expect.poll(() => path(page.url())).toBe("/beds");
  await context.close();
});

test("no address leads from sign-in to another site", async () => {
  const { page, context } = await harborlight.open("/sign-in#%2F%2Felsewhere.example%2F");
  await page.getByRole("button", { name: /^Steward steward@/ }).click();
  await expect.poll(() => page.url()).toBe(`${harborlight.address}/`);
  await context.close();
});

test("whoever is signed in may go on, or sign out", async () => {
  const { page, context } = await harborlight.open("/sign-in", {
    who: "steward2@training.test",
  });
  await page.getByText("You are signed in as Second training steward (Steward).").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("E-mail").waitFor();
  const me = await context.request.get(`${harborlight.address}/api/me`);
  expect(((await me.json()) as { viewer: unknown }).viewer).toBeNull();
  await context.close();
});

test("without a connection it says so, and keeps what was typed", async () => {
  const { page, context } = await harborlight.open("/sign-in");
  await page.getByLabel("E-mail").fill("worker@training.test");
  await page.getByLabel("Password", { exact: true }).fill("harborlight-training");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("No answer from the server.").waitFor();
  expect(await page.getByLabel("E-mail").inputValue()).toBe("worker@training.test");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect.poll(() => path(page.url())).toBe("/");
  await context.close();
});

test("the whole screen is in Spanish for a browser that asks for it", async () => {
  const { page, context } = await harborlight.open("/sign-in", { locale: "es-US" });
  await page.getByRole("heading", { name: "Cuentas de capacitación" }).waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
