import { AxeBuilder } from "@axe-core/playwright";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { openDatabase } from "../../db/client.ts";
import type { Config } from "../../server/config.ts";
import { allCounties } from "../../server/directory/places.ts";
import { buildWeb } from "../../server/start/build-web.ts";
import { testApp, type TestApp } from "./app.ts";
import { layCable, type Cable } from "./cable.ts";
import { chromiumFlags, chromiumMissing, findChromium } from "./chromium.ts";
import { seededDatabase } from "./seeded-database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 }, hasTouch: false },
} as const;
export type Device = keyof typeof devices;

export interface PageOptions {
  device?: Device;
  colors?: "dark" | "light";
  locale?: "en-US" | "es-US";
  /** Who is signed in, as `TestApp.signIn` takes it; left out: nobody. */
  who?: Parameters<TestApp["signIn"]>[0];
  /**
   * Whether the map of programs is loaded, which a page does when it is idle; left out, it never
   * is. Drawn in software, a map takes more time than all the rest of a page.
   */
  map?: boolean;
}

const neverIdle = "window.requestIdleCallback = () => 0;";

/** A page that notes what it asked for and what went wrong on it. */
export interface OpenPage {
  page: Page;
  context: BrowserContext;
  /** Every address that the page has asked a server for. */
  requested: string[];
  /** Errors on the page and in its console, violations of the security policy among them. */
  complaints: string[];
}

export interface Harborlight {
  address: string;
  app: TestApp;
  /** Stands between the server and its database. */
  cable: Cable;
  open(path: string, options?: PageOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

const openPage = async (
  browser: Browser,
  address: string,
  app: TestApp,
  path: string,
  { device = "desktop", colors = "dark", locale = "en-US", who, map = false }: PageOptions,
): Promise<OpenPage> => {
  const context = await browser.newContext({
    ...devices[device],
    colorScheme: colors,
    reducedMotion: "reduce",
    locale,
    timezoneId: "America/Los_Angeles",
  });
  if (who !== undefined) {
    const { cookie } = await app.signIn(who);
    const cookies = cookie.split("; ").map((pair) => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return { name, value, url: address };
    });
    await context.addCookies(cookies);
  }
  if (!map) await context.addInitScript({ content: neverIdle });
  const page = await context.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${address}${path}`);
  return { page, context, requested, complaints };
};

/** The built web app on the real server, with what both datasets hold, and a browser before it. */
export const openHarborlight = async ({
  port = 0,
  config = {},
  everyCounty = false,
  counties = everyCounty ? allCounties().map(({ fips }) => fips) : undefined,
}: {
  port?: number;
  config?: Partial<Config>;
  /** Coverage is worked out for the whole country. */
  everyCounty?: boolean;
  /** Coverage is worked out for these. */
  counties?: readonly string[] | undefined;
} = {}): Promise<Harborlight> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(chromiumMissing);
  // A copy, so that a build that is made meanwhile does not pull files away under the server.
  const folder = await temporaryFolder();
  const copyWeb = async () => {
    await cp(await buildWeb(clone, new AbortController().signal), folder.path, { recursive: true });
  };
  const [fresh, browser] = await Promise.all([
    seededDatabase(),
    chromium.launch({ executablePath, args: chromiumFlags }),
    copyWeb(),
  ]);
  const cable = await layCable(fresh.url);
  const through = openDatabase(cable.url);
  const database = {
    ...through,
    ...{ url: cable.url, ownerUrl: fresh.ownerUrl, owner: fresh.owner },
    close: async () => {
      await through.close();
      await fresh.close();
    },
  };
  const app = await testApp({
    ...{ database, webFolder: folder.path, config },
    ...(counties ? { counties } : {}),
  });
  const address = await app.app.listen({ host: "127.0.0.1", port });
  return {
    address,
    app,
    cable,
    open: (path, options = {}) => openPage(browser, address, app, path, options),
    close: async () => {
      await browser.close();
      await app.close();
      await cable.cut();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** What axe finds serious or critical on the page as it stands: rule, and where. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  // In the page itself, which has no frames, rather than in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
};
