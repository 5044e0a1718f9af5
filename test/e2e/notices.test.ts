import { mkdir } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { tellOfHoldsJob } from "../../server/placements/jobs.ts";
import type { PushMessage } from "../../server/notify/push/web-push.ts";
import { noticeText } from "../../server/notify/texts.ts";
import { programCalled, readAs } from "../support/api.ts";
import { openHarborlight, seriousFindings, type Harborlight } from "../support/browser.ts";
import { englishOn } from "../support/languages.ts";

const pictures = "test/e2e/screenshots";
const need = "age=16&gender=girl&languages=spa&from=zip:94607&circumstances=pregnant";

let harborlight: Harborlight;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  harborlight = await openHarborlight();
});
afterAll(() => harborlight.close());
beforeEach(async () => {
  await harborlight.app.database.owner`truncate watches, requests, notices cascade`;
});

const picture = async (page: Page, name: string) => {
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  expect(await seriousFindings(page)).toEqual([]);
};

test("one tap waits for a bed, undo takes it back, and requests list and stop it", async () => {
  const { page, context, complaints } = await harborlight.open(`/#${need}`, {
    ...{ device: "phone", who: "worker" },
  });
  const begin = page.getByRole("button", { name: "Tell me when a bed opens" });
  await begin.click();
  await page.getByText("You will be told when a bed opens that fits.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Stopped. Nothing of it is kept.").waitFor();
  expect((await readAs(harborlight, "worker", "/api/watches")).items).toEqual([]);
  await begin.click();
  await page.getByText(/You will be told until/).waitFor();
  await picture(page, "watch-tonight");
  await page.getByRole("link", { name: "See or stop it" }).click();
  const stop = page.getByRole("button", { name: /^Stop waiting: 16 years old/ });
  await stop.waitFor();
  await picture(page, "watch-requests");
  await stop.click();
  await stop.waitFor({ state: "detached" });
  expect((await readAs(harborlight, "worker", "/api/watches")).items).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the account says by which ways one is told, and keeps what is chosen", async () => {
  const { page, context, complaints } = await harborlight.open("/account", {
    ...{ device: "phone", who: "worker" },
  });
  const push = page.getByRole("button", { name: "Browser", exact: true });
  await push.click();
  await page.getByText("Saved.").waitFor();
  await page.reload();
  await push.waitFor();
  expect(await push.getAttribute("aria-pressed")).toBe("false");
  await push.click();
  await picture(page, "notices-account");
  expect(complaints).toEqual([]);
  await context.close();
});

/** Hands the service worker a message as the browser does when its push service sends one. */
const deliver = async (context: BrowserContext, page: Page, message: PushMessage) => {
  const devtools = await context.newCDPSession(page);
  const known = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [own] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (own) resolve(own.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.deliverPushMessage", {
    origin: harborlight.address,
    registrationId: await known,
    data: JSON.stringify(message),
  });
};

test("a push shows neutral words once, whatever screen is open", async () => {
  const { page, context } = await harborlight.open("/beds", { who: "provider" });
  await context.grantPermissions(["notifications"]);
  // My beds keeps the app for the time without network, by the same service worker.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const message = { tag: "a-notice", text: noticeText("request_asked", "en"), path: "/beds" };
  await deliver(context, page, message);
  await deliver(context, page, message);
  const shown = () =>
    page.evaluate(async () => {
      const { getNotifications } = await navigator.serviceWorker.ready.then((registration) => ({
        getNotifications: () => registration.getNotifications(),
      }));
      return (await getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
    });
  const once = {
    title: "Harborlight",
    body: "Someone is waiting for your answer.",
    tag: "a-notice",
  };
  await expect.poll(shown).toEqual([once]);
  await context.close();
});

/** A request was told by mail, and texts that failed, waited and were left out. */
const someNotices = async () => {
  const { app, address } = harborlight;
  app.clock.set(new Date());
  const house = await programCalled(harborlight, "Larkspur House");
  const answer = await fetch(`${address}/api/requests`, {
    method: "POST",
    headers: {
      ...(await app.signIn("worker")),
      ...{ "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    },
    body: JSON.stringify({ need: { age: 16 }, programs: [{ program_id: house }] }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  await app.jobs.put(tellOfHoldsJob, {});
  await app.runJobs();
  await app.database.owner`
    insert into notices (id, event, kind, user_id, channel, state, outcome, tries, ends_at, planned_at)
    select gen_random_uuid(), 'of the test ' || n, kind, u.id, 'sms', state, outcome, tries,
      now(), now() - n * interval '1 hour'
    from users u, (values
      (1, 'request_asked', 'failed', 'unreachable', 6),
      (2, 'hold_expiring', 'skipped', 'overtaken', 1),
      (3, 'bed_opened', 'planned', null, 2)) as made (n, kind, state, outcome, tries)
    where u.email = 'provider@training.test'`;
};

test("administrators read how notices went, by what came of them", async () => {
  await someNotices();
  const { page, context, complaints } = await harborlight.open("/admin", {
    ...{ device: "phone", who: "administrator" },
  });
  await page.getByRole("link", { name: "Notices" }).click();
  await page.getByText("4 notices").waitFor();
  await picture(page, "admin-notices");
  await page.getByRole("button", { name: /^Failed/ }).click();
  const rows = page.getByRole("article");
  await expect.poll(() => rows.count()).toBe(1);
  await rows.getByText("Not sent · the service did not answer · 6 tries").waitFor();
  expect(new URL(page.url()).search).toBe("?view=failed");
  await page.getByRole("button", { name: /^Tried again/ }).click();
  await expect.poll(() => rows.count()).toBe(2);
  expect(complaints).toEqual([]);
  await context.close();
});

test("in Spanish nothing of how notices went is left in English", async () => {
  await someNotices();
  const { page, context } = await harborlight.open("/admin/notices", {
    ...{ device: "phone", who: "administrator", locale: "es-US" },
  });
  await page.getByText("4 avisos").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
});
