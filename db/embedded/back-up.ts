import { chown, copyFile, lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import postgres from "postgres";
import { CannotStart, failureCode, failureText } from "../cannot-start.ts";

/** What PostgreSQL makes anew at its start, and what of the log of changes is copied last. */
const leftOut =
  /^(postmaster\.(pid|opts)|pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.*|.*\/pgsql_tmp.*|backup_label.*)$/;

/** Copies one file or folder with its owner and rights, onto the disk; what is gone is left out. */
const copyOne = async (from: string, to: string): Promise<void> => {
  try {
    const found = await lstat(from);
    if (found.isDirectory()) await mkdir(to, { recursive: true, mode: found.mode });
    else if (found.isFile()) {
      await copyFile(from, to);
      const written = await open(to, "r+");
      await written.sync();
      await written.close();
    } else return;
    await chown(to, found.uid, found.gid);
  } catch (error) {
    if (failureCode(error) !== "ENOENT" || existsSync(from)) throw error;
  }
};

const copyUnder = async (
  from: string,
  to: string,
  wanted: (path: string) => boolean,
): Promise<void> => {
  await copyOne(from, to);
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries) {
    const path = relative(from, join(parentPath, name));
    if (wanted(path)) await copyOne(join(from, path), join(to, path));
  }
};

const asWritten = async (path: string, text: string, like: string): Promise<void> => {
  const file = await open(path, "wx", 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  const { uid, gid } = await lstat(like);
  await chown(path, uid, gid);
};

/** Copies the cluster while it runs, as PostgreSQL's manual describes for base backups. */
const copyCluster = async (serverUrl: string, cluster: string, copy: string): Promise<void> => {
  const driver = postgres(`${serverUrl}/postgres`, { max: 1, onnotice: () => undefined });
  try {
    // Keeps what was written since the start from being recycled until it is copied.
    await driver`select pg_create_physical_replication_slot('harborlight_backup', true, true)`;
    await driver`select pg_backup_start('harborlight', fast => true)`;
    await copyUnder(cluster, copy, (path) => !leftOut.test(path));
    const [stop] = await driver<{ labelfile: string }[]>`
      select labelfile from pg_backup_stop(wait_for_archive => false)`;
    await copyUnder(join(cluster, "pg_wal"), join(copy, "pg_wal"), () => true);
    await asWritten(join(copy, "backup_label"), stop?.labelfile ?? "", join(cluster, "PG_VERSION"));
  } finally {
    await driver.end({ timeout: 5 });
  }
};

/**
 * Copies the data folder of a running Harborlight with its embedded PostgreSQL to `to`, which must
 * not exist: everything that was acknowledged before the copy was finished is in it. Harborlight
 * starts on the copy as it is. Whoever has it has everything, addresses and secrets too.
 * @param serverUrl where the folder's PostgreSQL takes connections, without a database's name
 * @throws CannotStart in one sentence; nothing is left at `to` then
 */
export const backUp = async (folder: string, serverUrl: string, to: string): Promise<void> => {
  if (existsSync(to)) {
    throw new CannotStart(`${to} is there already: name a folder for the backup that is not.`);
  }
  const unfinished = `${to}.unfinished`;
  try {
    await mkdir(dirname(to), { recursive: true });
    await rm(unfinished, { recursive: true, force: true });
    const beside = (path: string) => !/^(postgres(\/|$)|postgres\.log|.*lock)/.test(path);
    await copyUnder(folder, unfinished, beside);
    await copyCluster(serverUrl, join(folder, "postgres"), join(unfinished, "postgres"));
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw new CannotStart(`The backup to ${to} was not made (${failureText(error)}).`, error);
  }
};
