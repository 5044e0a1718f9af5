import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openCluster, owner } from "./embedded/cluster.ts";
import { shelfFor } from "./embedded/data-folder.ts";
import { freePort } from "./embedded/free-port.ts";
import { lockFolder } from "./embedded/folder-lock.ts";
import { stopOrphan } from "./embedded/postmaster.ts";
import { postgresPrograms } from "./embedded/programs.ts";
import { startServer, stopServer, type ServerSettings } from "./embedded/server.ts";
import { databaseUser } from "./embedded/system-user.ts";
import { failureText } from "./cannot-start.ts";

/** A PostgreSQL of our own, running for as long as this process does. */
export interface EmbeddedPostgres {
  /** Where it listens, with its owner's password and without a database's name. */
  readonly serverUrl: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Holds the cluster, its password and its log; PostgreSQL's system user must be able to enter it. */
  folder: string;
  settings?: Readonly<Record<string, string | number>>;
  /** Told, in a sentence each, of stops and restarts that nobody asked for. */
  onTrouble?: (sentence: string) => void;
}

// Started again on the same port, so that open pools find it by themselves.
const keepRunning = async (given: ServerSettings, onTrouble: (sentence: string) => void) => {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let child: ChildProcess = await startServer(given);
  const watch = () => child.once("exit", () => void restart());
  const restart = async () => {
    for (let wait = 250; !isStopping(); wait = Math.min(wait * 2, 10_000)) {
      onTrouble("PostgreSQL stopped by itself; starting it again.");
      await pause(wait);
      try {
        if (isStopping()) return;
        child = await startServer(given);
        if (isStopping()) await stopServer(child);
        else watch();
        return;
      } catch (error) {
        onTrouble(failureText(error));
      }
    }
  };
  watch();
  // However this process ends short of SIGKILL, the server does not outlive it.
  const lastResort = () => child.kill("SIGINT");
  process.once("exit", lastResort);
  return async () => {
    stopping.abort();
    await stopServer(child);
    process.removeListener("exit", lastResort);
  };
};

/**
 * Starts the embedded PostgreSQL on a free port of the loopback interface. Takes the folder for this
 * process alone and stops a server that an earlier process left behind.
 * @throws CannotStart with what to do
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> => {
  const { folder, settings = {}, onTrouble = () => undefined } = options;
  const lock = lockFolder(folder);
  try {
    const user = databaseUser(join(folder, "postgres"));
    const programs = postgresPrograms(user, shelfFor(folder));
    const cluster = openCluster(folder, programs, user);
    await stopOrphan(cluster.path);
    const port = await freePort();
    const logFile = join(folder, "postgres.log");
    const stop = await keepRunning(
      { program: programs.postgres, cluster: cluster.path, port, user, logFile, settings },
      onTrouble,
    );
    return {
      serverUrl: `postgres://${owner}:${cluster.password}@127.0.0.1:${port}`,
      stop: async () => {
        await stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};
