import type { ChildProcess } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp } from "../../db/embedded/back-up.ts";
import { openCluster, owner } from "../../db/embedded/cluster.ts";
import { chosenFolder, shelfFor } from "../../db/embedded/data-folder.ts";
import { postgresPrograms } from "../../db/embedded/programs.ts";
import { startServer, stopServer } from "../../db/embedded/server.ts";
import { databaseUser } from "../../db/embedded/system-user.ts";
import { ensureDatabase, migrateDatabase } from "../../db/migrate.ts";
import { prepareAppLogin } from "../../db/roles.ts";

/** A PostgreSQL that one test file has to itself, to stop and start as it likes. */
export interface OwnPostgres {
  /** A migrated database, with the server's rights; the same before and after a stop. */
  readonly url: string;
  /** The same with its owner's rights, and the server without a database's name. */
  readonly ownerUrl: string;
  readonly serverUrl: string;
  /** Where it keeps everything. */
  readonly folder: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good and removes what it kept. */
  remove(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** A server on a data folder, always on the same port; not started yet. */
const serverOn = async (folder: string, settings: Record<string, string | number>) => {
  const user = databaseUser(join(chosenFolder(folder), "postgres"));
  const programs = postgresPrograms(user, shelfFor(folder));
  const cluster = openCluster(folder, programs, user);
  const port = await freePort();
  const logFile = join(folder, "postgres.log");
  const given = { program: programs.postgres, cluster: cluster.path, port, user, logFile };
  let server: ChildProcess | undefined;
  return {
    logFile,
    serverUrl: `postgres://${owner}:${cluster.password}@127.0.0.1:${port}`,
    start: async () => {
      server = await startServer({ ...given, settings: { fsync: "off", ...settings } });
    },
    stop: async () => {
      if (server) await stopServer(server);
    },
  };
};

const emptyFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "harborlight-own-"));
  await chmod(folder, 0o755);
  return folder;
};

export const openOwnPostgres = async (): Promise<OwnPostgres> => {
  await using opened = new AsyncDisposableStack();
  const folder = await emptyFolder();
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { serverUrl, start, stop } = await serverOn(folder, {});
  opened.defer(stop);
  await start();
  const ownerUrl = await ensureDatabase(serverUrl, "harborlight");
  await migrateDatabase(ownerUrl);
  const url = await prepareAppLogin(ownerUrl);
  const all = opened.move();
  return {
    ...{ folder, serverUrl, ownerUrl, url, start, stop },
    remove: () => all.disposeAsync(),
  };
};

/** A read replica, which replays what is written at its primary. */
export interface OwnReplica extends Pick<OwnPostgres, "start" | "stop" | "remove"> {
  /** The primary's database on it, with its owner's rights. */
  readonly ownerUrl: string;
  /** Every statement that it was sent since it was last started. */
  statements(): Promise<string[]>;
}

/** Starts a read replica from a backup of a running server. */
export const openReplicaOf = async (primary: OwnPostgres): Promise<OwnReplica> => {
  await using opened = new AsyncDisposableStack();
  const around = await emptyFolder();
  opened.defer(() => rm(around, { recursive: true, force: true }));
  const folder = join(around, "replica");
  await backUp(primary.folder, primary.serverUrl, folder);
  await writeFile(join(folder, "postgres", "standby.signal"), "");
  const { hostname, port, username, password } = new URL(primary.serverUrl);
  const { logFile, serverUrl, start, stop } = await serverOn(folder, {
    primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
    log_statement: "all",
  });
  opened.defer(stop);
  await start();
  const all = opened.move();
  return {
    ...{ ownerUrl: `${serverUrl}/harborlight`, start, stop },
    statements: async () =>
      (await readFile(logFile, "utf8")).split(/^(?=[0-9-]{10} )/m).flatMap((entry) => {
        const [, statement] = /LOG: {2}(?:execute [^:]*|statement): ([^]*)/.exec(entry) ?? [];
        return statement === undefined ? [] : [statement];
      }),
    remove: () => all.disposeAsync(),
  };
};
