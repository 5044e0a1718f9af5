import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { CannotStart } from "../cannot-start.ts";
import { readPostmaster } from "./postmaster.ts";
import type { SystemUser } from "./system-user.ts";

export interface ServerSettings {
  program: string;
  cluster: string;
  port: number;
  user: SystemUser;
  logFile: string;
  /** PostgreSQL's own settings, beside those that keep it to this machine. */
  settings: Readonly<Record<string, string | number>>;
}

const argumentsOf = ({ cluster, port, settings }: ServerSettings): string[] => {
  const all = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  return [
    "-D",
    cluster,
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
};

const exited = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

const lastWords = (logFile: string): string =>
  existsSync(logFile)
    ? (readFileSync(logFile, "utf8")
        .split("\n")
        .findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? "")
    : "";

// A server that was killed may leave processes that need a moment to notice.
const passes = (words: string) => words.includes("shared memory block");

/**
 * Starts PostgreSQL and waits until it takes connections, also through the recovery after a crash.
 * It gets a process group of its own: Ctrl-C must reach the app first, which then stops it.
 */
export const startServer = async (given: ServerSettings): Promise<ChildProcess> => {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const log = openSync(given.logFile, "w", 0o600);
    const child = spawn(given.program, argumentsOf(given), {
      cwd: "/",
      env: { LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", log, log],
      detached: true,
      ...given.user,
    });
    const failure = new Promise<Error>((resolve) => child.once("error", resolve));
    closeSync(log);
    while (!exited(child) && Date.now() < deadline) {
      const postmaster = readPostmaster(given.cluster);
      if (postmaster?.pid === child.pid && postmaster?.ready) return child;
      const failed = await Promise.race([failure, pause(15)]);
      if (failed) throw new CannotStart(`PostgreSQL does not start (${failed.message}).`, failed);
    }
    const words = lastWords(given.logFile);
    if (passes(words) && Date.now() < deadline) {
      await pause(200);
      continue;
    }
    child.kill("SIGQUIT");
    throw new CannotStart(
      `PostgreSQL does not start (${words || "no reason given"}): see ${given.logFile}.`,
    );
  }
};

/** Stops it in order; what was acknowledged is on disk either way. */
export const stopServer = async (child: ChildProcess): Promise<void> => {
  if (exited(child)) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  const patience = setTimeout(() => child.kill("SIGQUIT"), 8_000);
  await gone;
  clearTimeout(patience);
};
