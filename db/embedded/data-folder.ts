import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CannotStart, failureText } from "../cannot-start.ts";
import { canEnter, databaseUser, isRoot } from "./system-user.ts";

const systemFolder = "/var/lib/harborlight";

/** Where copies of programs may lie that every system user can reach. */
export const shelfFor = (folder: string) => (isRoot() ? systemFolder : folder);

export const unusableFolder = (folder: string, error: unknown): CannotStart =>
  new CannotStart(
    `The data folder ${folder} cannot be read and written (${failureText(error)}): make it yours, or choose another with DATA_DIR.`,
    error,
  );

// As root, whatever the umask says: the database's system user must be able to pass.
const makeFolders = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true, mode: isRoot() ? 0o755 : 0o700 });
  if (first === undefined || !isRoot()) return;
  for (let made = folder; ; made = dirname(made)) {
    chmodSync(made, 0o755);
    if (made === first) return;
  }
};

/**
 * Makes the folder where it is missing and answers its one true path, by which a running server is
 * known; or says in one line why it cannot serve.
 */
export const makeFolder = (path: string): string => {
  const folder = resolve(path);
  try {
    makeFolders(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw unusableFolder(folder, error);
  }
};

const reachable = (folder: string): boolean =>
  canEnter(databaseUser(join(folder, "postgres")), folder);

/** A folder that the operator chose: usable as it is, or refused. */
export const chosenFolder = (path: string): string => {
  const folder = makeFolder(path);
  if (reachable(folder)) return folder;
  throw new CannotStart(
    `PostgreSQL runs as a system user that cannot enter the data folder ${folder}: choose one with DATA_DIR that others may enter, such as ${systemFolder}/data.`,
  );
};

/**
 * The folder of this clone: `.data` in it, or, where the database's system user cannot enter the
 * clone (root's home), one of its own under /var/lib/harborlight.
 */
export const folderOf = (clone: string): string => {
  const inside = join(clone, ".data");
  if (reachable(existsSync(inside) ? inside : clone)) return makeFolder(inside);
  const name = createHash("sha256").update(clone).digest("hex").slice(0, 12);
  return makeFolder(join(systemFolder, name));
};
