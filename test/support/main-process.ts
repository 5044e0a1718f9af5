import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../db/embedded/free-port.ts";
import { clone, startArguments } from "./start-command.ts";

export interface MainProcess {
  readonly process: ChildProcess;
  readonly address: string;
  /** All that it printed so far. */
  said(): string;
  /** Resolves with the exit code when it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves when it takes requests; rejects when it ends before. */
  ready(): Promise<void>;
  /** Has it end in order, if it still runs, and waits for that. */
  stop(): Promise<void>;
}

/** Runs server/main.ts as its own process with these settings and no others. */
export const runMain = async (settings: Record<string, string>): Promise<MainProcess> => {
  const port = settings["PORT"] ?? String(await freePort());
  const main = spawn(process.execPath, startArguments, {
    cwd: clone,
    env: { LOG_LEVEL: "warn", ...settings, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (chunk: Buffer) => (said += chunk.toString());
  main.stdout.on("data", listen);
  main.stderr.on("data", listen);
  const ended = new Promise<number | null>((resolve) => main.once("close", resolve));
  const over = ended.then((code) => `ended with ${code} and said: ${said}`);
  const ready = async () => {
    while (!said.includes("is ready at")) {
      const end = await Promise.race([over, pause(25)]);
      if (end !== undefined) throw new Error(end);
    }
  };
  const stop = async () => {
    main.kill("SIGTERM");
    await ended;
  };
  const address = `http://127.0.0.1:${port}`;
  return { process: main, address, said: () => said, ended, ready, stop };
};
