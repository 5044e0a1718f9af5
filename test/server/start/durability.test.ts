import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runMain, type MainProcess } from "../../support/main-process.ts";
import { providerAt, type Provider } from "../../support/provider.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = await temporaryFolder();
const start = async () => {
  const main = await runMain({ DATA_DIR: folder.path });
  await main.ready();
  return main;
};
let main: MainProcess;
beforeAll(async () => {
  main = await start();
});
afterAll(async () => {
  main.process.kill("SIGTERM");
  await main.ended;
  await folder[Symbol.asyncDispose]();
});

const postmasterFile = join(folder.path, "postgres", "postmaster.pid");
const postmaster = async () => Number((await readFile(postmasterFile, "utf8")).split("\n")[0]);

/** States counts one after another until the connection breaks; answers the acknowledged reports. */
const reportUntilItBreaks = async (provider: Provider, kill: () => Promise<void>) => {
  const acknowledged: string[] = [];
  let killed: Promise<void> | undefined;
  for (;;) {
    const report = await provider.report(acknowledged.length % 3).catch(() => undefined);
    if (report === undefined) break;
    acknowledged.push(report);
    // Not awaited: the writing goes on while it falls.
    if (acknowledged.length === 25) killed = kill();
  }
  await killed;
  return acknowledged;
};

test("the first start serves, seeded, and says so", async () => {
  expect(main.said()).toContain(`Harborlight is ready at ${main.address}`);
  expect(main.said()).toContain("worker@training.test");
  const health = await (await fetch(`${main.address}/api/health`)).json();
  expect(health).toMatchObject({ status: "ok", database: "ok", search: "ok" });
  expect(health).toHaveProperty("catalogue.programs", expect.any(Number));
  const page = await fetch(main.address, { headers: { accept: "text/html" } });
  expect(await page.text()).toContain("<title>Harborlight</title>");
});

test("a second start on the same data folder is refused while the first runs", async () => {
  const second = await runMain({ DATA_DIR: folder.path });
  expect(await second.ended).toBe(1);
  expect(second.said().trim()).toBe(
    `Harborlight is already running on the data folder ${folder.path}: stop it first, or give this one another folder with DATA_DIR.`,
  );
  expect((await fetch(`${main.address}/api/health`)).status).toBe(200);
});

describe("what was acknowledged is there after", () => {
  const restart = async () => {
    main = await start();
    return providerAt(main.address);
  };

  test("an orderly stop, which leaves no server behind", async () => {
    const provider = await providerAt(main.address);
    const report = await provider.report(2);
    main.process.kill("SIGTERM");
    expect(await main.ended).toBe(0);
    expect(existsSync(postmasterFile)).toBe(false);
    expect(await (await restart()).history()).toContain(report);
  });

  test("a kill of the app in the middle of writes", async () => {
    const orphan = await postmaster();
    const acknowledged = await reportUntilItBreaks(await providerAt(main.address), async () => {
      main.process.kill("SIGKILL");
      await main.ended;
    });
    expect(acknowledged.length).toBeGreaterThanOrEqual(25);
    expect(await (await restart()).history()).toEqual(expect.arrayContaining(acknowledged));
    expect(await postmaster()).not.toBe(orphan);
  });

  test("a kill of the database and the app in the middle of writes", async () => {
    const acknowledged = await reportUntilItBreaks(await providerAt(main.address), async () => {
      process.kill(await postmaster(), "SIGKILL");
      main.process.kill("SIGKILL");
      await main.ended;
    });
    expect(acknowledged.length).toBeGreaterThanOrEqual(25);
    expect(await (await restart()).history()).toEqual(expect.arrayContaining(acknowledged));
  });
});

test("the database is started again when it falls while the app runs", async () => {
  const provider = await providerAt(main.address);
  const fallen = await postmaster();
  process.kill(fallen, "SIGKILL");
  await expect
    .poll(async () => (await provider.report(1).catch(() => undefined)) !== undefined, {
      timeout: 60_000,
      interval: 250,
    })
    .toBe(true);
  expect(await postmaster()).not.toBe(fallen);
});
