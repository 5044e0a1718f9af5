import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { clone, startArguments } from "../support/start-command.ts";

const answersHealth = async (address: string): Promise<boolean> => {
  const answer = await fetch(`${address}/api/health`).catch(() => undefined);
  return answer?.ok === true;
};

/** Starts the real thing on `folder`; answers where, and after how many seconds it served. */
export const runMain = async (folder: string, port: number) => {
  const address = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, startArguments, {
    cwd: clone,
    env: { PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "silent", PATH: "" },
    stdio: "ignore",
  });
  const gone = once(child, "exit");
  while (!(await answersHealth(address))) {
    if (child.exitCode !== null) throw new Error("The server under measurement did not start.");
    await pause(20);
  }
  const seconds = (performance.now() - began) / 1000;
  const stop = async () => {
    child.kill("SIGTERM");
    await gone;
  };
  return { address, seconds, stop };
};
