import { existsSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../../db/cannot-start.ts";
import { startEmbeddedPostgres } from "../../db/embedded.ts";
import { chosenFolder, folderOf, makeFolder } from "../../db/embedded/data-folder.ts";
import { runningServer } from "../../db/embedded/running.ts";
import { ensureDatabase } from "../../db/migrate.ts";
import type { Config } from "../config.ts";

/** Where this instance keeps what is its own, and the database it speaks to. */
export interface Storage {
  /** The data folder; it exists and can be written. */
  folder: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

const databaseName = "harborlight";

/**
 * As `openStorage`, and beside a Harborlight that already runs on the data folder.
 * @throws CannotStart where there is no database yet: it would be asked what only a used one can tell
 */
export const joinStorage = async (config: Config, clone: string): Promise<Storage> => {
  if (config.databaseUrl !== undefined) return openStorage(config, clone);
  const folder = config.dataDir === undefined ? folderOf(clone) : chosenFolder(config.dataDir);
  const server = runningServer(folder);
  if (server === undefined && !existsSync(join(folder, "postgres"))) {
    throw new CannotStart(
      `There is no database in ${folder}: name the one that Harborlight uses with DATA_DIR or DATABASE_URL, as it was started.`,
    );
  }
  if (server === undefined) return openStorage(config, clone);
  return { folder, databaseUrl: `${server}/${databaseName}`, stop: () => Promise.resolve() };
};

/** Finds the database that the operator named, or starts the embedded one. */
export const openStorage = async (config: Config, clone: string): Promise<Storage> => {
  if (config.databaseUrl !== undefined) {
    const folder = config.dataDir === undefined ? folderOf(clone) : makeFolder(config.dataDir);
    return { folder, databaseUrl: config.databaseUrl, stop: () => Promise.resolve() };
  }
  const folder = config.dataDir === undefined ? folderOf(clone) : chosenFolder(config.dataDir);
  const server = await startEmbeddedPostgres({
    folder,
    onTrouble: (sentence) => console.error(sentence),
  });
  try {
    const databaseUrl = await ensureDatabase(server.serverUrl, databaseName);
    return { folder, databaseUrl, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
