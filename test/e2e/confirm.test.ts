import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  openHarborlight,
  seriousFindings,
  type Harborlight,
  type PageOptions,
} from "../support/browser.ts";
import { readAs } from "../support/api.ts";

const pictures = "test/e2e/screenshots";

let harborlight: Harborlight;
let program: { id: string; name: string };
beforeAll(async () => {
  harborlight = await openHarborlight();
  const { viewer } = await readAs(harborlight, "provider", "/api/me");
  const [first] = viewer?.programs ?? [];
  if (!first) throw new Error("The training provider has no program.");
  program = first;
});
afterAll(() => harborlight.close());
beforeEach(() => harborlight.app.clock.set(new Date()));

/** Has a link mailed to the training provider and reads its path out of the mail. */
const mailedLink = async (): Promise<string> => {
  const { app, mailed, signIn } = harborlight.app;
  const before = mailed.length;
  const answer = await app.inject({
    method: "POST",
    url: `/api/programs/${program.id}/confirm-links`,
    payload: { channel: "mail" },
    headers: await signIn("provider"),
  });
  expect(answer.statusCode).toBe(200);
  await expect.poll(() => mailed.length).toBe(before + 1);
  return /\/confirm#[\w-]{35}/.exec(mailed.at(-1)?.text ?? "")?.[0] ?? "";
};
const phone = { device: "phone" } as const;
const open = async (options: PageOptions = phone) => harborlight.open(await mailedLink(), options);
const history = async () => {
  const { app, signIn } = harborlight.app;
  const url = `/api/programs/${program.id}/bed-reports?limit=1`;
  const answer = await app.inject({ url, headers: await signIn("provider") });
  return answer.json<{ total: number; items: { open: number; source: string }[] }>();
};

/** From a cold phone at 400 kbit/s: what it takes until a count is confirmed, and what is asked. */
const confirmSlowly = async (latency: number) => {
  const path = await mailedLink();
  const { page, context } = await harborlight.open("/api/health", phone);
  await page.goto("about:blank");
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.clearBrowserCache");
  await wire.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency },
    ...{ downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 },
  });
  let bytes = 0;
  const paths: string[] = [];
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  const begun = performance.now();
  // The first tap is the one on the link in the message.
  await page.goto(`${harborlight.address}${path}`, { waitUntil: "commit" });
  await page.getByRole("button", { name: "Unchanged" }).tap();
  await page.getByText("Thank you").waitFor();
  const took = performance.now() - begun;
  const cookies = await context.cookies();
  await context.close();
  return { took, bytes, paths, cookies };
};

test("from a cold phone at 400 kbit/s, a count is confirmed in two taps", async () => {
  for (const latency of [0, 400]) {
    const tries = [];
    for (let times = 0; times < 5; times += 1) tries.push(await confirmSlowly(latency));
    const median = tries.map(({ took }) => took).sort((a, b) => a - b)[2] ?? Number.NaN;
    const [{ bytes, paths, cookies } = { bytes: NaN, paths: [], cookies: [] }] = tries;
    console.log(
      `Link to confirmed count at 400 kbit/s and ${latency} ms: ${Math.round(median)} ms (median of 5), ${Math.round(bytes / 1024)} kB`,
    );
    // The page alone, then what it is about, asked once: each file more would be a wait more.
    expect(paths.filter((asked) => !asked.endsWith(".svg"))).toEqual([
      "/confirm",
      "/api/confirm-links/open",
      "/api/confirm-links/report",
    ]);
    // At 50 kB a second this leaves more than two of the three seconds to the network's delays.
    expect(bytes).toBeLessThan(40 * 1024);
    expect(cookies).toEqual([]);
  }
  expect((await history()).items).toMatchObject([{ source: "link" }]);
});

test("the page runs what stands in it, by its hash, and no other script or style", async () => {
  const answer = await harborlight.app.app.inject({ url: "/confirm" });
  const policy = String(answer.headers["content-security-policy"]).split(";");
  const sources = (name: string) =>
    policy
      .find((directive) => directive.startsWith(`${name} `))
      ?.split(" ")
      .slice(1) ?? [];
  expect(sources("script-src")).toHaveLength(2);
  for (const source of [...sources("script-src"), ...sources("style-src")]) {
    expect(source).toMatch(/^'sha256-[\w+/]{43}='$/);
  }
  expect(sources("default-src")).toEqual(["'none'"]);
  expect(answer.headers["referrer-policy"]).toBe("no-referrer");
});

