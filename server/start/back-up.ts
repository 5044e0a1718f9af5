import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CannotStart } from "../../db/cannot-start.ts";
import { backUp } from "../../db/embedded/back-up.ts";
import { chosenFolder, folderOf } from "../../db/embedded/data-folder.ts";
import { runningServer } from "../../db/embedded/running.ts";
import { readConfig } from "../config.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const run = async ([to, ...more]: readonly string[]): Promise<void> => {
  if (to === undefined || more.length > 0) {
    throw new CannotStart("npm run backup -- FOLDER: a folder that is not there yet.");
  }
  const { databaseUrl, dataDir } = readConfig();
  if (databaseUrl !== undefined) {
    throw new CannotStart("DATABASE_URL names a server of your own: back it up with pg_dump.");
  }
  const folder = dataDir === undefined ? folderOf(clone) : chosenFolder(dataDir);
  const server = runningServer(folder);
  if (server === undefined) {
    throw new CannotStart(`No Harborlight runs on ${folder}: copy the folder as it is.`);
  }
  await backUp(folder, server, resolve(to));
  console.log(`Backed up to ${resolve(to)}. To use it: DATA_DIR=${resolve(to)} npm start`);
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}
