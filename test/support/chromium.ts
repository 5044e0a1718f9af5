import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { testSettings } from "./config.ts";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The flags that a headless Chromium needs here: no network of its own, and WebGL in software, but
 * not the pages themselves: drawn by a GPU in software, each took half as much time again.
 */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
  "--enable-unsafe-swiftshader",
];

/** The Chromium that CHROMIUM_PATH names, or one in a usual place. */
export const findChromium = (): string | undefined => {
  const { chromiumPath } = testSettings;
  if (chromiumPath !== undefined) return existsSync(chromiumPath) ? chromiumPath : undefined;
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path));
};

const canInstall = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

const aptGet = (...args: string[]): boolean =>
  spawnSync("env", ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...args], {
    stdio: ["ignore", 2, 2],
  }).status === 0;

/** Finds a Chromium, or installs one where this user may; undefined where neither is possible. */
export const provideChromium = (): string | undefined => {
  const found = findChromium();
  if (found !== undefined || testSettings.chromiumPath !== undefined || !canInstall()) return found;
  console.error("Installing Chromium for the browser tests.");
  const install = ["install", "-y", "--no-install-recommends", "chromium"];
  // Package lists may be missing or old: as a rule they are, in a container.
  if (!aptGet(...install) && aptGet("update")) aptGet(...install);
  return findChromium();
};

/** What to do about a Chromium that is not there. */
export const chromiumMissing =
  testSettings.chromiumPath === undefined
    ? "No Chromium was found for the browser tests: install one (on Debian: apt-get install chromium) or name one with CHROMIUM_PATH."
    : `There is no Chromium at ${testSettings.chromiumPath}: correct CHROMIUM_PATH, or leave it unset to have one looked for.`;