test("numbers are stated with the steppers, and a second look says that the link was used for it", async () => {
  const path = await mailedLink();
  const { page, context, complaints, requested } = await harborlight.open(path, phone);
  await page.getByRole("heading", { level: 1, name: program.name }).waitFor();
  await page
    .getByRole("button", { name: /one fewer/ })
    .first()
    .tap();
  await page.getByRole("button", { name: "Save these numbers" }).tap();
  await page.getByText("Thank you").waitFor();
  await page.reload();
  expect(await page.getByRole("button", { name: /one fewer/ }).count()).toBe(0);
  await page.getByRole("button", { name: "Full: no bed open" }).tap();
  await page.getByText("Thank you").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Unchanged" }).tap();
  await page.getByText("Thank you").waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "This link was used" }).waitFor();
  expect(complaints).toEqual([]);
  const token = path.split("#")[1] ?? "missing";
  expect(requested.filter((url) => url.split("#")[0]?.includes(token))).toEqual([]);
  await context.close();
});

test("what a scanner does that opens the page and runs it uses nothing up", async () => {
  const path = await mailedLink();
  for (let times = 0; times < 3; times += 1) {
    const { page, context } = await harborlight.open(path);
    await page.getByRole("button", { name: "Unchanged" }).waitFor();
    await context.close();
  }
  const { page, context } = await harborlight.open(path, phone);
  await page.getByRole("button", { name: "Unchanged" }).tap();
  await page.getByText("Thank you").waitFor();
  await context.close();
});

test("a colleague's change in between is shown, and nothing is confirmed over it", async () => {
  const { page, context } = await open();
  const other = await open();
  await other.page.getByRole("button", { name: "Full: no bed open" }).tap();
  await other.page.getByText("Thank you").waitFor();
  const { total } = await history();
  await page.getByRole("button", { name: "Unchanged" }).tap();
  await page.getByText("A colleague changed a count").waitFor();
  expect((await history()).total).toBe(total);
  await Promise.all([context.close(), other.context.close()]);
});

test("without a network nothing is called saved, and the same tap counts once when it is back", async () => {
  const { page, context } = await open();
  await page.getByRole("button", { name: "Unchanged" }).waitFor();
  const { total } = await history();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Unchanged" }).tap();
  await page.getByText("Not saved").waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Unchanged" }).tap();
  await page.getByText("Thank you").waitFor();
  expect((await history()).total).toBeGreaterThan(total);
  await context.close();
});

test("each link that does not work has one clear page", async () => {
  const { page, context } = await harborlight.open("/confirm#not-a-link", phone);
  await page.getByRole("heading", { name: "This link does not work" }).waitFor();
  await page.goto(`${harborlight.address}/confirm`);
  await page.getByRole("heading", { name: "This link does not work" }).waitFor();
  const path = await mailedLink();
  harborlight.app.clock.set(new Date(Date.now() + 13 * 3_600_000));
  await page.goto(`${harborlight.address}${path}`);
  await page.getByRole("heading", { name: "This link has run out" }).waitFor();
  await page.screenshot({ path: `${pictures}/confirm-expired-phone.png` });
  expect(await seriousFindings(page)).toEqual([]);
  await context.close();
});

test("reminders are stopped with one tap, and come back with another", async () => {
  await mailedLink();
  const stop = /\/confirm#stop\.\S+/.exec(harborlight.app.mailed.at(-1)?.text ?? "")?.[0] ?? "";
  const { page, context } = await harborlight.open(stop, phone);
  await page.getByRole("button", { name: "Stop reminders" }).tap();
  await page.getByRole("heading", { name: "Reminders are stopped" }).waitFor();
  await page.screenshot({ path: `${pictures}/confirm-stop-phone.png` });
  await page.getByRole("button", { name: "Send them again" }).tap();
  await page.getByText("You will be reminded again").waitFor();
  await context.close();
});

test("speaks Spanish to whose phone does", async () => {
  const { page, context } = await open({ ...phone, locale: "es-US" });
  await page.getByRole("button", { name: "Sin cambios" }).waitFor();
  await page.getByRole("button", { name: "English" }).tap();
  await page.getByRole("button", { name: "Unchanged" }).waitFor();
  await context.close();
});

for (const device of ["phone", "desktop"] as const) {
  for (const colors of ["dark", "light"] as const) {
    test(`is legible and accessible on a ${device}, ${colors}`, async () => {
      const { page, context } = await open({ device, colors });
      await page.getByRole("button", { name: "Unchanged" }).waitFor();
      await page.screenshot({ path: `${pictures}/confirm-${device}-${colors}.png` });
      expect(await seriousFindings(page)).toEqual([]);
      await context.close();
    });
  }
}
