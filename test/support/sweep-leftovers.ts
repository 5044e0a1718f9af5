import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotStart } from "../../db/cannot-start.ts";
import { lockFolder } from "../../db/embedded/folder-lock.ts";
import { stopOrphan } from "../../db/embedded/postmaster.ts";

const sweep = async (folder: string): Promise<void> => {
  const cluster = join(folder, "postgres");
  if (!existsSync(join(folder, "lock"))) return;
  const lock = lockFolder(folder);
  await stopOrphan(cluster);
  lock.release();
  await rm(folder, { recursive: true, force: true });
};

/** Stops the servers and removes the folders of runs that were killed; those underway are locked. */
export const sweepLeftovers = async (): Promise<void> => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith("harborlight-"));
  for (const name of names) {
    await sweep(join(tmpdir(), name)).catch((error: unknown) => {
      if (!(error instanceof CannotStart)) throw error;
    });
  }
};
