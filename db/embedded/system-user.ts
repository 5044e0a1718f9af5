import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { CannotStart } from "../cannot-start.ts";

/** Whom PostgreSQL runs as; `undefined` stands for the user who started Harborlight. */
export type SystemUser = { readonly uid: number; readonly gid: number } | undefined;

const searchPath = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin" };

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { env: searchPath, encoding: "utf8" });

const idOf = (flag: "-u" | "-g", name: string): number | undefined => {
  const { status, stdout } = run("id", flag, name);
  return status === 0 ? Number(stdout) : undefined;
};

const find = (name: string): SystemUser => {
  const uid = idOf("-u", name);
  const gid = idOf("-g", name);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
};

const create = (name: string): SystemUser => {
  run("useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", name);
  return find(name);
};

export const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. As root: the owner of the existing cluster, else a system user
 * of its own, made on first use. As anyone else: that user.
 */
export const databaseUser = (clusterFolder: string): SystemUser => {
  if (!isRoot()) return undefined;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = find("harborlight") ?? create("harborlight") ?? find("postgres");
  if (user) return user;
  throw new CannotStart(
    "PostgreSQL does not run as root and no system user could be made for it: start as an ordinary user, or set DATABASE_URL.",
  );
};

/** Whether the user may enter `folder` and every folder above it. */
export const canEnter = (user: SystemUser, folder: string): boolean =>
  spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { cwd: "/", env: {}, ...user }).status === 0;
