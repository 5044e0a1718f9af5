import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CannotStart } from "../cannot-start.ts";

/** What a running server says of itself in its cluster's postmaster.pid. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const pidFile = (cluster: string) => join(cluster, "postmaster.pid");

/** Reads the cluster's postmaster.pid; the process it names need not be alive. */
export const readPostmaster = (cluster: string): Postmaster | undefined => {
  if (!existsSync(pidFile(cluster))) return undefined;
  const lines = readFileSync(pidFile(cluster), "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
};

const commandOf = (pid: number): string => {
  try {
    return existsSync("/proc/self/cmdline")
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
      : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    // No such process.
    return "";
  }
};

/** Whether the process is alive and serves this cluster; process ids are used again by others. */
export const serves = (pid: number, cluster: string): boolean =>
  commandOf(pid).includes(`-D ${cluster} `);

/** Stops a server that outlived the Harborlight that started it. Call it under the folder's lock. */
export const stopOrphan = async (cluster: string): Promise<void> => {
  const left = readPostmaster(cluster);
  if (!left) return;
  if (serves(left.pid, cluster)) process.kill(left.pid, "SIGINT");
  const deadline = Date.now() + 30_000;
  while (serves(left.pid, cluster)) {
    if (Date.now() > deadline) {
      throw new CannotStart(
        `An earlier PostgreSQL (process ${left.pid}) still uses ${cluster} and does not stop: stop that process, then start again.`,
      );
    }
    await pause(50);
  }
  // PostgreSQL would take any process with that id for its own.
  rmSync(pidFile(cluster), { force: true });
};
