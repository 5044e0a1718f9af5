// The first step of every npm script. It runs on any Node from 20 on, before anything is installed:
// plain JavaScript without dependencies. It installs what package-lock.json asks for and is missing;
// npm puts node_modules/.bin first on the PATH, so that the next step runs on the pinned Node.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mendPackages } from "./mend-packages.js";

const clone = fileURLToPath(new URL("..", import.meta.url));
const at = (/** @type {string[]} */ ...path) => join(clone, ...path);
const pinned = at("node_modules", "node", "bin", "node");
const oldestNode = 24;

/** @param {string} sentence @returns {never} */
const stop = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Package
 * @param {string} file
 * @returns {Record<string, Package>}
 */
const packagesIn = (file) =>
  existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {};

const isInstalled = () => {
  const installed = packagesIn(at("node_modules", ".package-lock.json"));
  return Object.entries(packagesIn(at("package-lock.json"))).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || optional || devOptional || installed[path]?.version === version,
  );
};

// npm tells its scripts which npm runs; outside of npm the one on the PATH serves.
const npmScript = process.env["npm_execpath"];
const npm = (/** @type {string[]} */ args, cwd = clone) =>
  npmScript?.endsWith("npm-cli.js")
    ? spawnSync(process.execPath, [npmScript, ...args], { cwd, stdio: ["ignore", 2, 2] })
    : spawnSync("npm", args, { cwd, stdio: ["ignore", 2, 2] });

const install = () => {
  console.error("Installing packages; the first time this takes a minute.");
  // Said outright, as NODE_ENV=production would leave out what builds the web app.
  const { status } = npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0) {
    stop(
      "The packages could not be installed: the lines above say why. Mend that, then try again.",
    );
  }
};

const runs = (/** @type {string} */ node) => {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) >= oldestNode;
};

// npm may be set not to run install scripts, and the package's own brings the binary.
const completePinned = () => {
  if (existsSync(pinned)) return;
  spawnSync(process.execPath, ["installArchSpecificPackage.js"], {
    cwd: at("node_modules", "node"),
    stdio: ["ignore", "ignore", 2],
  });
  const link = at("node_modules", ".bin", "node");
  if (existsSync(pinned) && !existsSync(link)) symlinkSync(join("..", "node", "bin", "node"), link);
};

if (!isInstalled()) install();
completePinned();
mendPackages(at("node_modules"));
if (!runs(pinned) && !runs("node")) {
  stop(
    `Node ${oldestNode} is needed and the copy in node_modules does not run here: install Node ${oldestNode} (https://nodejs.org), then try again.`,
  );
}
