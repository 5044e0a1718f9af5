import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../../../db/embedded/free-port.ts";
import { canEnter } from "../../../db/embedded/system-user.ts";
import { buildWeb } from "../../../server/start/build-web.ts";
import { freshDatabase } from "../../support/database.ts";
import { clone } from "../../support/start-command.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

// No container engine is at hand in a test: what the image's last stage copies, sets and runs is
// copied, set and run here, in a folder that cannot be written, by a user who owns nothing.
const folder = await temporaryFolder();
const database = await freshDatabase(1);
afterAll(async () => {
  await database.close();
  spawnSync("chmod", ["-R", "u+w", folder.path]);
  await folder[Symbol.asyncDispose]();
});

const dockerfile = readFileSync(join(clone, "Dockerfile"), "utf8").replaceAll(/\\\n\s*/g, "");
const lastStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
const linesOf = (instruction: string) =>
  [...lastStage.matchAll(new RegExp(`^${instruction} (.*)$`, "gm"))].map(([, rest = ""]) => rest);
const commandIn = (line: string) =>
  JSON.parse(/\[.*\]$/.exec(line)?.[0] ?? "[]") as [string, ...string[]];

const settings = Object.fromEntries(
  linesOf("ENV").flatMap((line) => line.split(" ").map((pair) => pair.split("="))),
) as Record<string, string>;

/** Lays out the image's files; of what the stages before it made, what this clone has. */
const layOut = (image: string): void => {
  mkdirSync(image);
  for (const line of linesOf("COPY")) {
    const [from, ...paths] = line.startsWith("--from=")
      ? line.split(" ")
      : ["", ...line.split(" ")];
    const target = paths.pop() ?? "";
    if (from === "--from=installed") {
      symlinkSync(join(clone, "node_modules"), join(image, target));
      continue;
    }
    for (const path of paths) {
      const name = path.replace(/^\/app\//, "");
      cpSync(join(clone, name), join(image, target === "./" ? name : target), { recursive: true });
    }
  }
};

test("the image's files and command serve, read-only and as nobody", async () => {
  await buildWeb(clone, new AbortController().signal);
  const image = join(folder.path, "app");
  layOut(image);
  spawnSync("chmod", ["-R", "a-w", image]);
  const nobody = { uid: 65_534, gid: 65_534 };
  const user = process.getuid?.() === 0 && canEnter(nobody, clone) ? nobody : {};
  const port = String(await freePort());
  const environment = {
    ...{ ...settings, PATH: `${join(clone, "node_modules/.bin")}:/usr/bin:/bin`, PORT: port },
    ...{ DATABASE_URL: database.ownerUrl, AUTH_SECRET: "a secret of more than 32 characters" },
    ...{ DATA_DIR: join(folder.path, "data"), LOG_LEVEL: "warn", HOST: "127.0.0.1" },
  };
  mkdirSync(environment.DATA_DIR, { mode: 0o777 });
  spawnSync("chmod", ["777", environment.DATA_DIR]);
  const options = { cwd: image, env: environment, ...user };

  const [program, ...args] = commandIn(linesOf("CMD").at(-1) ?? "");
  const server = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stdout.on("data", (part: Buffer) => (said += part.toString()));
  server.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const ended = once(server, "close") as Promise<[number | null]>;

  const [checker, ...checks] = commandIn(linesOf("HEALTHCHECK").at(-1) ?? "");
  const isHealthy = () => spawnSync(checker, checks, options).status === 0;
  while (!isHealthy() && server.exitCode === null) await pause(250);
  expect(server.exitCode, said).toBeNull();

  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: "text/html" } });
  expect(await page.text()).toContain("<title>Harborlight</title>");
  server.kill("SIGTERM");
  expect(await ended, said).toEqual([0, null]);
  expect(isHealthy()).toBe(false);
  // Nothing was built and nothing complained.
  expect(said).not.toMatch(/Building|EACCES|EROFS|error/i);
});
