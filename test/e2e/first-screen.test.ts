import { afterAll, beforeAll, expect, test } from "vitest";
import { openHarborlight, type Harborlight } from "../support/browser.ts";
import { providerAt } from "../support/provider.ts";

const need = "/#age=15&gender=girl&languages=spa&from=zip:94607";

let harborlight: Harborlight;
beforeAll(async () => (harborlight = await openHarborlight()));
afterAll(() => harborlight.close());

const openEmpty = async () => {
  const { page, context } = await harborlight.open("/resources", { who: "worker" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return { page, context, asked, address: `${harborlight.address}${need}` };
};

test("matches are asked for before the app's code is there, and not a second time for it", async () => {
  const { page, context, asked, address } = await openEmpty();
  await page.route("**/api/live", (route) => route.abort());
  const matchesCame = page.waitForResponse("**/api/matches");
  await page.route("**/assets/main-*.js", async (route) => {
    await matchesCame;
    await route.continue();
  });
  await page.goto(address);
  await page.getByRole("article").first().waitFor();
  expect(asked.filter((path) => path === "/api/matches")).toHaveLength(1);
  expect(asked.filter((path) => path === "/api/me")).toHaveLength(1);
  // A browser has six connections to a server, and two are for these questions.
  const files = asked
    .slice(0, asked.indexOf("/api/matches"))
    .filter((path) => /\.(js|css)$/.test(path));
  expect(files.length).toBeLessThanOrEqual(4);
  await context.close();
});

test("a count that changes before the stream is open shows once it is", async () => {
  const { page, context, address } = await openEmpty();
  const provider = await providerAt(harborlight.address);
  const { promise: reported, resolve: report } = Promise.withResolvers<undefined>();
  await page.route("**/api/live", async (route) => {
    await reported;
    await route.continue();
  });
  await page.goto(address);
  const card = page.locator(`#match-${provider.programId}`);
  await card.waitFor();
  expect(await card.innerText()).not.toContain("just now");
  // The page tells ages by the real time, and so must the report.
  harborlight.app.clock.set(new Date());
  await provider.confirmAll();
  report(undefined);
  // At the latest when the screen asks again, a minute later.
  await card.getByText(/confirmed (just now|[12] minutes? ago)/).waitFor({ timeout: 90_000 });
  await context.close();
});
