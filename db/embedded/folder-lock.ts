import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CannotStart } from "../cannot-start.ts";
import { unusableFolder } from "./data-folder.ts";

const sqliteBusy = 5;

/**
 * Takes a data folder for this process alone. The operating system frees it when the process ends,
 * however it ends: SQLite's file lock is the one such lock that Node offers.
 */
export const lockFolder = (folder: string): { release(): void } => {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(folder, "lock"));
    lock.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (error) {
    lock?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) {
      throw new CannotStart(
        `Harborlight is already running on the data folder ${folder}: stop it first, or give this one another folder with DATA_DIR.`,
        error,
      );
    }
    throw unusableFolder(folder, error);
  }
  const held = lock;
  return { release: () => held.close() };
};
