import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { quantile, type Row } from "./row.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const port = 18_080;
const mostSeconds = 5;

const answersHealth = async (): Promise<boolean> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
  return answer?.ok === true;
};

/** Starts the real thing on `folder` and answers the seconds until it serves; then stops it. */
const start = async (folder: string): Promise<number> => {
  const began = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "silent", PATH: "" },
    stdio: "ignore",
  });
  const gone = once(child, "exit");
  while (!(await answersHealth())) {
    if (child.exitCode !== null) throw new Error("The server under measurement did not start.");
    await pause(20);
  }
  const seconds = (performance.now() - began) / 1000;
  child.kill("SIGTERM");
  await gone;
  return seconds;
};

/** From the command to the first healthy answer: once on nothing, then five times on its data. */
export const benchStart = async (): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), "harborlight-bench-"));
  try {
    const first = await start(folder);
    const later: number[] = [];
    for (let turn = 0; turn < 5; turn++) later.push(await start(folder));
    const median = quantile(later, 0.5);
    return [
      {
        what: "ready after start, installed and seeded",
        measured: `median ${median.toFixed(2)} s of ${later.length}`,
        yardstick: `first start, which makes and seeds the database: ${first.toFixed(2)} s`,
        ratio: median / first,
        target: `under ${mostSeconds} s`,
        met: median < mostSeconds,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
