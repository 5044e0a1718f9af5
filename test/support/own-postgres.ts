import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCluster, owner } from "../../db/embedded/cluster.ts";
import { chosenFolder, shelfFor } from "../../db/embedded/data-folder.ts";
import { postgresPrograms } from "../../db/embedded/programs.ts";
import { startServer, stopServer } from "../../db/embedded/server.ts";
import { databaseUser } from "../../db/embedded/system-user.ts";
import { ensureDatabase, migrateDatabase } from "../../db/migrate.ts";
import { prepareAppLogin } from "../../db/roles.ts";

/** A PostgreSQL that one test file has to itself, to stop and start as it likes. */
export interface OwnPostgres {
  /** A migrated database; the same before and after a stop. */
  readonly url: string;
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

export const openOwnPostgres = async (): Promise<OwnPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), "harborlight-own-"));
  await chmod(folder, 0o755);
  const user = databaseUser(join(chosenFolder(folder), "postgres"));
  const programs = postgresPrograms(user, shelfFor(folder));
  const cluster = openCluster(folder, programs, user);
  const port = await freePort();
  const start = () =>
    startServer({
      program: programs.postgres,
      cluster: cluster.path,
      port,
      user,
      logFile: join(folder, "postgres.log"),
      settings: { fsync: "off" },
    });
  let server = await start();
  const serverUrl = `postgres://${owner}:${cluster.password}@127.0.0.1:${port}`;
  const ownerUrl = await ensureDatabase(serverUrl, "harborlight");
  await migrateDatabase(ownerUrl);
  const url = await prepareAppLogin(ownerUrl);
  return {
    url,
    stop: () => stopServer(server),
    start: async () => {
      server = await start();
    },
    remove: async () => {
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
