import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import type { PostgresPrograms } from "./programs.ts";
import type { SystemUser } from "./system-user.ts";

/** The role that owns everything in the embedded database. */
export const owner = "harborlight";

const major = (programs: PostgresPrograms): string => {
  const { stdout } = spawnSync(programs.postgres, ["--version"], { env: {}, encoding: "utf8" });
  return /\d+/.exec(stdout)?.[0] ?? "";
};

const give = (path: string, user: SystemUser) => {
  if (user) chownSync(path, user.uid, user.gid);
};

const initialise = (folder: string, programs: PostgresPrograms, user: SystemUser): void => {
  const unfinished = join(folder, "postgres.new");
  const passwordFile = join(folder, "postgres.initial-password");
  const password = randomBytes(24).toString("base64url");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  give(unfinished, user);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, user);
  // The sort order comes with PostgreSQL itself, so that it is the same on every machine.
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${owner}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const made = spawnSync(programs.initdb, args, {
    cwd: "/",
    env: { LC_ALL: "C", TZ: "UTC" },
    encoding: "utf8",
    ...user,
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    const reason = made.error?.message ?? made.stderr.trim().split("\n").at(-1) ?? "";
    throw new CannotStart(
      `The embedded database could not be made in ${folder} (${reason}): free some space or choose another folder with DATA_DIR.`,
    );
  }
  writeFileSync(join(folder, "postgres.password"), password, { mode: 0o600 });
  renameSync(unfinished, join(folder, "postgres"));
};

export interface Cluster {
  /** PostgreSQL's own data folder. */
  readonly path: string;
  readonly password: string;
}

/** The database cluster in the data folder, made there on first use. */
export const openCluster = (
  folder: string,
  programs: PostgresPrograms,
  user: SystemUser,
): Cluster => {
  const path = join(folder, "postgres");
  if (!existsSync(path)) initialise(folder, programs, user);
  const made = readFileSync(join(path, "PG_VERSION"), "utf8").trim();
  if (made !== major(programs)) {
    throw new CannotStart(
      `The database in ${folder} is of PostgreSQL ${made} and this version brings ${major(programs)}: export it with the version that made it, or choose another folder with DATA_DIR.`,
    );
  }
  return { path, password: readFileSync(join(folder, "postgres.password"), "utf8").trim() };
};
