import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { owner } from "./cluster.ts";
import { readPostmaster, serves } from "./postmaster.ts";

/**
 * Where the embedded PostgreSQL of the data folder takes connections now, with its owner's password
 * and without a database's name; undefined while none runs there.
 */
export const runningServer = (folder: string): string | undefined => {
  const cluster = join(folder, "postgres");
  const postmaster = readPostmaster(cluster);
  const passwordFile = join(folder, "postgres.password");
  if (!postmaster?.ready || !serves(postmaster.pid, cluster) || !existsSync(passwordFile)) {
    return undefined;
  }
  const password = readFileSync(passwordFile, "utf8").trim();
  return `postgres://${owner}:${password}@127.0.0.1:${postmaster.port}`;
};
