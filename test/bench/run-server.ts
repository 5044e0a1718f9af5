import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { clone, startArguments } from "../support/start-command.ts";

export interface BenchServer {
  address: string;
  /** Resident memory of the process now, in megabytes of 10^6 bytes; Linux only. */
  residentMegabytes(): Promise<number>;
  /** Processor time that the process took so far; Linux only. */
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const settings = {
  DATASET: "training",
  LOG_LEVEL: "silent",
  RATE_LIMIT_PER_MINUTE: "9999999",
  AUTH_SECRET: "a secret for measurements only, 32 characters",
};

/** Resident memory of a process in megabytes of 10^6 bytes, as Linux tells it. */
export const residentMegabytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  return (kilobytes * 1024) / 1e6;
};

// Linux counts processor time in hundredths of a second, whatever the machine.
const ticksASecond = 100;

const processorSeconds = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // After the name, which may hold anything: the 12th and 13th field are user and system time.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
};

/**
 * Runs the server of `bench-server.ts` on the database at `url`, in a process of its own.
 * @param more settings that are not the usual ones
 */
export const runServer = async (
  url: string,
  more: Readonly<Record<string, string>> = {},
): Promise<BenchServer> => {
  const child = fork(fileURLToPath(new URL("./bench-server.ts", import.meta.url)), {
    env: { ...settings, DATABASE_URL: url, ...more },
    // As `npm start` runs it, so that what is measured is what runs.
    execArgv: startArguments.slice(0, -1),
    cwd: clone,
  });
  const failed = once(child, "exit").then(() => {
    throw new Error("The server under measurement ended.");
  });
  const [message] = (await Promise.race([once(child, "message"), failed])) as [{ address: string }];
  failed.catch(() => undefined);
  const pid = child.pid ?? 0;
  return {
    address: message.address,
    residentMegabytes: () => residentMegabytes(pid),
    processorSeconds: () => processorSeconds(pid),
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
};
