import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "../server/start/build-web.ts";
import { chromiumMissing, provideChromium } from "./support/chromium.ts";
import { providePostgresTools } from "./support/postgres-tools.ts";

const clone = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const report = join(clone, "node_modules", ".cache", "test-report.json");

/** Runs a script that says what it has to say at once. */
const run = async (script: string, ...args: string[]): Promise<boolean> => {
  const child = spawn(process.execPath, [join(clone, "node_modules", script), ...args], {
    cwd: clone,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [status, signal] = (await once(child, "close")) as [number | null, string | null];
  if (status === null) console.error(`${script} was ended by ${signal}`);
  return status === 0;
};

const svelteCheck = "svelte-check/bin/svelte-check";
/** The scripts of a check with their arguments. What is checked is read and not run. */
const checks: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  format: [["prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn"]],
  lint: [
    // Rules that know types, by the native compiler; then all others, and components.
    ["oxlint/bin/oxlint"],
    ["eslint/bin/eslint.js", ".", "--max-warnings", "0"],
  ],
  types: [
    // Code for Node, tests that run in a page, tests of the web app's rules, the web app: by the
    // native compiler, in a quarter of the time. Lint and the editor use the other one.
    ["@typescript/native/bin/tsc", "-p", "."],
    ["@typescript/native/bin/tsc", "-p", "test/e2e"],
    ["@typescript/native/bin/tsc", "-p", "test/web"],
    [svelteCheck, "--tsgo", "--tsconfig", "web/tsconfig.json", "--fail-on-warnings"],
  ],
};
/** Projects of vitest.config.ts, in the order in which they run. */
const projects = ["unit", "start", "browser"];
const stages = [...Object.keys(checks), ...projects];

interface Tally {
  /** Of a check. */
  name?: string;
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs a script and shows what it says once it has ended, so that two do not talk at once. */
const runAside = async (script: string, ...args: string[]): Promise<boolean> => {
  const child = spawn(process.execPath, [join(clone, "node_modules", script), ...args], {
    cwd: clone,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => said.push(part));
  }
  const [status] = (await once(child, "close")) as [number | null];
  process.stdout.write(Buffer.concat(said));
  return status === 0;
};

const runCheck = async (name: string): Promise<Tally> => {
  const started = performance.now();
  let isWell = true;
  for (const script of checks[name] ?? []) isWell = (await runAside(...script)) && isWell;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`── ${name} ${isWell ? "passed" : "FAILED"} in ${seconds} s`);
  return { name, passed: Number(isWell), failed: Number(!isWell), skipped: 0 };
};

interface Report {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

const runTests = async (names: string[]): Promise<Tally> => {
  if (names.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  console.log(`\n── ${names.join(", ")}`);
  rmSync(report, { force: true });
  const isWell = await run(
    "vitest/vitest.mjs",
    "run",
    ...names.flatMap((name) => ["--project", name]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const told = JSON.parse(readFileSync(report, "utf8")) as Report;
  return {
    passed: told.numPassedTests,
    // A file that could not even be read fails without a test of its own.
    failed: Math.max(told.numFailedTests, isWell && told.success ? 0 : 1),
    skipped: told.numPendingTests,
  };
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.includes(name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(", ")}: choose of ${stages.join(", ")}.`);
  process.exit(2);
}
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

const tallies: Tally[] = [];
const needsBrowser = isWanted("browser");
const hasBrowser = needsBrowser && provideChromium() !== undefined;
if (needsBrowser && !hasBrowser) console.error(chromiumMissing);

// A dump is restored by them; where they cannot be had, the test says that it was left out.
if (isWanted("unit")) providePostgresTools();

console.log("\n── web app");
// Types, starts and browser tests all look at what is built.
await buildWeb(clone);

const runChecks = async (...names: string[]): Promise<Tally[]> => {
  const done: Tally[] = [];
  for (const name of names.filter(isWanted)) done.push(await runCheck(name));
  return done;
};
const runnable = projects.filter((name) => isWanted(name) && (name !== "browser" || hasBrowser));
// Checks use one core each and tests often wait, so that together they take less time.
const [lint, others, tested] = await Promise.all([
  runChecks("lint"),
  runChecks("format", "types"),
  runTests(runnable),
]);
const checked = [...lint, ...others];
tallies.push(...checked, tested);
if (needsBrowser && !hasBrowser) {
  console.error(`\nThe browser tests did not run. ${chromiumMissing}`);
  tallies.push({ passed: 0, failed: 1, skipped: 0 });
}

for (const { name, failed } of checked) if (failed > 0) console.log(`── ${name} FAILED, see above`);
const sum = (part: "passed" | "failed" | "skipped") =>
  tallies.reduce((total, tally) => total + tally[part], 0);
const skipped = sum("skipped");
console.log(
  `\n${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
process.exit(sum("failed") === 0 ? 0 : 1);
