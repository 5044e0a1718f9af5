import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../db/embedded/free-port.ts";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";

let harborlight: Harborlight;
let home: string;
beforeAll(async () => {
  const port = await freePort();
  // A passkey belongs to a name; a browser takes no number for one.
  home = `http://localhost:${port}`;
  harborlight = await openHarborlight({ port, config: { publicUrl: home } });
});
afterAll(() => harborlight.close());

test("a passkey is added, signs in by keyboard alone, is renamed and removed", async () => {
  const { page, context } = await harborlight.open("/sign-in", { device: "phone" });
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));

  await page.goto(`${home}/sign-in`);
  await page.getByRole("button", { name: /^Child-welfare worker worker@/ }).click();
  await expect.poll(() => page.url()).toBe(`${home}/`);
  await page.goto(`${home}/account`);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const name = page.getByLabel("Name of the passkey");
  await name.fill("");
  await page.keyboard.press("Enter");
  await page.getByText("Give it a name that you will know.").waitFor();
  await name.fill("My phone");
  await page.keyboard.press("Enter");
  await page.getByText("My phone", { exact: true }).waitFor();
  expect((await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials).toHaveLength(
    1,
  );
  expect(await seriousFindings(page)).toEqual([]);

  await context.clearCookies();
  await page.goto(`${home}/sign-in`);
  const enter = page.getByRole("button", { name: "Sign in with a passkey" });
  await enter.focus();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toBe(`${home}/`);

  await page.goto(`${home}/account`);
  await page.getByRole("button", { name: "Rename My phone" }).click();
  await name.fill("Office key");
  await page.keyboard.press("Enter");
  await page.getByText("Office key", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Remove Office key" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await page.getByText("The passkey is removed.").waitFor();

  await context.clearCookies();
  await page.goto(`${home}/sign-in`);
  await enter.click();
  await page.getByText("That passkey is not known here.").waitFor();
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await enter.click();
  await page.getByText("No passkey was given.").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("nothing is offered where the address is a number", async () => {
  const plain = await openHarborlight();
  const { page } = await plain.open("/sign-in");
  await page.getByRole("button", { name: /^Child-welfare worker worker@/ }).waitFor();
  expect(await page.getByRole("button", { name: "Sign in with a passkey" }).count()).toBe(0);
  await plain.close();
});
